package io.avatarorigin.sigv4;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What a signature covers of a request, before anything is normalised or decoded.
 *
 * @param method as sent, case included
 * @param rawPath path as sent, still percent-encoded; of a virtual host without the bucket
 * @param query the parsed query
 * @param headers in order of arrival, a repeated name once a line
 */
public record SignableRequest(
    String method, String rawPath, Query query, List<HeaderField> headers) {
  public SignableRequest {
    Objects.requireNonNull(method, "method");
    Objects.requireNonNull(rawPath, "rawPath");
    Objects.requireNonNull(query, "query");
    headers = List.copyOf(headers);
  }

  /** Every value of a header in order of arrival, the case of the name ignored. */
  public List<String> values(String name) {
    List<String> values = List.of();
    for (HeaderField header : headers) {
      if (header.name().equalsIgnoreCase(name)) {
        values = values.isEmpty() ? new ArrayList<>(2) : values;
        values.add(header.value());
      }
    }
    return values;
  }

  /** Method and path alone: query and headers may hold signatures. */
  @Override
  public String toString() {
    return "SignableRequest[" + method + " " + rawPath + "]";
  }
}
