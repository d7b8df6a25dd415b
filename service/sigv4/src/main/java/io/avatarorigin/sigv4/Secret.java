package io.avatarorigin.sigv4;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/** A secret access key. It is never shown: not by {@code toString}, and there is no accessor. */
public final class Secret {
  private final byte[] value;

  private Secret(byte[] value) {
    this.value = value;
  }

  /** Wraps a secret access key. */
  public static Secret of(String value) {
    if (value.isEmpty()) {
      throw new IllegalArgumentException("A secret access key is empty");
    }
    return new Secret(value.getBytes(StandardCharsets.UTF_8));
  }

  /** The first key of the derivation: {@code AWS4} and the secret. */
  byte[] seed() {
    byte[] seed = new byte[4 + value.length];
    seed[0] = 'A';
    seed[1] = 'W';
    seed[2] = 'S';
    seed[3] = '4';
    System.arraycopy(value, 0, seed, 4, value.length);
    return seed;
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof Secret that && MessageDigest.isEqual(value, that.value));
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(value);
  }

  @Override
  public String toString() {
    return "Secret[hidden]";
  }
}
