package io.avatarorigin.origin.s3.wire;

import io.avatarorigin.origin.s3.http.RequestHeaders;

/**
 * A request as it came.
 *
 * @param method case included
 * @param rawPath the target up to the question mark, neither decoded nor normalised
 * @param rawQuery what follows it, empty if there is none
 */
public record RawRequest(String method, String rawPath, String rawQuery, RequestHeaders headers) {
  /** Whether a body follows the headers. */
  public boolean hasBody() {
    return headers.has("transfer-encoding")
        || headers.first("content-length").filter(length -> !length.equals("0")).isPresent();
  }
}
