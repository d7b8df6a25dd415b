package io.avatarorigin.worker.draw;

import java.time.Duration;
import java.util.List;

/** What came of an order. */
public sealed interface JobEnd {
  /** All of it. */
  record Finished(List<FinishedPicture> pictures) implements JobEnd {
    public Finished {
      pictures = List.copyOf(pictures);
    }
  }

  /** Somebody said that this is enough; these were finished before. */
  record Interrupted(List<FinishedPicture> pictures) implements JobEnd {
    public Interrupted {
      pictures = List.copyOf(pictures);
    }
  }

  /** The model's safety checker refuses a picture, and would again. */
  record Refused(String reason) implements JobEnd {}

  /** The worker stops; another one may draw it. */
  record HandedBack() implements JobEnd {}

  /** A picture took longer than this. */
  record TimedOut(Duration limit) implements JobEnd {}

  /** A draw failed; another try may succeed. */
  record Failed(Throwable reason) implements JobEnd {}

  /** The client has gone. */
  record Gone() implements JobEnd {}
}
