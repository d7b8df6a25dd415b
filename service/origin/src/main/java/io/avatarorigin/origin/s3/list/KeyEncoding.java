package io.avatarorigin.origin.s3.list;

import java.nio.charset.StandardCharsets;

/** How a list writes keys: as they are, or percent-encoded ({@code encoding-type=url}). */
enum KeyEncoding {
  PLAIN,
  URL;

  private static final String BARE =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
  private static final String HEX = "0123456789ABCDEF";

  String encode(String text) {
    if (this == PLAIN) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
      if (BARE.indexOf(octet) >= 0) {
        out.append((char) octet);
      } else {
        out.append('%').append(HEX.charAt(octet >> 4 & 15)).append(HEX.charAt(octet & 15));
      }
    }
    return out.toString();
  }
}
