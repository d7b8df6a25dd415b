package io.avatarorigin.worker.load;

import java.util.Locale;

/** What happens to a model before it draws, in this order. */
public enum LoadStage {
  /** Its files are brought here. */
  FETCHING,
  /** They are compared with their digests. */
  VERIFYING,
  /** They are read into memory, or that of a GPU. */
  LOADING,
  /** The first pictures are drawn, which take longer than others. */
  WARMING,
  /** It draws. */
  DONE;

  /** The stage's name in JSON and metrics. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
