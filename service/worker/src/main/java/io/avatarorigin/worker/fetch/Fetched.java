package io.avatarorigin.worker.fetch;

import java.nio.file.Path;

/**
 * A model that is whole in its folder.
 *
 * @param commit of the source; empty where it has none
 */
public record Fetched(Path folder, Outcome outcome, String commit, int files, long bytes) {
  /** How it came there. */
  public enum Outcome {
    FETCHED,
    /** It was there before, of the same source, and is whole. */
    ALREADY_THERE
  }

  static Fetched of(Path folder, Outcome outcome, Manifest manifest) {
    return new Fetched(
        folder, outcome, manifest.commit(), manifest.files().size(), manifest.bytes());
  }
}
