package io.avatarorigin.origin.web;

import io.avatarorigin.vocabulary.Hash;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * How the web face behaves. The values of {@link #defaults()} are the defaults of the settings.
 *
 * @param access who may cause a draw; default everyone
 * @param perClient draws that one client address may cause (IPv6: one /64); default 10 a minute,
 *     200 a day
 * @param global draws that all clients together may cause; default 60 a minute, 5000 a day
 * @param allowedHashes the only hashes that may be drawn from the web; default, absent: every hash
 * @param redirectHosts the hosts, in lower case, to which {@code d=URL} may redirect; default none
 * @param longestWait how long a request waits for a draw; default 20 s
 * @param substituteWait how long it waits when {@code d=} says what to show instead; default 2 s
 * @param maxAge how long caches may keep a picture; default 30 days
 * @param trustedProxies how many proxies of ours append to {@code X-Forwarded-For}; default 0
 * @param bucket where the demo page says that pictures lie; default, absent: it does not say
 */
public record WebSettings(
    WebAccess access,
    DrawBudget perClient,
    DrawBudget global,
    Optional<Set<Hash>> allowedHashes,
    Set<String> redirectHosts,
    Duration longestWait,
    Duration substituteWait,
    Duration maxAge,
    int trustedProxies,
    Optional<Bucket> bucket) {
  /**
   * The S3 face as clients reach it.
   *
   * @param endpoint without a path
   * @param prefix what every key begins with, empty or ending in a slash
   */
  public record Bucket(URI endpoint, String name, String prefix) {}

  public WebSettings {
    allowedHashes = allowedHashes.map(Set::copyOf);
    redirectHosts = Set.copyOf(redirectHosts);
    requireNotNegative("longestWait", longestWait);
    requireNotNegative("substituteWait", substituteWait);
    requireNotNegative("maxAge", maxAge);
    if (trustedProxies < 0) {
      throw new IllegalArgumentException("trustedProxies is not negative: " + trustedProxies);
    }
  }

  public static WebSettings defaults() {
    return new WebSettings(
        new WebAccess.Open(),
        new DrawBudget(10, 200),
        new DrawBudget(60, 5000),
        Optional.empty(),
        Set.of(),
        Duration.ofSeconds(20),
        Duration.ofSeconds(2),
        Duration.ofDays(30),
        0,
        Optional.empty());
  }

  private static void requireNotNegative(String name, Duration duration) {
    if (duration.isNegative()) {
      throw new IllegalArgumentException(name + " is not negative: " + duration);
    }
  }
}
