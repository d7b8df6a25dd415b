package io.avatarorigin.worker.http;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Certificates and keys in PEM. What fails never quotes a key. */
final class Pem {
  private static final Pattern KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

  /** The algorithms of keys, each with one that signs with them. */
  private static final Map<String, String> ALGORITHMS =
      Map.of("EC", "SHA256withECDSA", "RSA", "SHA256withRSA", "EdDSA", "EdDSA");

  private Pem() {}

  /** The certificates of a file, one at least. */
  static List<Certificate> certificates(WatchedFile file, byte[] pem) {
    try {
      List<Certificate> certificates =
          List.copyOf(
              CertificateFactory.getInstance("X.509")
                  .generateCertificates(new ByteArrayInputStream(pem)));
      if (!certificates.isEmpty()) {
        return certificates;
      }
    } catch (CertificateException e) {
      throw new UnusableFileException(file.path() + " is no certificate in PEM", e);
    }
    throw new UnusableFileException(file.path() + " holds no certificate in PEM");
  }

  /** The private key of a file. */
  static PrivateKey privateKey(WatchedFile file, byte[] pem) {
    Matcher key = KEY.matcher(new String(pem, StandardCharsets.ISO_8859_1));
    if (key.find()) {
      byte[] encoded = Base64.getMimeDecoder().decode(key.group(1));
      Optional<PrivateKey> read =
          ALGORITHMS.keySet().stream()
              .flatMap(algorithm -> key(algorithm, encoded).stream())
              .findFirst();
      if (read.isPresent()) {
        return read.get();
      }
    }
    throw new UnusableFileException(
        file.path()
            + " is no private key in PEM and PKCS #8; `openssl pkcs8 -topk8 -nodes` makes one of"
            + " others");
  }

  /** Whether what the key signs is verified by the certificate. */
  static boolean fit(PrivateKey key, Certificate certificate) {
    String algorithm = ALGORITHMS.get(key.getAlgorithm());
    if (algorithm == null) {
      return false;
    }
    byte[] anything = "anything".getBytes(StandardCharsets.US_ASCII);
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(key);
      signature.update(anything);
      byte[] signed = signature.sign();
      signature.initVerify(certificate.getPublicKey());
      signature.update(anything);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) { // keys of different algorithms, for instance
      return false;
    }
  }

  /** Nothing where it is a key of another algorithm. */
  private static Optional<PrivateKey> key(String algorithm, byte[] encoded) {
    try {
      return Optional.of(
          KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded)));
    } catch (GeneralSecurityException e) {
      return Optional.empty();
    }
  }
}
