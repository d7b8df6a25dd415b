package io.avatarorigin.sigv4;

import io.avatarorigin.sigv4.SignatureFormatException.Component;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The query form of a signature. Each accessor checks its own parameter, so that the caller decides
 * in which order faults are found; all of them throw {@link SignatureFormatException}.
 */
public record PresignedQuery(Query query) {
  public static final String ALGORITHM = "X-Amz-Algorithm";
  public static final String CREDENTIAL = "X-Amz-Credential";
  public static final String DATE = "X-Amz-Date";
  public static final String EXPIRES = "X-Amz-Expires";
  public static final String SIGNED_HEADERS = "X-Amz-SignedHeaders";
  public static final String SIGNATURE = "X-Amz-Signature";
  public static final String SECURITY_TOKEN = "X-Amz-Security-Token";
  public static final String CONTENT_SHA256 = "X-Amz-Content-Sha256";

  /** A week: 604,800 seconds. */
  public static final Duration LONGEST_VALIDITY = Duration.ofDays(7);

  /** Of ASCII digits; {@link Long#parseLong} takes those of every script, and a plus. */
  private static final Pattern WHOLE_NUMBER = Pattern.compile("-?[0-9]+");

  private static final List<String> ONCE =
      List.of(
          ALGORITHM,
          CREDENTIAL,
          DATE,
          EXPIRES,
          SIGNED_HEADERS,
          SIGNATURE,
          SECURITY_TOKEN,
          CONTENT_SHA256);

  public PresignedQuery {
    Objects.requireNonNull(query, "query");
  }

  /** Refuses every algorithm but {@value AuthorizationHeader#ALGORITHM}. */
  public void requireAlgorithm() {
    if (!required(ALGORITHM, Component.ALGORITHM).equals(AuthorizationHeader.ALGORITHM)) {
      throw new SignatureFormatException(
          Component.ALGORITHM, ALGORITHM + " is not " + AuthorizationHeader.ALGORITHM);
    }
  }

  /** Refuses authentication parameters that stand in the query more than once. */
  public void requireUnrepeated() {
    for (String name : ONCE) {
      if (query.count(name) > 1) {
        throw new SignatureFormatException(
            Component.AUTHORIZATION, name + " stands in the query more than once");
      }
    }
  }

  public Credential credential(String service) {
    return Credential.parse(required(CREDENTIAL, Component.CREDENTIAL), service);
  }

  public SigningTime time() {
    return SigningTime.parse(required(DATE, Component.DATE))
        .orElseThrow(
            () ->
                new SignatureFormatException(
                    Component.DATE, DATE + " is not a time as yyyyMMdd'T'HHmmss'Z'"));
  }

  public SignedHeaders signedHeaders() {
    return SignedHeaders.parse(required(SIGNED_HEADERS, Component.SIGNED_HEADERS));
  }

  /** As sent, not checked for its form. */
  public String signature() {
    return required(SIGNATURE, Component.SIGNATURE);
  }

  /** 0 to 604,800 seconds. */
  public Duration validity() {
    String text = required(EXPIRES, Component.EXPIRES);
    if (!WHOLE_NUMBER.matcher(text).matches()) {
      throw new SignatureFormatException(
          Component.EXPIRES, EXPIRES + " is not a whole number of seconds");
    }
    if (text.startsWith("-")) {
      throw new SignatureFormatException(Component.EXPIRES, EXPIRES + " is negative");
    }
    long seconds = seconds(text);
    if (seconds > LONGEST_VALIDITY.toSeconds()) {
      throw new SignatureFormatException(
          Component.EXPIRES,
          EXPIRES + " is over " + LONGEST_VALIDITY.toSeconds() + " seconds, which are a week");
    }
    return Duration.ofSeconds(seconds);
  }

  private static long seconds(String digits) {
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException e) {
      return Long.MAX_VALUE;
    }
  }

  private String required(String name, Component component) {
    String value = query.first(name).orElse("");
    if (value.isEmpty()) {
      throw new SignatureFormatException(component, "The query lacks " + name);
    }
    return value;
  }
}
