package io.avatarorigin.origin.engine;

import io.avatarorigin.origin.encode.Raster;

/** What came of a draw. */
public sealed interface Drawing {
  /** The picture, in the recipe's size. */
  record Drawn(Raster raster) implements Drawing {}

  /** This recipe will never be drawn: the engine's safety policy refuses what it shows. */
  record Refused(String reason) implements Drawing {}
}
