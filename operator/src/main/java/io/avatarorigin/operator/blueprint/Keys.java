package io.avatarorigin.operator.blueprint;

import java.util.Optional;

/**
 * Secrets that the operator makes up once and then keeps. They are never shown.
 *
 * @param s3AccessKeyId of the S3 socket
 * @param s3SecretAccessKey of the S3 socket
 * @param webSigningKey of signed links
 * @param workerToken that workers let the origin in by
 * @param bucket of the store in front; empty where there is none
 */
public record Keys(
    String s3AccessKeyId,
    String s3SecretAccessKey,
    String webSigningKey,
    String workerToken,
    Optional<KeyPairs> bucket) {
  @Override
  public String toString() {
    return "Keys[" + s3AccessKeyId + "]";
  }
}
