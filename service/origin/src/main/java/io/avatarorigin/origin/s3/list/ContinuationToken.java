package io.avatarorigin.origin.s3.list;

import io.avatarorigin.origin.s3.wire.S3Error;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
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
    try {
      String position =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(octets, 2, octets.length - 2))
              .toString();
      return new ContinuationToken(position, octets[1] == 1);
    } catch (CharacterCodingException e) {
      throw unreadable(text);
    }
  }

  /** The token of a page that ends with this item. */
  static ContinuationToken behind(ListPage.Item last) {
    return new ContinuationToken(last.position(), last instanceof ListPage.Group);
  }

  /** The token as clients get it. */
  String text() {
    byte[] octets = position.getBytes(StandardCharsets.UTF_8);
    ByteBuffer token = ByteBuffer.allocate(2 + octets.length);
    token.put(VERSION).put((byte) (afterGroup ? 1 : 0)).put(octets);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(token.array());
  }

  /** Where the next page begins. */
  ListStart start() {
    return afterGroup ? ListStart.behindAll(position) : ListStart.behind(position);
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
