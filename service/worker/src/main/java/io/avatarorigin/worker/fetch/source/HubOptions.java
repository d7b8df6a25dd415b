package io.avatarorigin.worker.fetch.source;

import java.net.URI;
import java.util.Optional;

/**
 * The Hub that repositories are read from.
 *
 * @param endpoint an http or https URL without a path, or with one for a mirror
 * @param token is sent to the endpoint alone, and never shown
 */
public record HubOptions(URI endpoint, Optional<String> token) {
  /** The public Hub, as anybody. */
  public static final HubOptions DEFAULT =
      new HubOptions(URI.create("https://huggingface.co"), Optional.empty());

  public HubOptions {
    String scheme = endpoint.getScheme();
    if (!("https".equals(scheme) || "http".equals(scheme)) || endpoint.getHost() == null) {
      throw new IllegalArgumentException(
          "the Hub's endpoint must be an http or https URL, not " + endpoint);
    }
    token.ifPresent(HubOptions::requireToken);
  }

  private static void requireToken(String token) {
    if (token.isEmpty() || !token.chars().allMatch(digit -> digit > ' ' && digit < 0x7f)) {
      throw new IllegalArgumentException("the Hub's token must be one word of printable ASCII");
    }
  }

  /** The endpoint with no slash at its end. */
  String base() {
    return endpoint.toString().replaceAll("/+$", "");
  }

  @Override
  public String toString() {
    return "HubOptions[" + endpoint + (token.isPresent() ? ", with a token]" : "]");
  }
}
