package io.avatarorigin.origin.store;

import io.avatarorigin.origin.avatar.ImageFormat;
import io.avatarorigin.origin.avatar.KeyGrammar;
import io.avatarorigin.origin.avatar.RenditionKey;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * One pass over the renditions of the current content version on disk, in the order of their names:
 * those of pinned pictures, and of other hashes what was drawn. Used by one thread. Barred ones are
 * left out, and so is whatever else lies in the folders.
 */
public final class StoredRenditions {
  /** Reads names; they always say a size and a format. */
  private static final KeyGrammar NAMES = new KeyGrammar("", Set.of(), 1, ImageFormat.JPEG);

  private final DiskStore disk;
  private final BarredHashes barred;
  private final PinnedPortraits pins;
  private final Pass drawn;
  private final Pass pinned;

  StoredRenditions(DiskStore disk, BarredHashes barred, PinnedPortraits pins) {
    this.disk = disk;
    this.barred = barred;
    this.pins = pins;
    this.drawn = new Pass(DiskStore.Kind.RENDITION, this::drawn);
    this.pinned = new Pass(DiskStore.Kind.PINNED, this::pinned);
  }

  /**
   * The first rendition whose {@link RenditionKey#name name} is the position or behind it;
   * positions never go back.
   *
   * @throws java.io.UncheckedIOException if the disk fails
   */
  public Optional<StoredRendition> from(String position) {
    Optional<StoredRendition> one = drawn.from(position);
    Optional<StoredRendition> other = pinned.from(position);
    if (one.isEmpty() || other.isEmpty()) {
      return one.or(() -> other);
    }
    return one.get().key().name().compareTo(other.get().key().name()) <= 0 ? one : other;
  }

  private Optional<RenditionKey> drawn(String file) {
    return key(file).filter(key -> pins.of(key.hash()).isEmpty());
  }

  /** The pin's edition is behind the key's name. */
  private Optional<RenditionKey> pinned(String file) {
    int end = file.lastIndexOf('.');
    String edition = file.substring(end + 1);
    return key(file.substring(0, Math.max(0, end)))
        .filter(
            key -> pins.of(key.hash()).filter(pin -> pin.edition().equals(edition)).isPresent());
  }

  private Optional<RenditionKey> key(String name) {
    return NAMES.parse(name).filter(key -> key.name().equals(name) && !barred.contains(key.hash()));
  }

  /** A pass over the files of one kind. */
  private final class Pass {
    private final DiskStore.Kind kind;
    private final FolderTree names;
    private final Function<String, Optional<RenditionKey>> keys;
    private String reached = "";

    /**
     * @param keys tells which rendition is in the file of this name, if it is to be told
     */
    Pass(DiskStore.Kind kind, Function<String, Optional<RenditionKey>> keys) {
      this.kind = kind;
      this.names = disk.names(kind);
      this.keys = keys;
    }

    /** What follows a key's name in that of its file may have led beyond the position. */
    Optional<StoredRendition> from(String position) {
      reached = position.compareTo(reached) > 0 ? position : reached;
      Optional<String> name = names.from(reached);
      while (name.isPresent()) {
        String file = name.get();
        Optional<RenditionKey> key =
            keys.apply(file).filter(read -> read.name().compareTo(position) >= 0);
        if (key.isPresent()) {
          return key.map(read -> new StoredRendition(read, () -> summary(read, file)));
        }
        reached = file + '\0';
        name = names.from(reached);
      }
      return Optional.empty();
    }

    private Optional<StoredSummary> summary(RenditionKey key, String file) {
      return disk.summary(kind, key.hash(), file);
    }
  }
}
