package io.avatarorigin.origin.encode;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/** The chunks that a PNG file is made of (RFC 2083, section 3). */
final class PngChunks {
  private static final int SIGNATURE_BYTES = 8;
  private static final int FRAME_BYTES = 12; // length, type and checksum
  private static final int END = 0x49454E44; // IEND

  private PngChunks() {}

  /** Whether all chunks up to the last are there, each as its checksum says. */
  static boolean areWhole(byte[] file) {
    ByteBuffer buffer = ByteBuffer.wrap(file);
    int position = SIGNATURE_BYTES;
    while (position <= file.length - FRAME_BYTES) {
      int length = buffer.getInt(position);
      if (length < 0 || length > file.length - FRAME_BYTES - position) {
        return false;
      }
      CRC32 checksum = new CRC32();
      checksum.update(file, position + 4, 4 + length);
      if (buffer.getInt(position + 8 + length) != (int) checksum.getValue()) {
        return false;
      }
      if (buffer.getInt(position + 4) == END) {
        return true;
      }
      position += FRAME_BYTES + length;
    }
    return false;
  }
}
