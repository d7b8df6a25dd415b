package io.avatarorigin.origin.engine.remote;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A certificate that signs itself, made by the JDK's keytool. */
record Certificate(KeyStore store) {
  private static final String PASSWORD = "password";
  private static final String ALIAS = "own";

  /**
   * Makes one.
   *
   * @param names as keytool writes them, such as {@code dns:localhost,ip:127.0.0.1}
   */
  static Certificate of(Path folder, String names)
      throws IOException, InterruptedException, GeneralSecurityException {
    Path file = Files.createTempFile(folder, "certificate", ".p12");
    Files.delete(file);
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-genkeypair",
                    "-keyalg",
                    "EC",
                    "-alias",
                    ALIAS,
                    "-dname",
                    "CN=test",
                    "-ext",
                    "san=" + names,
                    "-keystore",
                    file.toString(),
                    "-storetype",
                    "PKCS12",
                    "-storepass",
                    PASSWORD))
            .redirectErrorStream(true)
            .start();
    String printed = new String(process.getInputStream().readAllBytes());
    if (process.waitFor() != 0) {
      throw new AssertionError(printed);
    }
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD.toCharArray());
    }
    return new Certificate(store);
  }

  TrustedAuthorities trust() throws GeneralSecurityException {
    return TrustedAuthorities.of(List.of((X509Certificate) store.getCertificate(ALIAS)));
  }

  KeyManager[] keys() throws GeneralSecurityException {
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, PASSWORD.toCharArray());
    return factory.getKeyManagers();
  }

  /** What a server with it has, which believes whoever has the other. */
  SSLContext server(Certificate client) throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys(), new javax.net.ssl.TrustManager[] {client.trust().chains()}, null);
    return context;
  }
}
