package io.avatarorigin.sigv4;

import java.util.Objects;

/**
 * Where and on which day a signing key counts.
 *
 * @param date {@code yyyyMMdd}
 * @param region as sent; whether it is a known one is the caller's matter
 * @param service such as {@code s3}
 */
public record CredentialScope(String date, String region, String service) {
  /** Last part of every scope. */
  static final String TERMINAL = "aws4_request";

  public CredentialScope {
    Objects.requireNonNull(date, "date");
    Objects.requireNonNull(region, "region");
    Objects.requireNonNull(service, "service");
  }

  /** {@code date/region/service/aws4_request}. */
  public String text() {
    return date + '/' + region + '/' + service + '/' + TERMINAL;
  }
}
