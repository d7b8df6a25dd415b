package io.avatarorigin.origin.s3.wire;

import io.avatarorigin.origin.s3.http.PercentDecoding;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Finds bucket and key, path-style or by virtual host. A host that is a base domain itself, an IP
 * literal or unknown is path-style.
 */
public final class Addressing {
  private final List<String> baseDomains;

  /**
   * @param baseDomains domains whose subdomains are buckets; of several that fit the longest counts
   */
  public Addressing(List<String> baseDomains) {
    this.baseDomains =
        baseDomains.stream()
            .map(domain -> domain.toLowerCase(Locale.ROOT))
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();
  }

  /**
   * The target of a request.
   *
   * @param host the Host header, with or without port
   * @param rawPath begins with a slash, still percent-encoded
   */
  public Target target(String host, String rawPath) {
    int bucketLength = bucketLength(host);
    if (bucketLength > 0) {
      String bucket = host.substring(0, bucketLength).toLowerCase(Locale.ROOT);
      return bucketOrKey(bucket, rawPath.substring(1));
    }
    if (rawPath.length() == 1) {
      return new Target.Service();
    }
    int slash = rawPath.indexOf('/', 1);
    String bucket =
        PercentDecoding.path(rawPath.substring(1, slash < 0 ? rawPath.length() : slash));
    return bucketOrKey(bucket, slash < 0 ? "" : rawPath.substring(slash + 1));
  }

  private static Target bucketOrKey(String bucket, String rawKey) {
    return rawKey.isEmpty()
        ? new Target.Bucket(bucket)
        : new Target.Key(bucket, PercentDecoding.path(rawKey));
  }

  /** How many characters of the host are a bucket; 0 for path-style. */
  private int bucketLength(String host) {
    int colon = host.lastIndexOf(':');
    int length = colon > host.lastIndexOf(']') ? colon : host.length();
    for (String domain : baseDomains) {
      int at = length - domain.length();
      if (at >= 0 && host.regionMatches(true, at, domain, 0, domain.length())) {
        if (at == 0) {
          return 0;
        }
        if (at > 1 && host.charAt(at - 1) == '.') {
          return at - 1;
        }
      }
    }
    return 0;
  }
}
