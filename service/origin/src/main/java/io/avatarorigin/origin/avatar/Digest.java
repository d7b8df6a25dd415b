package io.avatarorigin.origin.avatar;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The digests that the origin computes; every JDK has them. */
public enum Digest {
  MD5("MD5"),
  SHA256("SHA-256");

  private final String javaName;

  Digest(String javaName) {
    this.javaName = javaName;
  }

  /** The digest of these bytes. */
  public byte[] of(byte[] bytes) {
    return of(bytes, bytes.length);
  }

  /** The digest of the first of these bytes. */
  public byte[] of(byte[] bytes, int length) {
    try {
      MessageDigest digest = MessageDigest.getInstance(javaName);
      digest.update(bytes, 0, length);
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java runtime lacks " + javaName, e);
    }
  }
}
