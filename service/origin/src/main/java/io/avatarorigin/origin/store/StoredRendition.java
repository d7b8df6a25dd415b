package io.avatarorigin.origin.store;

import io.avatarorigin.origin.avatar.RenditionKey;
import java.util.Optional;
import java.util.function.Supplier;

/** A rendition that a pass over the disk has come upon. */
public final class StoredRendition {
  private final RenditionKey key;
  private final Supplier<Optional<StoredSummary>> summary;

  StoredRendition(RenditionKey key, Supplier<Optional<StoredSummary>> summary) {
    this.key = key;
    this.summary = summary;
  }

  public RenditionKey key() {
    return key;
  }

  /**
   * Reads the end of its file; empty if that has gone meanwhile or is none of ours.
   *
   * @throws java.io.UncheckedIOException if the disk fails
   */
  public Optional<StoredSummary> summary() {
    return summary.get();
  }
}
