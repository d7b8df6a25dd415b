package io.avatarorigin.origin.s3.auth;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is configurable about authentication.
 *
 * @param primaryRegion the region of the buckets, named in refusals of another one
 * @param extraRegions regions accepted besides it and besides {@code us-east-1} and {@code auto},
 *     which common clients and pull-through stores send whatever they are told
 * @param maxSkew how far the time of a request may be from the clock
 * @param unsignedHeaderExemptions {@code x-amz-*} headers that may arrive unsigned, for those that
 *     something on the way adds; kept in lower case
 * @param echoCanonicalRequest whether the refusal of a signature shows what the request was read as
 */
public record AuthPolicy(
    String primaryRegion,
    Set<String> extraRegions,
    Duration maxSkew,
    Set<String> unsignedHeaderExemptions,
    boolean echoCanonicalRequest) {
  /** How far clocks may be apart, as AWS has it. */
  public static final Duration USUAL_SKEW = Duration.ofMinutes(15);

  private static final Set<String> ALWAYS_ACCEPTED = Set.of("us-east-1", "auto");

  public AuthPolicy {
    if (primaryRegion.isEmpty() || extraRegions.contains("")) {
      throw new IllegalArgumentException("primaryRegion and extraRegions must not be empty names");
    }
    if (maxSkew.isNegative()) {
      throw new IllegalArgumentException("maxSkew must not be negative: " + maxSkew);
    }
    extraRegions = Set.copyOf(extraRegions);
    unsignedHeaderExemptions =
        unsignedHeaderExemptions.stream()
            .map(name -> name.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
  }

  /** 15 minutes, no further region, {@code x-amz-cf-id} (a CDN adds it) exempt, echo on. */
  public static AuthPolicy of(String primaryRegion) {
    return new AuthPolicy(primaryRegion, Set.of(), USUAL_SKEW, Set.of("x-amz-cf-id"), true);
  }

  private boolean accepts(String region) {
    return region.equals(primaryRegion)
        || ALWAYS_ACCEPTED.contains(region)
        || extraRegions.contains(region);
  }

  /** The end of the message is parsed by old clients, which sign again for the region named. */
  void requireRegion(String region, AuthFailure failure) {
    if (!accepts(region)) {
      throw new AuthException(
          failure,
          "The region '" + region + "' is wrong; expecting '" + primaryRegion + "'",
          Map.of("Region", primaryRegion));
    }
  }
}
