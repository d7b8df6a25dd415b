package io.avatarorigin.worker.draw;

import io.avatarorigin.diffusion.Picture;
import java.time.Instant;
import java.util.Optional;

/**
 * How far an order is at one moment.
 *
 * @param version grows with every change
 * @param pictures how many were asked for
 * @param finished how many of them are there
 * @param picture which one made the last step, from 0
 * @param step of that one, from 1; 0 before the first
 * @param steps how many it takes
 * @param preview a rough look at it
 * @param problem why there are no pictures, where it failed
 * @param submitted when it was asked for
 * @param began when the first picture was begun
 * @param ended when it ended
 */
public record Snapshot(
    long version,
    JobState state,
    int pictures,
    int finished,
    int picture,
    int step,
    int steps,
    Optional<Picture> preview,
    Optional<String> problem,
    Instant submitted,
    Optional<Instant> began,
    Optional<Instant> ended) {

  static Snapshot first(int pictures, int steps, Instant submitted) {
    return new Snapshot(
        0,
        JobState.WAITING,
        pictures,
        0,
        0,
        0,
        steps,
        Optional.empty(),
        Optional.empty(),
        submitted,
        Optional.empty(),
        Optional.empty());
  }

  Snapshot drawing(Instant instant) {
    return new Snapshot(
        version + 1,
        JobState.DRAWING,
        pictures,
        finished,
        picture,
        step,
        steps,
        preview,
        problem,
        submitted,
        Optional.of(began.orElse(instant)),
        ended);
  }

  Snapshot stepped(int which, int newStep, int newSteps, Optional<Picture> look) {
    return new Snapshot(
        version + 1,
        state,
        pictures,
        finished,
        which,
        newStep,
        newSteps,
        look,
        problem,
        submitted,
        began,
        ended);
  }

  /** The next picture begins anew. */
  Snapshot finishedOne() {
    return new Snapshot(
        version + 1,
        state,
        pictures,
        finished + 1,
        picture,
        0,
        steps,
        Optional.empty(),
        problem,
        submitted,
        began,
        ended);
  }

  Snapshot ended(JobState end, Optional<String> why, Instant instant) {
    return new Snapshot(
        version + 1,
        end,
        pictures,
        finished,
        picture,
        step,
        steps,
        Optional.empty(),
        why,
        submitted,
        began,
        Optional.of(instant));
  }
}
