package io.avatarorigin.origin.s3.auth;

import io.avatarorigin.sigv4.PayloadHash;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which payload hashes a request may declare. A read has no body to hash; a write is refused later
 * for being one, so that any well-formed value does for it.
 */
final class PayloadRule {
  static final String HEADER = "x-amz-content-sha256";

  private PayloadRule() {}

  static void check(String method, String value) {
    boolean read = method.equals("GET") || method.equals("HEAD");
    if (value.equals(PayloadHash.UNSIGNED) || value.equals(PayloadHash.EMPTY)) {
      return;
    }
    if (PayloadHash.isDigest(value)) {
      if (read) {
        throw mismatch(value);
      }
      return;
    }
    if (value.startsWith(PayloadHash.STREAMING_PREFIX)) {
      if (read) {
        throw new AuthException(
            AuthFailure.INVALID_REQUEST, "A read has no body that could be signed in chunks");
      }
      return;
    }
    throw malformed(value);
  }

  /** The value of the header, which may stand in a request once. */
  static String single(List<String> values) {
    if (values.size() > 1) {
      throw malformed(String.join(",", values));
    }
    return values.getFirst().strip();
  }

  private static AuthException malformed(String value) {
    Map<String, String> extras = new LinkedHashMap<>();
    extras.put("ArgumentName", HEADER);
    extras.put("ArgumentValue", value);
    return new AuthException(
        AuthFailure.INVALID_ARGUMENT,
        HEADER + " is neither " + PayloadHash.UNSIGNED + " nor a SHA-256 in lower-case hex",
        extras);
  }

  private static AuthException mismatch(String value) {
    Map<String, String> extras = new LinkedHashMap<>();
    extras.put("ClientComputedContentSHA256", value);
    extras.put("S3ComputedContentSHA256", PayloadHash.EMPTY);
    return new AuthException(
        AuthFailure.X_AMZ_CONTENT_SHA256_MISMATCH,
        "A read has no body, but " + HEADER + " is the hash of one",
        extras);
  }
}
