package io.avatarorigin.worker.picture;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * Text in PNG files (RFC 2083, section 4.2.3, and PNG 1.2, section 4.2.3.3): {@code tEXt} where
 * Latin 1 suffices, else {@code iTXt}, as Pillow writes it.
 */
final class PngText {
  /** Signature and IHDR, which is the first chunk and always as long. */
  private static final int HEAD_BYTES = 8 + 12 + 13;

  /** No language, no translated keyword, not compressed. */
  private static final byte[] INTERNATIONAL = new byte[5];

  private PngText() {}

  /** The file with a text behind its head. */
  static byte[] add(byte[] png, String keyword, String text) {
    String whole = text.replace('\0', ' ');
    byte[] chunk =
        StandardCharsets.ISO_8859_1.newEncoder().canEncode(whole)
            ? chunk("tEXt", keyword, new byte[1], whole, StandardCharsets.ISO_8859_1)
            : chunk("iTXt", keyword, INTERNATIONAL, whole, StandardCharsets.UTF_8);
    return ByteBuffer.allocate(png.length + chunk.length)
        .put(png, 0, HEAD_BYTES)
        .put(chunk)
        .put(png, HEAD_BYTES, png.length - HEAD_BYTES)
        .array();
  }

  private static byte[] chunk(
      String type, String keyword, byte[] separator, String text, Charset charset) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(type.getBytes(StandardCharsets.US_ASCII));
    body.writeBytes(keyword.getBytes(StandardCharsets.ISO_8859_1));
    body.writeBytes(separator);
    body.writeBytes(text.getBytes(charset));
    CRC32 checksum = new CRC32();
    checksum.update(body.toByteArray());
    return ByteBuffer.allocate(body.size() + 8)
        .putInt(body.size() - 4)
        .put(body.toByteArray())
        .putInt((int) checksum.getValue())
        .array();
  }
}
