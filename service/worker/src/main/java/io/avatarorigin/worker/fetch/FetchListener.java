package io.avatarorigin.worker.fetch;

/** Is told how a fetch gets on, by one thread at a time. */
public interface FetchListener {
  /**
   * Bytes were done.
   *
   * @param done may shrink, where something has to be fetched anew
   */
  void progress(FetchStage stage, long done, long total);

  /** Something happened that a person would want to know. */
  void note(String sentence);
}
