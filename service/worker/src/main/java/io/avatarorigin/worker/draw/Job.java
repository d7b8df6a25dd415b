package io.avatarorigin.worker.draw;

import io.avatarorigin.diffusion.Drawn;
import io.avatarorigin.diffusion.studio.Draw;
import io.avatarorigin.diffusion.studio.Studio;
import io.avatarorigin.worker.load.Lifecycle;
import java.time.Duration;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;

/** An order that is being carried out. Used by many threads; ends once, by whatever comes first. */
public final class Job {
  private final Order order;
  private final Progress progress;
  private final Surroundings surroundings;
  private final List<Draw> draws = new CopyOnWriteArrayList<>();
  private final NavigableMap<Integer, FinishedPicture> finished = new ConcurrentSkipListMap<>();
  private final AtomicBoolean ended = new AtomicBoolean();
  private final CompletableFuture<JobEnd> end = new CompletableFuture<>();

  Job(Order order, Progress progress, Surroundings surroundings) {
    this.order = order;
    this.progress = progress;
    this.surroundings = surroundings;
  }

  /**
   * What all jobs share.
   *
   * @param drawTime how long a picture may be drawn
   * @param timer says when it is over
   * @param board forgets the job when it has ended
   */
  record Surroundings(
      Duration drawTime,
      ScheduledExecutorService timer,
      DrawListener listener,
      Lifecycle lifecycle,
      JobBoard board) {}

  public Order order() {
    return order;
  }

  public Progress progress() {
    return progress;
  }

  /** Waits for the end, which always comes. */
  public JobEnd await() {
    return end.join();
  }

  /** It is enough; what is finished is had. */
  public void interrupt() {
    end(new JobEnd.Interrupted(List.copyOf(finished.values())));
  }

  /** Nobody waits any more. */
  public void abandon() {
    end(new JobEnd.Gone());
  }

  /**
   * Queues every picture, or none.
   *
   * @return false when too many wait, or the studio is closed
   * @throws io.avatarorigin.diffusion.InvalidDrawException when the model cannot draw this
   */
  boolean queue(Studio studio) {
    for (int i = 0; i < order.pictures().size(); i++) {
      PictureWatch watch = new PictureWatch(this, i, surroundings);
      Optional<Draw> draw = studio.submit(order.pictures().get(i), order.client(), watch);
      if (draw.isEmpty()) {
        abandon();
        return false;
      }
      draws.add(draw.get());
      if (i == 0) {
        progress.queued(draw.get()::ahead);
      }
      CompletableFuture<Drawn> _ = draw.get().result().whenComplete(watch::over);
      if (ended.get()) {
        draw.get().cancel(); // the end came before it was among the draws
      }
    }
    return true;
  }

  void drawn(int picture, FinishedPicture drawn) {
    finished.put(picture, drawn);
    progress.finishedOne();
    if (finished.size() == order.pictures().size()) {
      end(new JobEnd.Finished(List.copyOf(finished.values())));
    }
  }

  /** The studio closes. Whether that is what ended the job, or ended it before. */
  boolean handBack() {
    end(new JobEnd.HandedBack());
    return end.getNow(null) instanceof JobEnd.HandedBack;
  }

  void end(JobEnd how) {
    if (!ended.compareAndSet(false, true)) {
      return;
    }
    switch (how) {
      case JobEnd.Finished _ -> progress.ended(JobState.DONE, Optional.empty());
      case JobEnd.Interrupted _, JobEnd.Gone _ ->
          progress.ended(JobState.CANCELLED, Optional.empty());
      case JobEnd.HandedBack _ -> failed("the worker is stopping");
      case JobEnd.Refused(String reason) -> failed(reason);
      case JobEnd.TimedOut(Duration limit) -> failed("a picture took longer than " + limit);
      case JobEnd.Failed _ -> failed("the draw failed");
    }
    surroundings.board().ended(this);
    end.complete(how);
    draws.forEach(Draw::cancel); // without effect on those that are done
  }

  private void failed(String problem) {
    progress.ended(JobState.FAILED, Optional.of(problem));
  }
}
