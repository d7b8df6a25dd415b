package io.avatarorigin.origin.store;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * What the end of a stored file says of it, so that a list need not read the rest: magic, bytes of
 * the picture, time (epoch seconds), MD5, and a CRC-32 of these. The length tells a file that was
 * cut or added to; whether the picture itself is whole, only its digest behind this can tell.
 *
 * @param bytes of the picture
 * @param md5 of the picture, lower-case hex
 * @param drawnAt in whole seconds
 */
public record StoredSummary(long bytes, String md5, Instant drawnAt) {
  private static final long MAGIC = 0x61766174_6172_3032L; // "avatar02"
  private static final int CHECKED_BYTES = 3 * Long.BYTES + 16;

  /** How many bytes a file has for it. */
  static final int LENGTH = CHECKED_BYTES + Integer.BYTES;

  /** Writes it in the form that {@link #read} reads. */
  void writeTo(ByteBuffer file) {
    int start = file.position();
    file.putLong(MAGIC).putLong(bytes).putLong(drawnAt.getEpochSecond());
    file.put(HexFormat.of().parseHex(md5));
    file.putInt(crc(file.slice(start, CHECKED_BYTES)));
  }

  /**
   * Reads it from the buffer's position on, if it is one, and of a picture of this length; the
   * buffer has {@link #LENGTH} bytes or more.
   */
  static Optional<StoredSummary> read(ByteBuffer file, long bytes) {
    int crc = crc(file.slice(file.position(), CHECKED_BYTES));
    long magic = file.getLong();
    long claimedBytes = file.getLong();
    long drawnAt = file.getLong();
    byte[] md5 = new byte[16];
    file.get(md5);
    if (magic != MAGIC || claimedBytes != bytes || file.getInt() != crc) {
      return Optional.empty();
    }
    return Optional.of(
        new StoredSummary(bytes, HexFormat.of().formatHex(md5), Instant.ofEpochSecond(drawnAt)));
  }

  private static int crc(ByteBuffer checked) {
    CRC32 crc = new CRC32();
    crc.update(checked);
    return (int) crc.getValue();
  }
}
