package io.avatarorigin.operator.binding;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Digests of texts. */
final class Digest {
  private Digest() {}

  /** SHA-256 of some texts, in 32 hex digits. */
  static String of(List<String> texts) {
    return hex("SHA-256", String.join("\n", texts)).substring(0, 32);
  }

  /** MD5 of a text, in 32 hex digits, as hashes of addresses are. */
  static String md5(String text) {
    return hex("MD5", text);
  }

  private static String hex(String algorithm, String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has " + algorithm, e);
    }
  }
}
