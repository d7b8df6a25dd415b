package io.avatarorigin.sigv4;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A secret bound to one day, region and service. Safe for use by many threads at once. */
public final class SigningKey {
  private static final String HMAC = "HmacSHA256";

  /**
   * Never updated, only cloned: a clone costs two thirds of a Mac that is looked up and keyed anew.
   */
  private final Mac keyed;

  private SigningKey(Mac keyed) {
    this.keyed = keyed;
  }

  /** Runs the chain over date, region, service and the last part of the scope. */
  public static SigningKey derive(Secret secret, CredentialScope scope) {
    byte[] key = secret.seed();
    for (String part :
        new String[] {scope.date(), scope.region(), scope.service(), CredentialScope.TERMINAL}) {
      key = keyed(key).doFinal(part.getBytes(StandardCharsets.UTF_8));
    }
    return new SigningKey(keyed(key));
  }

  /** The signature: 64 lower-case hex digits. */
  public String sign(StringToSign stringToSign) {
    try {
      Mac mac = (Mac) keyed.clone();
      byte[] octets = stringToSign.text().getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(mac.doFinal(octets));
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException(
          "The provider of " + HMAC + " cannot clone; use the JDK's own", e);
    }
  }

  /** Whether a signature is right. The time this takes does not tell where it begins to differ. */
  public boolean verifies(StringToSign stringToSign, String signature) {
    byte[] expected = sign(stringToSign).getBytes(StandardCharsets.US_ASCII);
    return PayloadHash.isDigest(signature)
        && MessageDigest.isEqual(expected, signature.getBytes(StandardCharsets.US_ASCII));
  }

  private static Mac keyed(byte[] key) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key, HMAC));
      return mac;
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException(
          "This Java runtime lacks " + HMAC + ", which every one must have", e);
    }
  }
}
