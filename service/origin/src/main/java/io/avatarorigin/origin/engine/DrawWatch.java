package io.avatarorigin.origin.engine;

import io.avatarorigin.origin.encode.Raster;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Follows one draw on its way. Called on the threads that draw, which wait for it; none of the
 * methods throws anything.
 */
public interface DrawWatch {
  /** Follows nothing. */
  DrawWatch NONE =
      new DrawWatch() {
        @Override
        public void began() {}

        @Override
        public void stepped(int step, int steps, Supplier<Optional<Raster>> preview) {}

        @Override
        public void queuedAgain() {}

        @Override
        public boolean isFollowed() {
          return false;
        }

        @Override
        public void whenFollowed(Runnable told) {}
      };

  /** An engine has begun to draw. */
  void began();

  /**
   * Step {@code step} of {@code steps} is done, counted from 1. Where a picture is drawn anew, its
   * steps begin anew; an engine that cannot tell its steps tells none.
   *
   * @param preview a rough look at the unfinished picture, computed when it is asked for, and only
   *     during the call; empty where there is none yet
   */
  void stepped(int step, int steps, Supplier<Optional<Raster>> preview);

  /** The engine could not draw it; it waits again. */
  void queuedAgain();

  /**
   * Whether somebody follows just now. An engine that has to ask for its steps need not ask else.
   */
  boolean isFollowed();

  /**
   * Who is told that somebody has come to follow: at once where somebody follows already, and each
   * time that one comes, on that one's thread. The latest call alone counts.
   *
   * @param told returns at once, and throws nothing
   */
  void whenFollowed(Runnable told);
}
