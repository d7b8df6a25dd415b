package io.avatarorigin.origin.s3.list;

import io.avatarorigin.origin.s3.wire.S3Error;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Where a page of ListObjectsV2 ended: opaque to clients, kept by no server. As text it is the
 * base64url of a version octet, an octet that is 1 after a group and else 0, and the position.
 *
 * @param position the last key or group of the page
 * @param afterGroup whether the position is a group, whose keys are all behind us
 */
record ContinuationToken(String position, boolean afterGroup) {
  private static final byte VERSION = 1;

  /** Reads a token that a client sent back. */
  static ContinuationToken parse(String text) {
    byte[] octets = decode(text);
    if (octets.length < 3 || octets[0] != VERSION || octets[1] < 0 || octets[1] > 1) {
      throw unreadable(text);
    }
    String position = new String(octets, 2, octets.length - 2, StandardCharsets.UTF_8);
    return new ContinuationToken(position, octets[1] == 1);
  }

  private static byte[] decode(String text) {
    try {
      return Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw unreadable(text);
    }
  }

  private static RuntimeException unreadable(String text) {
    return S3Error.invalidArgument(
            "continuation-token", text, "The continuation token is not one of this list")
        .toException();
  }
}
