package io.avatarorigin.worker;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Certificates that sign themselves, made by the JDK's keytool. */
record Certificates(Path folder) {
  private static final char[] PASSWORD = "password".toCharArray();

  /** Makes NAME.crt and NAME.key in PEM, beside the store that has both. */
  Certificates make(String name, String algorithm) throws Exception {
    Path store = store(name);
    Files.deleteIfExists(store);
    Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    Process process =
        new ProcessBuilder(
                List.of(
                    keytool.toString(),
                    "-genkeypair",
                    "-keyalg",
                    algorithm,
                    "-alias",
                    name,
                    "-dname",
                    "CN=" + name,
                    "-ext",
                    "san=dns:localhost,ip:127.0.0.1",
                    "-validity",
                    "3650",
                    "-keystore",
                    store.toString(),
                    "-storetype",
                    "PKCS12",
                    "-storepass",
                    new String(PASSWORD)))
            .redirectErrorStream(true)
            .start();
    String printed = new String(process.getInputStream().readAllBytes());
    if (process.waitFor() != 0) {
      throw new AssertionError(printed);
    }
    KeyStore keys = open(name);
    writePem(certificate(name), "CERTIFICATE", keys.getCertificate(name).getEncoded());
    writePem(key(name), "PRIVATE KEY", keys.getKey(name, PASSWORD).getEncoded());
    return this;
  }

  Path certificate(String name) {
    return folder.resolve(name + ".crt");
  }

  Path key(String name) {
    return folder.resolve(name + ".key");
  }

  /** What a client has that trusts the server, and shows a certificate or none. */
  SSLContext client(String trusted, String... shown) throws Exception {
    KeyStore trust = KeyStore.getInstance("PKCS12");
    trust.load(null, null);
    trust.setCertificateEntry(trusted, open(trusted).getCertificate(trusted));
    TrustManagerFactory trusts =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trusts.init(trust);
    SSLContext context = SSLContext.getInstance("TLS");
    if (shown.length == 0) {
      context.init(null, trusts.getTrustManagers(), null);
      return context;
    }
    KeyManagerFactory shows =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    shows.init(open(shown[0]), PASSWORD);
    context.init(shows.getKeyManagers(), trusts.getTrustManagers(), null);
    return context;
  }

  private KeyStore open(String name) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store(name))) {
      store.load(in, PASSWORD);
    }
    return store;
  }

  private Path store(String name) {
    return folder.resolve(name + ".p12");
  }

  private static void writePem(Path file, String label, byte[] content) throws IOException {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    Files.writeString(
        file, "-----BEGIN " + label + "-----\n" + text + "\n-----END " + label + "-----\n");
  }
}
