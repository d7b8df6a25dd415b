package io.avatarorigin.origin.web;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What {@code d=} wants in the place of a picture that cannot be shown. */
sealed interface Fallback {
  /** {@code d=404}. */
  record NotFound() implements Fallback {}

  /** One of Gravatar's names. */
  record Local(Substitute substitute) implements Fallback {}

  /** A URL that is allowed. */
  record Elsewhere(URI location) implements Fallback {}

  /**
   * Reads the value of {@code d=}. Unknown names, and URLs that begin with none of the prefixes,
   * count as absent: redirecting anywhere would lend this host's good name to strangers.
   */
  static Optional<Fallback> parse(String value, List<String> redirectPrefixes) {
    if (value.equals("404")) {
      return Optional.of(new NotFound());
    }
    Optional<Substitute> substitute = Substitute.named(value);
    if (substitute.isPresent()) {
      return substitute.map(Local::new);
    }
    return redirectPrefixes.stream().anyMatch(value::startsWith) && !climbs(value)
        ? url(value).map(Elsewhere::new)
        : Optional.empty();
  }

  /** Whether the path leads out of a prefix, in one of the ways in which browsers read dots. */
  private static boolean climbs(String value) {
    return value.toLowerCase(Locale.ROOT).replace("%2e", ".").contains("/..");
  }

  private static Optional<URI> url(String value) {
    try {
      return Optional.of(new URI(value));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
