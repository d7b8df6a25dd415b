package io.avatarorigin.origin.store.shared;

import io.avatarorigin.origin.encode.Raster;

/** What became of looking for a shared portrait. */
public sealed interface Lookup {
  /** The portrait, as it was shared and as pixels. */
  record Here(SharedPicture picture, Raster raster) implements Lookup {}

  /** Nobody has shared one. */
  record Absent() implements Lookup {}

  /** What lies there is none, and stays there. */
  record Foreign() implements Lookup {}

  /** The bucket does not say, or is not asked. */
  record Unknown() implements Lookup {}
}
