package io.avatarorigin.origin.store;

import io.avatarorigin.origin.encode.Raster;
import java.time.Instant;

/** The master picture of one recipe, and when it was drawn (whole seconds). */
record Portrait(Raster raster, Instant drawnAt) {}
