package io.avatarorigin.origin.s3;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.zip.CRC32;

/** The checksum of an object that S3 tells on demand, always that of the whole object. */
final class ObjectChecksum {
  /** What S3 calls a checksum of the whole object. */
  static final String TYPE = "FULL_OBJECT";

  private ObjectChecksum() {}

  /** The CRC-32 as S3 writes it: base64 of its octets, the highest first. */
  static String crc32(byte[] content) {
    CRC32 crc = new CRC32();
    crc.update(content);
    byte[] octets = ByteBuffer.allocate(Integer.BYTES).putInt((int) crc.getValue()).array();
    return Base64.getEncoder().encodeToString(octets);
  }
}
