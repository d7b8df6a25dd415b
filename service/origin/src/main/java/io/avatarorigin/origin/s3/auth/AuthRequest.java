package io.avatarorigin.origin.s3.auth;

import io.avatarorigin.sigv4.HeaderField;
import io.avatarorigin.sigv4.Query;
import io.avatarorigin.sigv4.SignableRequest;
import java.util.List;
import java.util.Objects;

/**
 * The parts of a request that authentication reads, verbatim as received.
 *
 * @param method case included
 * @param rawPath percent-encoded, neither decoded nor normalised, without scheme, host and query
 * @param rawQuery without question mark, empty if there is none
 * @param headers in order of arrival, a repeated name once a line
 */
public record AuthRequest(
    String method, String rawPath, String rawQuery, List<HeaderField> headers) {
  public AuthRequest {
    Objects.requireNonNull(method, "method");
    Objects.requireNonNull(rawPath, "rawPath");
    Objects.requireNonNull(rawQuery, "rawQuery");
    headers = List.copyOf(headers);
  }

  SignableRequest signable() {
    return new SignableRequest(method, rawPath, Query.parse(rawQuery), headers);
  }

  /** Method and path alone: query and headers may hold signatures. */
  @Override
  public String toString() {
    return "AuthRequest[" + method + " " + rawPath + "]";
  }
}
