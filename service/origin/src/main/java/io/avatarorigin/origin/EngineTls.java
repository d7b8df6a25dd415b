package io.avatarorigin.origin;

import io.avatarorigin.origin.engine.remote.TrustedAuthorities;
import io.helidon.common.configurable.Resource;
import io.helidon.common.pki.Keys;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;

/** Reads what TLS with workers and servers takes from PEM files. */
final class EngineTls {
  private static final char[] NO_PASSWORD = {};

  private EngineTls() {}

  /**
   * Authorities that are believed.
   *
   * @throws OriginException when the file has no certificates
   */
  static TrustedAuthorities authorities(Path file) {
    List<X509Certificate> certificates;
    try {
      certificates =
          Keys.builder().pem(pem -> pem.certificates(Resource.create(file))).build().certs();
    } catch (RuntimeException e) {
      throw unusable("engine.tls.ca", file, e);
    }
    if (certificates.isEmpty()) {
      throw new OriginException("engine.tls.ca: " + file + " has no certificate");
    }
    return TrustedAuthorities.of(certificates);
  }

  /**
   * What the origin shows of itself.
   *
   * @throws OriginException when the files are not what they should be
   */
  static KeyManager[] identity(Path certificate, Path key) {
    Keys keys;
    try {
      keys =
          Keys.builder()
              .pem(pem -> pem.key(Resource.create(key)).certChain(Resource.create(certificate)))
              .build();
    } catch (RuntimeException e) {
      throw unusable("engine.tls.key, engine.tls.certificate", key, e);
    }
    PrivateKey privateKey =
        keys.privateKey()
            .orElseThrow(() -> new OriginException("engine.tls.key: no key in " + key));
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      store.setKeyEntry(
          "own", privateKey, NO_PASSWORD, keys.certChain().toArray(X509Certificate[]::new));
      KeyManagerFactory factory =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(store, NO_PASSWORD);
      return factory.getKeyManagers();
    } catch (GeneralSecurityException | IOException e) {
      throw unusable("engine.tls.certificate", certificate, e);
    }
  }

  private static OriginException unusable(String setting, Path file, Exception cause) {
    return new OriginException(
        "%s: %s cannot be used, it has to be PEM: %s".formatted(setting, file, cause.getMessage()),
        cause);
  }
}
