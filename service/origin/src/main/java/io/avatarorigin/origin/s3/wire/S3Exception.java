package io.avatarorigin.origin.s3.wire;

import java.util.Objects;

/** A refused request. It has no stack trace: it is an answer, thrown where the request is read. */
@SuppressWarnings("serial") // never serialised
public final class S3Exception extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final S3Error error;

  S3Exception(S3Error error) {
    super(error.code().code() + ": " + error.message(), null, false, false);
    this.error = Objects.requireNonNull(error, "error");
  }

  public S3Error error() {
    return error;
  }
}
