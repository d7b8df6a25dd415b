package io.avatarorigin.origin.s3;

import java.util.List;
import java.util.Optional;

/**
 * What the S3 face is told.
 *
 * @param region the region of all buckets
 * @param baseDomains domains whose subdomains are buckets, without ports; path-style works always
 * @param buckets the buckets, each name once
 * @param cacheControl the Cache-Control header of objects, if they have one
 */
public record S3Settings(
    String region,
    List<String> baseDomains,
    List<S3Bucket> buckets,
    Optional<String> cacheControl) {
  public S3Settings {
    if (region.isEmpty()) {
      throw new IllegalArgumentException("region must not be empty");
    }
    baseDomains = List.copyOf(baseDomains);
    buckets = List.copyOf(buckets);
    if (buckets.stream().map(S3Bucket::name).distinct().count() < buckets.size()) {
      throw new IllegalArgumentException("buckets has a name twice: " + buckets);
    }
  }
}
