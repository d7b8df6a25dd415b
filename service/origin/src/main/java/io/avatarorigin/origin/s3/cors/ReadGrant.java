package io.avatarorigin.origin.s3.cors;

import io.avatarorigin.origin.s3.wire.HeaderLine;
import io.avatarorigin.origin.s3.wire.ResponseHeader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The headers with which a rule lets pages of an origin read an answer: computed once, but for
 * origins that a pattern stands for. Credentials never go with an origin that stands for others.
 */
final class ReadGrant {
  private static final HeaderLine ANY_ORIGIN = allowOrigin("*");
  private static final HeaderLine CREDENTIALS =
      new HeaderLine(ResponseHeader.ACCESS_CONTROL_ALLOW_CREDENTIALS, "true");

  private final CorsRule rule;
  private final HeaderLine exposed;
  private final List<HeaderLine> forAll;
  private final Map<String, List<HeaderLine>> forNamed = new HashMap<>();

  ReadGrant(CorsRule rule) {
    this.rule = rule;
    this.exposed =
        new HeaderLine(
            ResponseHeader.ACCESS_CONTROL_EXPOSE_HEADERS, String.join(", ", rule.exposedHeaders()));
    this.forAll = List.of(ANY_ORIGIN, exposed);
    for (String origin : rule.origins()) {
      if (rule.names(origin)) {
        forNamed.put(origin, List.of(allowOrigin(origin), CREDENTIALS, exposed));
      }
    }
  }

  CorsRule rule() {
    return rule;
  }

  /** For an origin that the rule allows. */
  List<HeaderLine> lines(String origin) {
    if (rule.isForAll(origin)) {
      return forAll;
    }
    List<HeaderLine> known = forNamed.get(origin);
    return known == null ? List.of(allowOrigin(origin), exposed) : known;
  }

  private static HeaderLine allowOrigin(String origin) {
    return new HeaderLine(ResponseHeader.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
  }
}
