package io.avatarorigin.sigv4;

/** The values that stand for a body in a canonical request. */
public final class PayloadHash {
  /** The body is not covered by the signature. */
  public static final String UNSIGNED = "UNSIGNED-PAYLOAD";

  /** SHA-256 of no body at all. */
  public static final String EMPTY =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

  /** First letters of the values that announce a body signed in chunks. */
  public static final String STREAMING_PREFIX = "STREAMING-";

  private PayloadHash() {}

  /** The hash of a body: 64 lower-case hex digits. */
  public static String of(byte[] body) {
    return Sha256.hex(body);
  }

  /** Whether a value has the form of a SHA-256: 64 lower-case hex digits. */
  public static boolean isDigest(String value) {
    if (value.length() != 64) {
      return false;
    }
    for (int i = 0; i < 64; i++) {
      char c = value.charAt(i);
      if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
        return false;
      }
    }
    return true;
  }
}
