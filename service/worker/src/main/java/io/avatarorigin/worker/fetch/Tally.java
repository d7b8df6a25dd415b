package io.avatarorigin.worker.fetch;

/** Counts the bytes of one stage, and tells the listener. */
final class Tally {
  private final FetchListener listener;
  private final FetchStage stage;
  private final long total;
  private long done;

  Tally(FetchListener listener, FetchStage stage, long total) {
    this.listener = listener;
    this.stage = stage;
    this.total = total;
    add(0);
  }

  synchronized void add(long bytes) {
    done += bytes;
    listener.progress(stage, done, total);
  }
}
