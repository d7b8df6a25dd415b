package io.avatarorigin.origin.store;

import io.avatarorigin.origin.avatar.Digest;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A picture as it lies on disk: its bytes, then a trailer of its {@link StoredSummary} and a
 * SHA-256 over all before it. Picture formats ignore what follows their end, so that the file can
 * be looked at with any viewer; a file that was cut short or changed has no valid trailer.
 *
 * @param md5 of the content, lower-case hex
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never changed
record StoredFile(byte[] content, Instant drawnAt, String md5) {
  private static final int DIGEST_BYTES = 32;

  /** How long a trailer is. */
  static final int TRAILER_BYTES = StoredSummary.LENGTH + DIGEST_BYTES;

  /** Pictures of the form without summary ended in this, the time and the digest. */
  private static final long FORMER_MAGIC = 0x61766174_6172_3031L; // "avatar01"

  private static final int FORMER_TRAILER_BYTES = 2 * Long.BYTES + DIGEST_BYTES;

  /** A picture that is to be stored. */
  static StoredFile of(byte[] content, Instant drawnAt) {
    return new StoredFile(content, drawnAt, HexFormat.of().formatHex(Digest.MD5.of(content)));
  }

  /** The file's bytes. */
  byte[] bytes() {
    ByteBuffer file = ByteBuffer.allocate(content.length + TRAILER_BYTES);
    file.put(content);
    new StoredSummary(content.length, md5, drawnAt).writeTo(file);
    file.put(Digest.SHA256.of(file.array(), file.position()));
    return file.array();
  }

  /** The picture in these bytes, if they are whole. */
  static Optional<StoredFile> parse(byte[] file) {
    int end = file.length - TRAILER_BYTES;
    if (end < 1) {
      return Optional.empty();
    }
    byte[] digest = Arrays.copyOfRange(file, file.length - DIGEST_BYTES, file.length);
    if (!Arrays.equals(digest, Digest.SHA256.of(file, file.length - DIGEST_BYTES))) {
      return Optional.empty();
    }
    return StoredSummary.read(ByteBuffer.wrap(file, end, TRAILER_BYTES), end)
        .map(s -> new StoredFile(Arrays.copyOf(file, end), s.drawnAt(), s.md5()));
  }

  /** Whether these are bytes that an earlier build wrote: of no use, but not damaged either. */
  static boolean isOfFormerForm(byte[] file) {
    int end = file.length - FORMER_TRAILER_BYTES;
    return end > 0 && ByteBuffer.wrap(file).getLong(end) == FORMER_MAGIC;
  }
}
