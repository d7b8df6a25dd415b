package io.avatarorigin.origin.store;

import io.avatarorigin.origin.encode.Raster;
import java.time.Instant;
import java.util.Arrays;

/** The master picture of one recipe, and when it was drawn (whole seconds). */
record Portrait(Raster raster, Instant drawnAt) {
  /** Whether renditions of the two are equal. */
  boolean isSameAs(Portrait other) {
    return drawnAt.equals(other.drawnAt) && Arrays.equals(raster.rgb(), other.raster.rgb());
  }
}
