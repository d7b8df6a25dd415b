package io.avatarorigin.origin.store;

import io.avatarorigin.origin.encode.Raster;
import io.avatarorigin.vocabulary.Hash;
import java.util.Optional;
import java.util.Set;

/** Pictures that stand in the place of drawn ones, because an administrator has put them there. */
public interface PinnedPortraits {
  /** What is pinned for the hash, also where it cannot be shown; at once. */
  Optional<Pin> of(Hash hash);

  /**
   * The picture's file. Blocks, on a virtual thread.
   *
   * @throws PinException when it cannot be had
   */
  byte[] read(Pin pin);

  /**
   * The portrait that the file holds: a square. Computes, on a platform thread.
   *
   * @throws PinException when the file is no such picture
   */
  Raster decode(Pin pin, byte[] file);

  /** The hashes whose pins have been added, changed or removed since this was asked last. */
  Set<Hash> takeChanged();

  /** Nothing is pinned. */
  static PinnedPortraits none() {
    return new PinnedPortraits() {
      @Override
      public Optional<Pin> of(Hash hash) {
        return Optional.empty();
      }

      @Override
      public byte[] read(Pin pin) {
        throw new PinException(PinException.Reason.CHANGED, "nothing is pinned");
      }

      @Override
      public Raster decode(Pin pin, byte[] file) {
        throw new PinException(PinException.Reason.CHANGED, "nothing is pinned");
      }

      @Override
      public Set<Hash> takeChanged() {
        return Set.of();
      }
    };
  }
}
