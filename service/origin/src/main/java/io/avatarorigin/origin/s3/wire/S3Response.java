package io.avatarorigin.origin.s3.wire;

import java.util.List;

/**
 * An answer before it meets the wire: a HEAD gets the same one as a GET, and the server leaves the
 * body out. The content is shared and never written to.
 *
 * @param offset where in the content the body begins
 * @param length how long the body is
 */
@SuppressWarnings("ArrayRecordComponent") // the bytes of a shared object, by design
public record S3Response(
    int status, List<HeaderLine> headers, byte[] content, int offset, int length) {
  private static final byte[] NOTHING = {};
  private static final List<HeaderLine> XML =
      List.of(new HeaderLine(ResponseHeader.CONTENT_TYPE, "application/xml"));

  /** An answer without a body. */
  public static S3Response empty(int status, List<HeaderLine> headers) {
    return new S3Response(status, headers, NOTHING, 0, 0);
  }

  /** An answer that is an XML document. */
  public static S3Response xml(int status, byte[] document) {
    return new S3Response(status, XML, document, 0, document.length);
  }

  /** This answer with further headers. */
  public S3Response with(List<HeaderLine> further) {
    return new S3Response(status, HeaderLines.of(headers, further), content, offset, length);
  }
}
