package io.avatarorigin.vocabulary;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** How text, mostly an e-mail address, becomes a {@link Hash}: the two ways of Gravatar. */
public enum HashAlgorithm {
  /** 32 digits; what old Gravatar and Libravatar links hold. */
  MD5("MD5"),
  /** 64 digits; what Gravatar recommends. */
  SHA256("SHA-256");

  private final String javaName;

  HashAlgorithm(String javaName) {
    this.javaName = javaName;
  }

  /** The lower-case hex digits of the hash of {@code text} in UTF-8. */
  String digits(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance(javaName);
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java runtime lacks " + javaName, e);
    }
  }
}
