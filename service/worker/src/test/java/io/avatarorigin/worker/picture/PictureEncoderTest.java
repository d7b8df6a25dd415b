package io.avatarorigin.worker.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.avatarorigin.diffusion.Picture;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PictureEncoderTest {
  private static final Picture PICTURE =
      new Picture(2, 1, new byte[] {(byte) 255, 0, 0, 1, 2, (byte) 128});

  private final PictureEncoder encoder = new PictureEncoder(1);

  @AfterEach
  void close() {
    encoder.close();
  }

  @Test
  void keepsEveryPixelInPng() throws IOException {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(encoder.png(PICTURE)));

    assertThat(image.getRGB(0, 0, 2, 1, null, 0, 2)).containsExactly(0xFFFF0000, 0xFF010280);
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "mit Umlauten: äöü", "two\nlines", ""})
  void writesLatinTextIntoPng(String text) throws IOException {
    byte[] png = encoder.png(PICTURE, "parameters", text);

    assertThat(chunks(png))
        .extracting(Chunk::type)
        .startsWith("IHDR", "tEXt")
        .contains("IDAT")
        .endsWith("IEND");
    assertThat(chunks(png).get(1).body(StandardCharsets.ISO_8859_1))
        .isEqualTo("parameters\0" + text);
    assertThat(ImageIO.read(new ByteArrayInputStream(png)).getRGB(1, 0)).isEqualTo(0xFF010280);
  }

  @Test
  void writesOtherTextAsUnicode() throws IOException {
    byte[] png = encoder.png(PICTURE, "parameters", "猫 \0 😀");

    assertThat(chunks(png).get(1).type()).isEqualTo("iTXt");
    assertThat(chunks(png).get(1).body(StandardCharsets.UTF_8))
        .isEqualTo("parameters\0\0\0\0\0猫   😀");
    assertThat(ImageIO.read(new ByteArrayInputStream(png)).getWidth()).isEqualTo(2);
  }

  @Test
  void writesThePixelsOfAPixmapBehindAShortHead() {
    assertThat(PortablePixmap.encode(PICTURE))
        .isEqualTo(
            new byte[] {
              'P',
              '6',
              '\n',
              '2',
              ' ',
              '1',
              '\n',
              '2',
              '5',
              '5',
              '\n',
              (byte) 255,
              0,
              0,
              1,
              2,
              (byte) 128
            });
  }

  private record Chunk(String type, byte[] bytes) {
    String body(Charset charset) {
      return new String(bytes, charset);
    }
  }

  /** The chunks of a file, each of which must have the checksum that it says. */
  private static List<Chunk> chunks(byte[] png) {
    List<Chunk> chunks = new ArrayList<>();
    ByteBuffer file = ByteBuffer.wrap(png).position(8);
    while (file.hasRemaining()) {
      byte[] body = new byte[file.getInt()];
      byte[] type = new byte[4];
      file.get(type).get(body);
      CRC32 checksum = new CRC32();
      checksum.update(type);
      checksum.update(body);
      assertThat(file.getInt()).isEqualTo((int) checksum.getValue());
      chunks.add(new Chunk(new String(type, StandardCharsets.US_ASCII), body));
    }
    return chunks;
  }
}
