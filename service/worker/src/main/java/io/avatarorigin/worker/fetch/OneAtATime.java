package io.avatarorigin.worker.fetch;

/** Lets one thread at a time through to a listener. */
record OneAtATime(FetchListener listener) implements FetchListener {
  @Override
  public void progress(FetchStage stage, long done, long total) {
    synchronized (this) {
      listener.progress(stage, done, total);
    }
  }

  @Override
  public void note(String sentence) {
    synchronized (this) {
      listener.note(sentence);
    }
  }
}
