package io.avatarorigin.origin.store;

import io.avatarorigin.origin.avatar.RenditionKey;
import java.util.Optional;

/** A rendition that a pass over the disk has come upon. */
public final class StoredRendition {
  private final RenditionKey key;
  private final DiskStore disk;

  StoredRendition(RenditionKey key, DiskStore disk) {
    this.key = key;
    this.disk = disk;
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
    return disk.summary(DiskStore.Kind.RENDITION, key.hash(), key.name());
  }
}
