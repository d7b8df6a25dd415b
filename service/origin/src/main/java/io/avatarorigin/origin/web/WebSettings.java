package io.avatarorigin.origin.web;

import io.avatarorigin.origin.web.access.DrawBudget;
import io.avatarorigin.origin.web.access.WebAccess;
import io.avatarorigin.origin.web.page.Bucket;
import io.avatarorigin.vocabulary.Hash;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * How the web face behaves.
 *
 * @param access who may cause a draw
 * @param perClient draws that one client address (IPv6: one /64 network) may cause
 * @param global draws that all clients together may cause
 * @param allowedHashes the only hashes that may be drawn from the web; absent: every hash
 * @param redirectHosts the hosts, in lower case, to which a URL in {@code d=} may redirect
 * @param longestWait how long a request waits for a draw
 * @param substituteWait how long it waits when {@code d=} says what to show instead
 * @param maxAge how long caches may keep a picture
 * @param trustedProxies how many proxies of ours a request passes, each of which appends to {@code
 *     X-Forwarded-For}; 0 looks at no such header
 * @param bucket where the demo page says that pictures lie; absent: it does not say
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

  private static void requireNotNegative(String name, Duration duration) {
    if (duration.isNegative()) {
      throw new IllegalArgumentException(name + " is not negative: " + duration);
    }
  }
}
