package io.avatarorigin.origin.pinned;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Where an administrator puts files. Calls block; its {@code toString} is for messages. */
interface PinnedSource {
  /** Far more than anybody pins; whatever comes behind is left out, and a fault says so. */
  int MOST_FILES = 100_000;

  /**
   * Everything that lies there now, in no order.
   *
   * @throws SourceException when that cannot be told now
   */
  List<PinnedFile> list();

  /**
   * What is in a file, as it was listed.
   *
   * @return empty when it is another one by now, or gone
   * @throws SourceException when that cannot be told now
   */
  Optional<PinnedContent> read(PinnedFile file);

  /** The file's MD5 in lower-case hex, as far as it is known without reading it; at once. */
  Optional<String> md5(PinnedFile file);

  /** Takes note of what was computed, where that is worth keeping over restarts; at once. */
  void note(PinnedFile file, String md5);

  /** Whether a look at it may take long, so that no request waits for a listing. */
  boolean isFar();

  /** How long a change may go unnoticed. */
  Duration pause();
}
