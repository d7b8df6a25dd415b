package io.avatarorigin.origin.s3.http;

/** A path or query that is not percent-encoded UTF-8. */
public final class MalformedEncodingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MalformedEncodingException(String message) {
    super(message, null, false, false);
  }
}
