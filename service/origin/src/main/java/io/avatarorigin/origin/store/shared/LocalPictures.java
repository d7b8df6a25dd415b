package io.avatarorigin.origin.store.shared;

import io.avatarorigin.vocabulary.Hash;
import java.util.List;
import java.util.Optional;

/** The portraits of this origin; called on the tier's threads. */
public interface LocalPictures {
  /** Whether the portrait is being drawn, or on its way to the disk. */
  boolean isInTheMaking(Hash hash);

  /**
   * What lies on disk, and is neither damaged nor barred.
   *
   * @throws java.io.UncheckedIOException if the disk fails
   */
  Optional<SharedPicture> read(Hash hash);

  /**
   * The first hashes whose portraits lie on disk, in the order of their digits.
   *
   * @param digits of the hash before them, or none
   * @throws java.io.UncheckedIOException if the disk fails
   */
  List<Hash> storedBehind(String digits, int most);

  /** Keeps a portrait in memory. */
  void keep(Hash hash, Lookup.Here found);

  /** Writes a portrait to disk. */
  void write(Hash hash, SharedPicture picture);

  /** Puts another origin's portrait in the place of ours, and drops what was made of ours. */
  void replace(Hash hash, Lookup.Here standing);
}
