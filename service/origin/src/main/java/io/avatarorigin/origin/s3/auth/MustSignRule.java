package io.avatarorigin.origin.s3.auth;

import io.avatarorigin.sigv4.HeaderField;
import io.avatarorigin.sigv4.SignableRequest;
import io.avatarorigin.sigv4.SignedHeaders;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The Host and every {@code x-amz-*} header must be signed, or somebody could add to a request. */
final class MustSignRule {
  private static final String PREFIX = "x-amz-";

  private final Set<String> exemptions;

  /** The payload header is always exempt: its value is a line of the canonical request anyway. */
  MustSignRule(Set<String> exemptions) {
    Set<String> all = new LinkedHashSet<>(exemptions);
    all.add(PayloadRule.HEADER);
    this.exemptions = Set.copyOf(all);
  }

  void check(SignableRequest request, SignedHeaders signed) {
    Set<String> unsigned = Set.of();
    for (HeaderField header : request.headers()) {
      if (isBound(header.name()) && !signed.covers(header.name())) {
        String name = header.name().toLowerCase(Locale.ROOT);
        if (!exemptions.contains(name)) {
          unsigned = unsigned.isEmpty() ? new LinkedHashSet<>() : unsigned;
          unsigned.add(name);
        }
      }
    }
    if (!unsigned.isEmpty()) {
      throw refusal(String.join(",", unsigned));
    }
    if (!signed.covers("host")) {
      throw refusal("host");
    }
  }

  private static boolean isBound(String name) {
    return name.equalsIgnoreCase("host") || name.regionMatches(true, 0, PREFIX, 0, PREFIX.length());
  }

  private static AuthException refusal(String names) {
    return new AuthException(
        AuthFailure.ACCESS_DENIED,
        "Headers that have to be signed are not in SignedHeaders",
        Map.of(AuthException.HEADERS_NOT_SIGNED, names));
  }
}
