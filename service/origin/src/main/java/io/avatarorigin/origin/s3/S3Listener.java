package io.avatarorigin.origin.s3;

/** Learns of every request answered. Called on the request's thread, after the answer is sent. */
@FunctionalInterface
public interface S3Listener {
  void answered(S3Answer answer);
}
