package io.avatarorigin.origin.encode;

import com.twelvemonkeys.image.ResampleOp;
import io.avatarorigin.origin.avatar.ImageFormat;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.WritableRaster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Rasters to encoded pictures and back. The same raster, size, format and quality give the same
 * bytes in every process of one build. Milliseconds of pure computing: call it on platform threads.
 */
public final class PictureEncoder {
  private static final int[] RGB_OFFSETS = {0, 1, 2};

  private PictureEncoder() {}

  /** The raster in another size, by Lanczos' filter; the same raster when the size is its own. */
  public static Raster scale(Raster raster, int width, int height) {
    if (raster.width() == width && raster.height() == height) {
      return raster;
    }
    BufferedImage scaled =
        new ResampleOp(width, height, ResampleOp.FILTER_LANCZOS).filter(image(raster), null);
    return raster(scaled);
  }

  /**
   * The raster as a picture file.
   *
   * @param quality of JPEG and WebP, 1..100; PNG is lossless
   */
  public static byte[] encode(Raster raster, ImageFormat format, int quality) {
    ImageWriter writer =
        switch (format) {
          case JPEG -> ImageIO.getImageWritersByFormatName("jpeg").next();
          case PNG -> ImageIO.getImageWritersByFormatName("png").next();
          case WEBP -> ImageIO.getImageWritersByMIMEType("image/webp").next();
        };
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(raster.bytes() / 4 + 1024);
    try (MemoryCacheImageOutputStream output = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(output);
      writer.write(
          null, new IIOImage(image(raster), null, null), parameters(writer, format, quality));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot encode a picture as " + format, e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /** Reads a picture that {@link #encode} wrote losslessly. */
  public static Raster decode(byte[] png) throws IOException {
    // ImageIO closes what it reads, and a stream in memory that it cannot read needs no closing.
    BufferedImage image =
        ImageIO.read(new MemoryCacheImageInputStream(new ByteArrayInputStream(png)));
    if (image == null) {
      throw new IOException("not a picture that can be read");
    }
    return raster(image);
  }

  private static ImageWriteParam parameters(ImageWriter writer, ImageFormat format, int quality) {
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

  private static BufferedImage image(Raster raster) {
    ComponentColorModel colours =
        new ComponentColorModel(
            ColorSpace.getInstance(ColorSpace.CS_sRGB),
            false,
            false,
            Transparency.OPAQUE,
            DataBuffer.TYPE_BYTE);
    WritableRaster pixels =
        java.awt.image.Raster.createInterleavedRaster(
            new DataBufferByte(raster.rgb(), raster.rgb().length),
            raster.width(),
            raster.height(),
            raster.width() * 3,
            3,
            RGB_OFFSETS,
            null);
    return new BufferedImage(colours, pixels, false, null);
  }

  private static Raster raster(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    int[] argb = image.getRGB(0, 0, width, height, null, 0, width);
    byte[] rgb = new byte[width * height * 3];
    for (int pixel = 0, i = 0; pixel < argb.length; pixel++) {
      rgb[i++] = (byte) (argb[pixel] >> 16);
      rgb[i++] = (byte) (argb[pixel] >> 8);
      rgb[i++] = (byte) argb[pixel];
    }
    return new Raster(width, height, rgb);
  }
}
