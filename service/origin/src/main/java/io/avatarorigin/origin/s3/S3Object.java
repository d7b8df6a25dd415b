package io.avatarorigin.origin.s3;

import io.avatarorigin.origin.s3.http.HttpDate;
import io.avatarorigin.origin.s3.wire.HeaderLine;
import io.avatarorigin.origin.s3.wire.ResponseHeader;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * An object as it is served, to be made once and shared by all answers: its bytes are never written
 * to, and its headers are computed here.
 */
public final class S3Object {
  private final byte[] content;
  private final String md5;
  private final Instant lastModified;
  private final List<HeaderLine> validators;
  private final List<HeaderLine> head;
  private volatile @Nullable HeaderLine crc32;

  /**
   * @param contentType a MIME type
   * @param md5 of the content, in lower-case hex
   * @param lastModified S3 knows it in whole seconds
   */
  public S3Object(byte[] content, String contentType, String md5, Instant lastModified) {
    this.content = content;
    this.md5 = md5;
    this.lastModified = lastModified;
    this.validators =
        List.of(
            new HeaderLine(ResponseHeader.ETAG, '"' + md5 + '"'),
            new HeaderLine(ResponseHeader.LAST_MODIFIED, HttpDate.format(lastModified)));
    this.head =
        List.of(
            validators.get(0),
            validators.get(1),
            new HeaderLine(ResponseHeader.CONTENT_TYPE, contentType),
            new HeaderLine(ResponseHeader.ACCEPT_RANGES, "bytes"));
  }

  public byte[] content() {
    return content;
  }

  public String md5() {
    return md5;
  }

  public Instant lastModified() {
    return lastModified;
  }

  /** The content's CRC-32 as a header. */
  HeaderLine crc32() {
    HeaderLine known = crc32;
    if (known == null) {
      CRC32 crc = new CRC32();
      crc.update(content);
      byte[] octets = ByteBuffer.allocate(Integer.BYTES).putInt((int) crc.getValue()).array();
      known =
          new HeaderLine(ResponseHeader.CHECKSUM_CRC32, Base64.getEncoder().encodeToString(octets));
      crc32 = known; // whoever else computes it gets the same
    }
    return known;
  }

  /** The headers by which caches tell whether they have it: all that a 304 has. */
  List<HeaderLine> validators() {
    return validators;
  }

  /** The headers that every answer with content has. */
  List<HeaderLine> head() {
    return head;
  }
}
