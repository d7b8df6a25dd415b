package io.avatarorigin.origin.store;

import io.avatarorigin.vocabulary.Hash;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The stories of all hashes that are drawn or followed just now. Each is there from the first who
 * takes it until the last has given it back. Safe for use by several threads.
 */
final class DrawStories {
  private static final Progress STOPPING = new Progress.Failed(Progress.Reason.STOPPING);

  private final ConcurrentMap<Hash, Kept> stories = new ConcurrentHashMap<>();
  private volatile boolean stopping;

  /** A story, and how many have taken it. */
  private record Kept(DrawStory story, int holders) {}

  /** The story of this hash, to be given back once. */
  DrawStory take(Hash hash) {
    return stories.merge(hash, new Kept(new DrawStory(), 1), (kept, _) -> add(kept, 1)).story();
  }

  void giveBack(Hash hash) {
    stories.computeIfPresent(hash, (_, kept) -> kept.holders() == 1 ? null : add(kept, -1));
  }

  private static Kept add(Kept kept, int holders) {
    return new Kept(kept.story(), kept.holders() + holders);
  }

  /** Ends what somebody follows who will not be drawn for any more. */
  void turnAway(DrawStory story) {
    if (stopping) {
      story.tellIfIdle(STOPPING);
    }
  }

  /** No more draws are begun: who waits for one to be asked for waits in vain. */
  void stop() {
    stopping = true;
    stories.values().forEach(kept -> turnAway(kept.story()));
  }

  /** Nothing more comes of any draw. */
  void end() {
    stop();
    stories.values().forEach(kept -> kept.story().tellUnlessEnded(STOPPING));
  }
}
