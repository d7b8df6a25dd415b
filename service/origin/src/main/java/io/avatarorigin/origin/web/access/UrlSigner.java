package io.avatarorigin.origin.web.access;

import io.avatarorigin.origin.web.exchange.Query;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Signs and verifies avatar URLs. A signed URL carries two query parameters: {@code exp}, the Unix
 * second from which on it is no longer good, and {@code sig}, the unpadded URL-safe Base64 (RFC
 * 4648, section 5) of HMAC-SHA256 over the path, a question mark, and the query without {@code
 * sig}, each byte as it is sent and the parameters in the order in which they are sent.
 *
 * <p>The first key signs; every key verifies, so that a new key can go first while URLs of the old
 * one are still about. Safe for use by many threads.
 */
public final class UrlSigner {
  static final String EXPIRY = "exp";
  static final String SIGNATURE = "sig";

  private final List<SigningKey> keys;

  private UrlSigner(List<SigningKey> keys) {
    this.keys = keys;
  }

  /** How a URL's signature was found. */
  enum Verdict {
    VALID,
    MISSING,
    EXPIRED,
    WRONG
  }

  /**
   * A signer of these keys.
   *
   * @param keys one, or two while keys are being changed; the first one signs
   * @throws IllegalArgumentException when there is no key
   */
  public static UrlSigner of(List<SigningKey> keys) {
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("signing URLs takes a key at least");
    }
    return new UrlSigner(List.copyOf(keys));
  }

  /**
   * The same path and query, with {@code exp} and {@code sig} after what was there.
   *
   * @param pathAndQuery as it will be sent, percent-encoded, beginning with a slash; without a host
   * @throws IllegalArgumentException when it does not begin with a slash or is signed already
   */
  public String sign(String pathAndQuery, Instant expiry) {
    if (!pathAndQuery.startsWith("/")) {
      throw new IllegalArgumentException("a path to sign begins with a slash: " + pathAndQuery);
    }
    int mark = pathAndQuery.indexOf('?');
    Query query = Query.parse(mark < 0 ? "" : pathAndQuery.substring(mark + 1));
    if (query.count(EXPIRY) + query.count(SIGNATURE) > 0) {
      throw new IllegalArgumentException(
          "this URL has " + EXPIRY + " or " + SIGNATURE + " already; sign it without them");
    }
    String open = mark < 0 ? pathAndQuery + "?" : pathAndQuery;
    String signed = open + (query.isEmpty() ? "" : "&") + EXPIRY + "=" + expiry.getEpochSecond();
    return signed + "&" + SIGNATURE + "=" + encode(signature(keys.getFirst(), signed));
  }

  /**
   * How the signature of this path and query is found at that time.
   *
   * @param path as it was sent, percent-encoded
   */
  Verdict verify(String path, Query query, Instant now) {
    Optional<String> signature = query.value(SIGNATURE);
    Optional<String> expiry = query.value(EXPIRY);
    if (signature.isEmpty() || expiry.isEmpty()) {
      return Verdict.MISSING;
    }
    if (query.count(SIGNATURE) > 1 || query.count(EXPIRY) > 1) {
      return Verdict.WRONG;
    }
    String signed = path + "?" + query.without(SIGNATURE);
    byte[] given = signature.get().getBytes(StandardCharsets.UTF_8);
    boolean matches = false;
    for (SigningKey key : keys) {
      byte[] wanted = encode(signature(key, signed)).getBytes(StandardCharsets.US_ASCII);
      matches |= MessageDigest.isEqual(wanted, given);
    }
    if (!matches) {
      return Verdict.WRONG;
    }
    return now.getEpochSecond() < seconds(expiry.get()) ? Verdict.VALID : Verdict.EXPIRED;
  }

  private static byte[] signature(SigningKey key, String signed) {
    return key.authenticate(signed.getBytes(StandardCharsets.UTF_8));
  }

  private static String encode(byte[] signature) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
  }

  /** A signed expiry that is no number has passed. */
  private static long seconds(String expiry) {
    try {
      return Long.parseLong(expiry);
    } catch (NumberFormatException e) {
      return Long.MIN_VALUE;
    }
  }
}
