package io.avatarorigin.origin.web.substitute;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.avatarorigin.origin.store.EncodeQueue;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Paints substitutes as PNG, on platform threads, and keeps the latest few. The same substitute,
 * text and size always give the same bytes.
 *
 * <p>Anybody may ask for any text in any size, without a draw budget: what is kept is bounded
 * whatever the texts are, and of large pictures only a few are painted or wait at a time, so that
 * the usual ones always find a place.
 */
public final class SubstitutePainter {
  private static final long KEPT_BYTES = 8L << 20;

  /** About what an entry takes besides its picture. */
  private static final int ENTRY_BYTES = 256;

  /** A picture with a longer side is large, in pixels. */
  private static final int USUAL_SIZE = 512;

  private static final int MOST_LARGE = 16;

  private final EncodeQueue threads;
  private final Semaphore largePlaces = new Semaphore(MOST_LARGE);
  private final Cache<Commission, byte[]> kept =
      Caffeine.newBuilder()
          .maximumWeight(KEPT_BYTES)
          .weigher((Commission key, byte[] png) -> png.length + ENTRY_BYTES)
          .build();

  /** A painter that keeps nothing yet. */
  public SubstitutePainter(EncodeQueue threads) {
    this.threads = threads;
  }

  /** The substitute as PNG, never to be written to; empty when too many wait to be painted. */
  public Optional<byte[]> png(Commission wanted) {
    Commission key = wanted.canonical();
    byte[] known = kept.getIfPresent(key);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<byte[]> png = inTurn(wanted.size(), () -> encode(paint(wanted)));
    png.ifPresent(painted -> kept.put(key, painted));
    return png;
  }

  private Optional<byte[]> inTurn(int size, Supplier<byte[]> work) {
    boolean large = size > USUAL_SIZE;
    if (large && !largePlaces.tryAcquire()) {
      return Optional.empty();
    }
    try {
      return Optional.of(threads.submit(size, work).join());
    } catch (RejectedExecutionException e) {
      return Optional.empty();
    } finally {
      if (large) {
        largePlaces.release();
      }
    }
  }

  private static BufferedImage paint(Commission wanted) {
    Substitute substitute = wanted.substitute();
    int size = wanted.size();
    return switch (substitute) {
      case BLANK -> Silhouette.blank(size);
      case MP -> Silhouette.person(Silhouette.GREY, size);
      case IDENTICON, MONSTERID, WAVATAR, RETRO, ROBOHASH ->
          CellPattern.of(substitute, wanted.text()).paint(size);
      case COLOR -> PalettePicture.plain(Tint.of(wanted.text()), size);
      case INITIALS ->
          wanted.initials().equals(Initials.NONE)
              ? Silhouette.person(Tint.of(wanted.text()), size)
              : Monogram.paint(wanted.initials(), Tint.of(wanted.text()), size);
    };
  }

  private static byte[] encode(BufferedImage image) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
    try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(stream);
      writer.write(image);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
