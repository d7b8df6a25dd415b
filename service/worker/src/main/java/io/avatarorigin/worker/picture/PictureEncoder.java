package io.avatarorigin.worker.picture;

import io.avatarorigin.diffusion.Picture;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Pictures to files, on platform threads of its own: milliseconds of pure computing would hold up
 * the virtual threads of other requests. Safe for use by several threads, which wait.
 */
public final class PictureEncoder implements AutoCloseable {
  private static final int[] RGB_OFFSETS = {0, 1, 2};

  private final ExecutorService threads;

  /** An encoder of so many threads. */
  public PictureEncoder(int threads) {
    this.threads =
        Executors.newFixedThreadPool(
            threads, Thread.ofPlatform().name("encoder-", 0).daemon().factory());
  }

  /** A PNG file without text. */
  public byte[] png(Picture picture) {
    return onAPlatformThread(() -> encode(picture, PictureFormat.PNG, 0));
  }

  /** A PNG file with a text in it. */
  public byte[] png(Picture picture, String keyword, String text) {
    return onAPlatformThread(
        () -> PngText.add(encode(picture, PictureFormat.PNG, 0), keyword, text));
  }

  /**
   * A file.
   *
   * @param quality of JPEG and WebP, 0 to 100; PNG is lossless
   */
  public byte[] file(Picture picture, PictureFormat format, int quality) {
    return onAPlatformThread(() -> encode(picture, format, quality));
  }

  @Override
  public void close() {
    threads.shutdown();
  }

  private byte[] onAPlatformThread(Supplier<byte[]> encoding) {
    try {
      return CompletableFuture.supplyAsync(encoding, threads).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private static byte[] encode(Picture picture, PictureFormat format, int quality) {
    ImageWriter writer = ImageIO.getImageWritersByMIMEType("image/" + format.label()).next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(picture.rgb().length / 4 + 1024);
    try (MemoryCacheImageOutputStream output = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(output);
      writer.write(
          null, new IIOImage(image(picture), null, null), parameters(writer, format, quality));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot encode a picture as " + format, e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  private static ImageWriteParam parameters(ImageWriter writer, PictureFormat format, int quality) {
    ImageWriteParam parameters = writer.getDefaultWriteParam();
    switch (format) {
      case PNG -> {}
      case JPEG -> {
        parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        parameters.setCompressionQuality(quality / 100f);
      }
      case WEBP -> {
        parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        parameters.setCompressionType("Lossy");
        parameters.setCompressionQuality(quality / 100f);
      }
    }
    return parameters;
  }

  private static BufferedImage image(Picture picture) {
    ComponentColorModel colours =
        new ComponentColorModel(
            ColorSpace.getInstance(ColorSpace.CS_sRGB),
            false,
            false,
            Transparency.OPAQUE,
            DataBuffer.TYPE_BYTE);
    WritableRaster pixels =
        Raster.createInterleavedRaster(
            new DataBufferByte(picture.rgb(), picture.rgb().length),
            picture.width(),
            picture.height(),
            picture.width() * 3,
            3,
            RGB_OFFSETS,
            null);
    return new BufferedImage(colours, pixels, false, null);
  }
}
