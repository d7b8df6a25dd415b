package io.avatarorigin.origin.store;

import io.avatarorigin.origin.avatar.ImageFormat;
import io.avatarorigin.origin.avatar.KeyGrammar;
import io.avatarorigin.origin.avatar.RenditionKey;
import java.util.Optional;
import java.util.Set;

/**
 * One pass over the renditions of the current content version on disk, in the order of their names.
 * Used by one thread. Barred ones are left out, and so is whatever else lies in the folders.
 */
public final class StoredRenditions {
  /** Reads names; they always say a size and a format. */
  private static final KeyGrammar NAMES = new KeyGrammar("", Set.of(), 1, ImageFormat.JPEG);

  private final DiskStore disk;
  private final BarredHashes barred;
  private final FolderTree names;

  StoredRenditions(DiskStore disk, BarredHashes barred) {
    this.disk = disk;
    this.barred = barred;
    this.names = disk.names(DiskStore.Kind.RENDITION);
  }

  /**
   * The first rendition whose {@link RenditionKey#name name} is the position or behind it;
   * positions never go back.
   *
   * @throws java.io.UncheckedIOException if the disk fails
   */
  public Optional<StoredRendition> from(String position) {
    Optional<String> name = names.from(position);
    while (name.isPresent()) {
      String found = name.get();
      Optional<RenditionKey> key =
          NAMES
              .parse(found)
              .filter(read -> read.name().equals(found) && !barred.contains(read.hash()));
      if (key.isPresent()) {
        return key.map(read -> new StoredRendition(read, disk));
      }
      name = names.from(found + '\0');
    }
    return Optional.empty();
  }
}
