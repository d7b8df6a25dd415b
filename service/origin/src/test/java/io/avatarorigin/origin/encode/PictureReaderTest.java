package io.avatarorigin.origin.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.avatarorigin.origin.avatar.ImageFormat;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PictureReaderTest {
  @ParameterizedTest
  @EnumSource(ImageFormat.class)
  void readsEveryFormatThatIsServed(ImageFormat format) {
    byte[] rgb = new byte[32 * 32 * 3];
    Arrays.fill(rgb, (byte) 200);

    Raster read =
        PictureReader.centreSquare(PictureEncoder.encode(new Raster(32, 32, rgb), format, 95));

    assertThat(read.width()).isEqualTo(32);
    assertThat(rgb(read, 16, 16).getFirst()).isCloseTo(200, within(3));
  }

  @ParameterizedTest
  @CsvSource({"90, 30", "30, 90", "91, 30", "31, 30", "30, 30", "1, 1", "5, 1"})
  void takesTheCentre(int width, int height) throws IOException {
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    int side = Math.min(width, height);
    Graphics2D canvas = picture.createGraphics();
    canvas.setColor(Color.RED);
    canvas.fillRect((width - side) / 2, (height - side) / 2, side, side);
    canvas.dispose();

    Raster square = PictureReader.centreSquare(file(picture, "png"));

    assertThat(square.width()).isEqualTo(side);
    assertThat(square.height()).isEqualTo(side);
    assertThat(rgb(square, 0, 0)).containsExactly(255, 0, 0);
    assertThat(rgb(square, side - 1, side - 1)).containsExactly(255, 0, 0);
  }

  @Test
  void putsTransparentPicturesOnWhite() throws IOException {
    BufferedImage picture = new BufferedImage(10, 10, BufferedImage.TYPE_INT_ARGB);
    picture.setRGB(1, 1, 0x80FF0000);
    picture.setRGB(2, 2, 0xFF0000FF);

    Raster square = PictureReader.centreSquare(file(picture, "png"));

    assertThat(rgb(square, 0, 0)).containsExactly(255, 255, 255);
    assertThat(rgb(square, 1, 1)).containsExactly(255, 127, 127);
    assertThat(rgb(square, 2, 2)).containsExactly(0, 0, 255);
  }

  @ParameterizedTest
  @CsvSource({
    "png, " + BufferedImage.TYPE_BYTE_GRAY,
    "png, " + BufferedImage.TYPE_USHORT_GRAY,
    "jpeg, " + BufferedImage.TYPE_BYTE_GRAY
  })
  void keepsTheTonesOfGreyPictures(String format, int type) throws IOException {
    BufferedImage picture = new BufferedImage(16, 16, type);
    WritableRaster raster = picture.getRaster();
    int grey = type == BufferedImage.TYPE_USHORT_GRAY ? 100 * 257 : 100;
    for (int i = 0; i < 256; i++) {
      raster.setSample(i % 16, i / 16, 0, grey);
    }

    Raster square = PictureReader.centreSquare(file(picture, format));

    assertThat(rgb(square, 8, 8)).allSatisfy(v -> assertThat(v).isCloseTo(100, within(1)));
  }

  @ParameterizedTest
  @CsvSource({"4500, 4200", "2100, 2100"})
  void bringsLargePicturesToTheLargestRendition(int width, int height) throws IOException {
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);

    assertThat(PictureReader.centreSquare(file(picture, "png")).width()).isEqualTo(2048);
  }

  @Test
  void refusesAPictureThatWouldFillTheMemoryBeforeItIsUnpacked() throws IOException {
    byte[] bomb = file(new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY), "png");
    ByteBuffer.wrap(bomb).putInt(16, 60_000).putInt(20, 60_000);
    CRC32 checksum = new CRC32();
    checksum.update(bomb, 12, 17);
    ByteBuffer.wrap(bomb).putInt(29, (int) checksum.getValue());

    assertThatThrownBy(() -> PictureReader.centreSquare(bomb))
        .isInstanceOf(UnreadablePictureException.class)
        .hasMessageContaining("60000 x 60000")
        .hasMessageContaining("scale it down");
  }

  @ParameterizedTest
  @EnumSource(ImageFormat.class)
  void refusesFilesThatWereCutShort(ImageFormat format) {
    byte[] whole = PictureEncoder.encode(noise(64), format, 90);

    for (int part = 1; part < 20; part++) {
      byte[] cut = Arrays.copyOf(whole, whole.length * part / 20);
      assertThatThrownBy(() -> PictureReader.centreSquare(cut))
          .as("%d of %d bytes", cut.length, whole.length)
          .isInstanceOf(UnreadablePictureException.class);
    }
  }

  @Test
  void refusesPngFilesWithAFlippedBit() {
    byte[] whole = PictureEncoder.encode(noise(16), ImageFormat.PNG, 90);

    for (int i = 0; i < whole.length; i += 7) {
      byte[] flipped = whole.clone();
      flipped[i] ^= 0x10;
      assertThatThrownBy(() -> PictureReader.centreSquare(flipped))
          .as("byte %d", i)
          .isInstanceOf(UnreadablePictureException.class);
    }
  }

  @ParameterizedTest
  @EnumSource(ImageFormat.class)
  void neverFailsInAnotherWay(ImageFormat format) {
    byte[] whole = PictureEncoder.encode(noise(16), format, 90);
    Random random = new Random(1);

    for (int i = 0; i < 300; i++) {
      byte[] changed = whole.clone();
      for (int j = 0; j < 4; j++) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
      }
      try {
        assertThat(PictureReader.centreSquare(changed).width()).isPositive();
      } catch (UnreadablePictureException e) {
        assertThat(e).hasMessageContaining(":");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "User-agent: *\n", "GIF89a", "BM", "<svg xmlns='http://x'/>"})
  void refusesWhatIsNoPicture(String text) {
    assertThatThrownBy(() -> PictureReader.centreSquare(text.getBytes(StandardCharsets.ISO_8859_1)))
        .isInstanceOf(UnreadablePictureException.class)
        .hasMessageContaining("save it");
  }

  @Test
  void refusesFormatsThatAreNotServed() throws IOException {
    byte[] gif = file(new BufferedImage(4, 4, BufferedImage.TYPE_BYTE_GRAY), "gif");

    assertThatThrownBy(() -> PictureReader.centreSquare(gif))
        .isInstanceOf(UnreadablePictureException.class)
        .hasMessageStartingWith("is no JPEG, PNG or WebP picture");
  }

  /** Where the stored picture's top left quarter is seen, by the table of Exif 2.32. */
  @ParameterizedTest
  @CsvSource({
    "1, 0, 0", "2, 1, 0", "3, 1, 1", "4, 0, 1", "5, 0, 0", "6, 1, 0", "7, 1, 1", "8, 0, 1",
    "0, 0, 0", "9, 0, 0"
  })
  void turnsPhotographsUpright(int orientation, int column, int row) throws IOException {
    BufferedImage picture = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
    Graphics2D canvas = picture.createGraphics();
    canvas.setColor(Color.WHITE);
    canvas.fillRect(0, 0, 32, 32);
    canvas.dispose();
    byte[] jpeg = file(picture, "jpeg");

    for (ByteOrder order : List.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)) {
      Raster square = PictureReader.centreSquare(withOrientation(jpeg, orientation, order));
      for (int y = 0; y < 2; y++) {
        for (int x = 0; x < 2; x++) {
          int expected = x == column && y == row ? 255 : 0;
          assertThat(rgb(square, 16 + 32 * x, 16 + 32 * y).getFirst())
              .as("%d,%d", x, y)
              .isCloseTo(expected, within(10));
        }
      }
    }
  }

  /** Two that are their own mirror images, by another corner. */
  @ParameterizedTest
  @CsvSource({
    "1, 1, 0", "2, 0, 0", "3, 0, 1", "4, 1, 1", "5, 0, 1", "6, 1, 1", "7, 1, 0", "8, 0, 0"
  })
  void tellsTurnsFromMirrorings(int orientation, int column, int row) {
    byte[] rgb = new byte[2 * 2 * 3];
    rgb[3] = 1; // the stored picture's top right
    Raster seen = ExifOrientation.values()[orientation - 1].upright(new Raster(2, 2, rgb));

    assertThat(seen.rgb()[(row * 2 + column) * 3]).isEqualTo((byte) 1);
  }

  private static List<Integer> rgb(Raster raster, int x, int y) {
    int i = (y * raster.width() + x) * 3;
    return List.of(raster.rgb()[i] & 255, raster.rgb()[i + 1] & 255, raster.rgb()[i + 2] & 255);
  }

  private static Raster noise(int side) {
    byte[] rgb = new byte[side * side * 3];
    new Random(7).nextBytes(rgb);
    return new Raster(side, side, rgb);
  }

  private static byte[] file(BufferedImage picture, String format) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    assertThat(ImageIO.write(picture, format, bytes)).isTrue();
    return bytes.toByteArray();
  }

  private static byte[] withOrientation(byte[] jpeg, int orientation, ByteOrder order) {
    ByteBuffer tiff = ByteBuffer.allocate(26).order(order);
    byte mark =
        (byte)
            Map.of(ByteOrder.BIG_ENDIAN, 'M', ByteOrder.LITTLE_ENDIAN, 'I').get(order).charValue();
    tiff.put(mark).put(mark).putShort((short) 42).putInt(8).putShort((short) 1);
    tiff.putShort((short) 0x0112).putShort((short) 3).putInt(1);
    tiff.putShort((short) orientation).putShort((short) 0).putInt(0);
    ByteBuffer file = ByteBuffer.allocate(jpeg.length + 36);
    file.put(jpeg, 0, 2).putShort((short) 0xFFE1).putShort((short) 34);
    file.put("Exif\0\0".getBytes(StandardCharsets.US_ASCII)).put(tiff.array());
    return file.put(jpeg, 2, jpeg.length - 2).array();
  }
}
