package io.avatarorigin.worker.fetch;

/** What is being done to a model. */
public enum FetchStage {
  FETCHING,
  VERIFYING
}
