package io.avatarorigin.origin.web;

import io.avatarorigin.origin.web.exchange.Query;
import io.avatarorigin.origin.web.substitute.Initials;
import io.avatarorigin.origin.web.substitute.Substitute;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What {@code d=} wants in the place of a picture that cannot be shown. */
sealed interface Fallback {
  /** Nothing at all: {@code d=404}. */
  record NotFound() implements Fallback {}

  /**
   * One of Gravatar's names.
   *
   * @param initials what the client says of the person, for the substitute that shows it
   */
  record Local(Substitute substitute, Initials initials) implements Fallback {
    static Local of(Substitute substitute) {
      return new Local(substitute, Initials.NONE);
    }
  }

  /** A URL on a host that is allowed. */
  record Elsewhere(URI location) implements Fallback {}

  /**
   * Reads {@code d=}, and what belongs to it. Unknown names, and URLs on hosts that are not
   * allowed, count as absent: redirecting anywhere would lend this host's good name to strangers.
   */
  static Optional<Fallback> parse(Query query, Set<String> redirectHosts) {
    return query.value("default", "d").flatMap(value -> parse(value, query, redirectHosts));
  }

  private static Optional<Fallback> parse(String value, Query query, Set<String> redirectHosts) {
    if (value.equals("404")) {
      return Optional.of(new NotFound());
    }
    Optional<Substitute> substitute = Substitute.named(value);
    if (substitute.isPresent()) {
      return substitute.map(named -> local(named, query));
    }
    return url(value)
        .filter(url -> url.getHost() != null && url.getRawUserInfo() == null)
        .filter(url -> "https".equals(url.getScheme()) || "http".equals(url.getScheme()))
        .filter(url -> redirectHosts.contains(url.getHost().toLowerCase(Locale.ROOT)))
        .map(Elsewhere::new);
  }

  private static Local local(Substitute substitute, Query query) {
    return substitute == Substitute.INITIALS
        ? new Local(substitute, Initials.of(query.value("initials"), query.value("name")))
        : Local.of(substitute);
  }

  private static Optional<URI> url(String value) {
    try {
      return Optional.of(new URI(value));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
