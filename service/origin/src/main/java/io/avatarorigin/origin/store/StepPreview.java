package io.avatarorigin.origin.store;

import io.avatarorigin.origin.avatar.ImageFormat;
import io.avatarorigin.origin.encode.PictureEncoder;
import io.avatarorigin.origin.encode.Raster;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A rough look at an unfinished picture. The first who reads it encodes it, for all; on its own
 * thread, as it has no more pixels than a latent has cells.
 */
public final class StepPreview {
  /** There is none. */
  public static final StepPreview NONE = new StepPreview(Optional.empty());

  private final ReentrantLock lock = new ReentrantLock();

  /** Guarded by {@link #lock}, as is what follows; given up once it is encoded. */
  private Optional<Raster> raster;

  private Optional<byte[]> png = Optional.empty();

  private StepPreview(Optional<Raster> raster) {
    this.raster = raster;
  }

  static StepPreview of(Optional<Raster> raster) {
    return raster.isPresent() ? new StepPreview(raster) : NONE;
  }

  /** As a PNG file, which is shared and never written to; empty where there is nothing to see. */
  public Optional<byte[]> png() {
    lock.lock();
    try {
      if (raster.isPresent()) {
        png = raster.map(pixels -> PictureEncoder.encode(pixels, ImageFormat.PNG, 100));
        raster = Optional.empty();
      }
      return png;
    } finally {
      lock.unlock();
    }
  }
}
