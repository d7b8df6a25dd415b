package io.avatarorigin.origin.web;

import io.avatarorigin.origin.web.access.DrawRules;
import io.avatarorigin.origin.web.page.Bucket;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** How the web face behaves. */
public record WebSettings(DrawRules rules, Waits waits, Publication publication, Events events) {

  /**
   * How long a request waits.
   *
   * @param longest for a draw
   * @param withSubstitute for a draw when {@code d=} says what to show instead
   */
  public record Waits(Duration longest, Duration withSubstitute) {
    public Waits {
      requireNotNegative("longest", longest);
      requireNotNegative("withSubstitute", withSubstitute);
    }
  }

  /**
   * What is told and allowed about pictures that are there.
   *
   * @param maxAge how long caches may keep a picture
   * @param redirectHosts the hosts, in lower case, to which a URL in {@code d=} may redirect
   * @param sentTo where clients are sent for pictures; absent: they get them here
   * @param bucket where the demo page says that pictures lie; absent: it does not say
   * @param playground whether the vocabulary may be read, and others tried
   */
  public record Publication(
      Duration maxAge,
      Set<String> redirectHosts,
      Optional<PublicBucket> sentTo,
      Optional<Bucket> bucket,
      boolean playground) {
    public Publication {
      requireNotNegative("maxAge", maxAge);
      redirectHosts = Set.copyOf(redirectHosts);
    }
  }

  /**
   * How pages are told how a picture comes about.
   *
   * @param most how many may listen at a time; with 0 there are no events
   * @param mostPerClient how many of them one client may have
   * @param silence after so long without an event, it is shown that the stream lives
   * @param unasked how long a stream is kept open whose picture nobody asks for
   */
  public record Events(int most, int mostPerClient, Duration silence, Duration unasked) {}

  private static void requireNotNegative(String name, Duration duration) {
    if (duration.isNegative()) {
      throw new IllegalArgumentException(name + " is not negative: " + duration);
    }
  }
}
