package io.avatarorigin.operator.binding.store;

import java.util.Arrays;

/**
 * What was found at a URL.
 *
 * @param status of HTTP
 * @param body to be left as it is
 * @param said the error's code and message where it is one
 */
@SuppressWarnings("ArrayRecordComponent") // compared by sameAs alone
public record Fetched(int status, byte[] body, String said) {
  public boolean isThere() {
    return status == 200;
  }

  /** Whether both are the same octets. */
  public boolean sameAs(Fetched other) {
    return Arrays.equals(body, other.body);
  }

  @Override
  public String toString() {
    return "Fetched[" + status + ", " + body.length + " octets]";
  }
}
