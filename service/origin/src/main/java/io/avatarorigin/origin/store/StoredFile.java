package io.avatarorigin.origin.store;

import io.avatarorigin.origin.avatar.Digest;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * A picture as it lies on disk: its bytes, then a trailer of magic, time (epoch seconds) and a
 * SHA-256 over all before it. Picture formats ignore what follows their end, so that the file can
 * be looked at with any viewer; a file that was cut short or changed has no valid trailer.
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never changed
record StoredFile(byte[] content, Instant drawnAt) {
  private static final long MAGIC = 0x61766174_6172_3031L; // "avatar01"
  private static final int DIGEST_BYTES = 32;
  private static final int TRAILER_BYTES = 2 * Long.BYTES + DIGEST_BYTES;

  /** The file's bytes. */
  byte[] bytes() {
    ByteBuffer file = ByteBuffer.allocate(content.length + TRAILER_BYTES);
    file.put(content).putLong(MAGIC).putLong(drawnAt.getEpochSecond());
    file.put(Digest.SHA256.of(file.array(), file.position()));
    return file.array();
  }

  /** The picture in these bytes, if they are whole. */
  static Optional<StoredFile> parse(byte[] file) {
    int end = file.length - TRAILER_BYTES;
    if (end < 1) {
      return Optional.empty();
    }
    ByteBuffer trailer = ByteBuffer.wrap(file, end, TRAILER_BYTES);
    long magic = trailer.getLong();
    long drawnAt = trailer.getLong();
    byte[] digest = new byte[DIGEST_BYTES];
    trailer.get(digest);
    if (magic != MAGIC
        || !Arrays.equals(digest, Digest.SHA256.of(file, file.length - DIGEST_BYTES))) {
      return Optional.empty();
    }
    return Optional.of(new StoredFile(Arrays.copyOf(file, end), Instant.ofEpochSecond(drawnAt)));
  }
}
