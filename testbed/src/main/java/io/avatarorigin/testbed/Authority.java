package io.avatarorigin.testbed;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.io.pem.PemObject;

/** Signs the certificates of one cluster, which are of no use anywhere else. */
final class Authority {
  private static final Duration LIFE = Duration.ofDays(30);

  private final SecureRandom random = new SecureRandom();
  private final X500Principal name;
  private final KeyPair keys;
  private final X509Certificate certificate;

  private Authority(String name) throws GeneralSecurityException, IOException {
    this.name = new X500Principal("CN=" + name);
    this.keys = elliptic();
    JcaX509v3CertificateBuilder builder = builder(this.name, keys);
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
    builder.addExtension(
        Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
    this.certificate = sign(builder);
  }

  static Authority create(String name) {
    try {
      return new Authority(name);
    } catch (GeneralSecurityException | IOException e) {
      throw new TestbedException("no certificate can be made", e);
    }
  }

  /** Its own certificate in PEM. */
  String pem() {
    return pem(certificate);
  }

  /**
   * Writes NAME.crt and NAME.key for a server and client.
   *
   * @param names host names and IPv4 addresses
   */
  void issue(Path folder, String fileName, String commonName, List<String> names) {
    try {
      KeyPair pair = elliptic();
      JcaX509v3CertificateBuilder builder = builder(new X500Principal("CN=" + commonName), pair);
      builder.addExtension(
          Extension.extendedKeyUsage,
          false,
          new ExtendedKeyUsage(
              new KeyPurposeId[] {KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth}));
      if (!names.isEmpty()) {
        builder.addExtension(
            Extension.subjectAlternativeName,
            false,
            new GeneralNames(names.stream().map(Authority::name).toArray(GeneralName[]::new)));
      }
      Files.writeString(folder.resolve(fileName + ".crt"), pem(sign(builder)));
      Files.writeString(
          folder.resolve(fileName + ".key"),
          pem(new PemObject("PRIVATE KEY", pair.getPrivate().getEncoded())));
    } catch (GeneralSecurityException | IOException e) {
      throw new TestbedException("no certificate can be made", e);
    }
  }

  /** Writes NAME.key and NAME.pub, which sign and verify the tokens of service accounts. */
  static void issueSigningKey(Path folder, String fileName) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      KeyPair pair = generator.generateKeyPair();
      Files.writeString(
          folder.resolve(fileName + ".key"),
          pem(new PemObject("PRIVATE KEY", pair.getPrivate().getEncoded())));
      Files.writeString(folder.resolve(fileName + ".pub"), pem(pair.getPublic()));
    } catch (GeneralSecurityException | IOException e) {
      throw new TestbedException("no key can be made", e);
    }
  }

  private static GeneralName name(String text) {
    boolean isAddress = Arrays.stream(text.split("\\.", -1)).allMatch(it -> it.matches("[0-9]+"));
    return new GeneralName(isAddress ? GeneralName.iPAddress : GeneralName.dNSName, text);
  }

  private JcaX509v3CertificateBuilder builder(X500Principal subject, KeyPair pair) {
    Instant now = Instant.now().minusSeconds(60);
    return new JcaX509v3CertificateBuilder(
        name,
        new BigInteger(120, random),
        Date.from(now),
        Date.from(now.plus(LIFE)),
        subject,
        pair.getPublic());
  }

  private X509Certificate sign(JcaX509v3CertificateBuilder builder)
      throws GeneralSecurityException {
    try {
      return new JcaX509CertificateConverter()
          .getCertificate(
              builder.build(
                  new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
    } catch (OperatorCreationException e) {
      throw new GeneralSecurityException(e);
    }
  }

  private static KeyPair elliptic() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(256);
    return generator.generateKeyPair();
  }

  private static String pem(Object value) {
    StringWriter text = new StringWriter();
    try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
      writer.writeObject(value);
    } catch (IOException e) {
      throw new TestbedException("no PEM can be written", e);
    }
    return text.toString();
  }
}
