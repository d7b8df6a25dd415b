package io.avatarorigin.origin.engine;

import io.avatarorigin.origin.encode.Raster;

/** How a queued draw ended. */
public sealed interface DrawResult {
  record Drawn(Raster raster) implements DrawResult {}

  /** Never to be drawn. */
  record Refused(String reason) implements DrawResult {}

  /** All attempts failed; another request may succeed. */
  record Failed(String reason) implements DrawResult {}

  /** Taken back before it began. */
  record Cancelled() implements DrawResult {}
}
