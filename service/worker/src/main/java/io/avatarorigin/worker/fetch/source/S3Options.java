package io.avatarorigin.worker.fetch.source;

import java.net.URI;
import java.util.Optional;

/**
 * The server that buckets are read from.
 *
 * @param endpoint empty for AWS
 * @param pathStyle whether the bucket stands in the path instead of the host name
 */
public record S3Options(
    Optional<URI> endpoint, String region, boolean pathStyle, S3Credentials credentials) {
  /** AWS, with what its own tools would find. */
  public static final S3Options DEFAULT =
      new S3Options(Optional.empty(), "us-east-1", false, new S3Credentials.Surroundings());

  public S3Options {
    endpoint.ifPresent(S3Options::requireEndpoint);
    if (region.isBlank()) {
      throw new IllegalArgumentException("the region of S3 must not be empty");
    }
  }

  private static void requireEndpoint(URI endpoint) {
    String scheme = endpoint.getScheme();
    if (!("https".equals(scheme) || "http".equals(scheme)) || endpoint.getHost() == null) {
      throw new IllegalArgumentException(
          "the endpoint of S3 must be an http or https URL, not " + endpoint);
    }
  }
}
