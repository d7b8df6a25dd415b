package io.avatarorigin.origin.pinned;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * A source that is left alone for some seconds after reads have failed in a row, so that requests
 * fail at once instead of waiting for it. A listing that works ends that. From any thread.
 */
final class SparedSource implements PinnedSource {
  private static final int FAILURES = 3;
  static final Duration REST = Duration.ofSeconds(5);

  private final PinnedSource source;
  private final LongSupplier nanoTime;
  private int failuresInARow;
  private long failedAt;

  /**
   * Spares this source.
   *
   * @param nanoTime as {@link System#nanoTime}
   */
  SparedSource(PinnedSource source, LongSupplier nanoTime) {
    this.source = source;
    this.nanoTime = nanoTime;
  }

  @Override
  public List<PinnedFile> list() {
    List<PinnedFile> files = source.list();
    succeeded();
    return files;
  }

  @Override
  public Optional<PinnedContent> read(PinnedFile file) {
    if (isResting()) {
      throw new SourceException(
          "%s has failed, and is left alone for %d s".formatted(source, REST.toSeconds()));
    }
    try {
      Optional<PinnedContent> content = source.read(file);
      succeeded();
      return content;
    } catch (SourceException e) {
      failed();
      throw e;
    }
  }

  private synchronized boolean isResting() {
    return failuresInARow >= FAILURES && nanoTime.getAsLong() - failedAt < REST.toNanos();
  }

  private synchronized void succeeded() {
    failuresInARow = 0;
  }

  private synchronized void failed() {
    failuresInARow++;
    failedAt = nanoTime.getAsLong();
  }

  @Override
  public Optional<String> md5(PinnedFile file) {
    return source.md5(file);
  }

  @Override
  public void note(PinnedFile file, String md5) {
    source.note(file, md5);
  }

  @Override
  public boolean isFar() {
    return source.isFar();
  }

  @Override
  public Duration pause() {
    return source.pause();
  }

  @Override
  public String toString() {
    return source.toString();
  }
}
