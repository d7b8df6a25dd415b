package io.avatarorigin.origin.encode;

import io.avatarorigin.origin.avatar.RenditionKey;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Pictures that people bring, as portraits: the centre square, upright, on white where they are
 * transparent, in sRGB, no larger than the largest rendition. Pure computing, and much of it for a
 * large picture: call it on platform threads.
 */
public final class PictureReader {
  /** More pixels than this are refused; a photograph of 40 megapixels is still read. */
  public static final int MOST_PIXELS = 40_000_000;

  private static final Set<String> FORMATS = Set.of("jpeg", "png", "webp");
  private static final int MOST_SIDE = RenditionKey.MAX_SIZE;

  private PictureReader() {}

  /**
   * The centre square of a JPEG, PNG or WebP file.
   *
   * @throws UnreadablePictureException when the file is none of these, damaged or too large
   */
  public static Raster centreSquare(byte[] file) {
    return centreSquare(file, MOST_PIXELS);
  }

  /**
   * The same, of a file that may have so many pixels.
   *
   * @throws UnreadablePictureException as well when it has more
   */
  public static Raster centreSquare(byte[] file, int mostPixels) {
    // ImageIO's streams in memory need no closing.
    ImageInputStream stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(file));
    ImageReader reader = reader(stream);
    List<String> warnings = new ArrayList<>();
    reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
    try {
      reader.setInput(stream, true);
      Raster square = square(read(reader, mostPixels));
      refuseDamaged(reader, file, warnings);
      Raster upright = isFormat(reader, "jpeg") ? ExifOrientation.of(file).upright(square) : square;
      return upright.width() > MOST_SIDE
          ? PictureEncoder.scale(upright, MOST_SIDE, MOST_SIDE)
          : upright;
    } catch (UnreadablePictureException e) {
      throw e;
    } catch (IOException | RuntimeException e) { // ImageIO's readers throw what they come upon
      throw new UnreadablePictureException(unreadable(e), e);
    } finally {
      reader.dispose();
    }
  }

  private static ImageReader reader(ImageInputStream stream) {
    for (Iterator<ImageReader> readers = ImageIO.getImageReaders(stream); readers.hasNext(); ) {
      ImageReader reader = readers.next();
      if (FORMATS.stream().anyMatch(format -> isFormat(reader, format))) {
        return reader;
      }
      reader.dispose();
    }
    throw new UnreadablePictureException("is no JPEG, PNG or WebP picture: save it as one");
  }

  private static boolean isFormat(ImageReader reader, String format) {
    for (String name : reader.getOriginatingProvider().getFormatNames()) {
      if (name.toLowerCase(Locale.ROOT).equals(format)) {
        return true;
      }
    }
    return false;
  }

  /** Very large pictures are thinned out while they are read, to at least the largest side. */
  private static BufferedImage read(ImageReader reader, int mostPixels) throws IOException {
    int width = reader.getWidth(0);
    int height = reader.getHeight(0);
    if (width < 1 || height < 1 || (long) width * height > mostPixels) {
      throw new UnreadablePictureException(
          "has %d x %d pixels, and no more than %d are read: scale it down"
              .formatted(width, height, mostPixels));
    }
    if (isFormat(reader, "webp")) { // knows no regions
      return reader.read(0);
    }
    int side = Math.min(width, height);
    int step = step(side);
    ImageReadParam part = reader.getDefaultReadParam();
    part.setSourceRegion(new Rectangle((width - side) / 2, (height - side) / 2, side, side));
    part.setSourceSubsampling(step, step, 0, 0);
    return reader.read(0, part);
  }

  /** Of how many pixels one is taken, so that no less than the largest side is left. */
  private static int step(int side) {
    return Math.max(1, side / MOST_SIDE);
  }

  private static Raster square(BufferedImage picture) {
    int read = Math.min(picture.getWidth(), picture.getHeight());
    int left = (picture.getWidth() - read) / 2;
    int top = (picture.getHeight() - read) / 2;
    int side = read / step(read);
    BufferedImage square = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
    Graphics2D canvas = square.createGraphics();
    try {
      canvas.setColor(Color.WHITE);
      canvas.fillRect(0, 0, side, side);
      canvas.drawImage(picture, 0, 0, side, side, left, top, left + read, top + read, null);
    } finally {
      canvas.dispose();
    }
    int[] pixels = ((DataBufferInt) square.getRaster().getDataBuffer()).getData();
    byte[] rgb = new byte[side * side * 3];
    for (int pixel = 0, i = 0; pixel < pixels.length; pixel++) {
      rgb[i++] = (byte) (pixels[pixel] >> 16);
      rgb[i++] = (byte) (pixels[pixel] >> 8);
      rgb[i++] = (byte) pixels[pixel];
    }
    return new Raster(side, side, rgb);
  }

  /** JPEG and PNG readers make something up for what is missing. */
  private static void refuseDamaged(ImageReader reader, byte[] file, List<String> warnings) {
    boolean damaged =
        isFormat(reader, "png")
            ? !PngChunks.areWhole(file)
            : warnings.stream().anyMatch(PictureReader::tellsOfDamage);
    if (damaged) {
      throw new UnreadablePictureException("is damaged or cut short: copy it anew");
    }
  }

  /** In the words of the JDK's libjpeg; others, such as stray bytes between scans, do no harm. */
  private static boolean tellsOfDamage(String warning) {
    return warning.startsWith("Premature end")
        || warning.contains("premature end")
        || warning.contains("bad Huffman code")
        || warning.contains("bad progression");
  }

  private static String unreadable(Exception cause) {
    return "cannot be read as a picture (" + cause.getMessage() + "): save it anew, in RGB";
  }
}
