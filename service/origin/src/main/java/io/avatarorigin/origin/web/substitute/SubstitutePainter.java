package io.avatarorigin.origin.web.substitute;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Paints substitutes as PNG, on platform threads, and keeps the latest few. The same substitute,
 * text and size always give the same bytes.
 */
public final class SubstitutePainter {
  private static final long KEPT_BYTES = 8L << 20;

  private final Executor platformThreads;
  private final Cache<Wanted, byte[]> kept =
      Caffeine.newBuilder()
          .maximumWeight(KEPT_BYTES)
          .weigher((Wanted wanted, byte[] png) -> png.length)
          .build();

  /** A painter that keeps nothing yet. */
  public SubstitutePainter(Executor platformThreads) {
    this.platformThreads = platformThreads;
  }

  /**
   * The substitute as PNG, never to be written to.
   *
   * @param text what the pattern of cells is made from
   * @param size in pixels, square
   */
  public byte[] png(Substitute substitute, String text, int size) {
    Wanted wanted = new Wanted(substitute, substitute.cells() == 0 ? "" : text, size);
    byte[] known = kept.getIfPresent(wanted);
    if (known != null) {
      return known;
    }
    byte[] png = CompletableFuture.supplyAsync(wanted::paint, platformThreads).join();
    kept.put(wanted, png);
    return png;
  }

  private record Wanted(Substitute substitute, String text, int size) {
    byte[] paint() {
      return encode(
          switch (substitute) {
            case BLANK -> Silhouette.blank(size);
            case MP -> Silhouette.person(size);
            case IDENTICON, MONSTERID, WAVATAR, RETRO, ROBOHASH ->
                CellPattern.of(substitute, text).paint(size);
          });
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
}
