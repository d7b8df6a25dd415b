package io.avatarorigin.origin.web.access;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A secret of at least 16 bytes that signs URLs by HMAC-SHA256. Never shown in text. */
public final class SigningKey {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int LEAST_BYTES = 16;

  private final SecretKeySpec secret;

  private SigningKey(SecretKeySpec secret) {
    this.secret = secret;
  }

  /**
   * The key of this secret.
   *
   * @throws IllegalArgumentException when the secret is shorter than 16 bytes
   */
  public static SigningKey of(byte[] secret) {
    if (secret.length < LEAST_BYTES) {
      throw new IllegalArgumentException(
          "a signing key has at least " + LEAST_BYTES + " bytes, not " + secret.length);
    }
    return new SigningKey(new SecretKeySpec(secret, ALGORITHM));
  }

  /** HMAC-SHA256 of the message, 32 bytes. */
  byte[] authenticate(byte[] message) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(secret);
      return mac.doFinal(message);
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }

  @Override
  public String toString() {
    return "SigningKey[hidden]";
  }
}
