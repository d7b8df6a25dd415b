package io.avatarorigin.worker.http;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Certificates and key of a socket that speaks TLS, read again when they change; while they cannot
 * be used, the last good ones stay in force. For use by one thread.
 */
public final class TlsFiles {
  private final WatchedFile certificate;
  private final WatchedFile key;
  private final Optional<WatchedFile> clientCa;
  private final RenewedTls tls;
  private final Complaints complaints = new Complaints("the last good certificates stay in force");
  private @Nullable List<byte[]> contents;

  private TlsFiles(Path certificate, Path key, Optional<Path> clientCa) {
    this.certificate = new WatchedFile(certificate);
    this.key = new WatchedFile(key);
    this.clientCa = clientCa.map(WatchedFile::new);
    this.tls = new RenewedTls(clientCa.isPresent());
  }

  /**
   * Reads PEM files.
   *
   * @param clientCa who signs clients' certificates, where those have to have one
   * @throws UnusableFileException when one cannot be used
   */
  public static TlsFiles read(Path certificate, Path key, Optional<Path> clientCa) {
    TlsFiles files = new TlsFiles(certificate, key, clientCa);
    files.take();
    return files;
  }

  /** What sockets speak. */
  RenewedTls tls() {
    return tls;
  }

  /** Looks whether a file has changed; new connections get the new certificates. */
  public void refresh() {
    try {
      take();
      complaints.settle();
    } catch (UnusableFileException e) {
      complaints.raise(String.valueOf(e.getMessage()));
    }
  }

  private void take() {
    byte[] chain = certificate.read();
    byte[] secret = key.read();
    byte[] authority = clientCa.map(WatchedFile::read).orElse(new byte[0]);
    List<byte[]> read = List.of(chain, secret, authority);
    if (contents != null && sameContents(contents, read)) {
      return;
    }
    contents = read;
    KeyStore keys = keys(Pem.certificates(certificate, chain), Pem.privateKey(key, secret));
    Optional<KeyStore> trusted = clientCa.map(file -> trusted(Pem.certificates(file, authority)));
    tls.renew(context(keys, trusted));
  }

  private static boolean sameContents(List<byte[]> one, List<byte[]> other) {
    for (int i = 0; i < one.size(); i++) {
      if (!Arrays.equals(one.get(i), other.get(i))) {
        return false;
      }
    }
    return true;
  }

  private SSLContext context(KeyStore keys, Optional<KeyStore> trusted) {
    try {
      KeyManagerFactory shown =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      shown.init(keys, new char[0]);
      TrustManager @Nullable [] asked = null;
      if (trusted.isPresent()) {
        TrustManagerFactory factory =
            TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted.get());
        asked = factory.getTrustManagers();
      }
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(shown.getKeyManagers(), asked, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new UnusableFileException(
          "%s and %s cannot be used (%s)".formatted(certificate.path(), key.path(), e), e);
    }
  }

  private KeyStore keys(List<Certificate> chain, PrivateKey secret) {
    if (!Pem.fit(secret, chain.getFirst())) {
      throw new UnusableFileException(
          "%s and %s do not fit each other".formatted(certificate.path(), key.path()));
    }
    try {
      KeyStore store = empty();
      store.setKeyEntry("server", secret, new char[0], chain.toArray(Certificate[]::new));
      return store;
    } catch (GeneralSecurityException e) {
      throw new UnusableFileException(
          "%s is no chain of certificates (%s)".formatted(certificate.path(), e), e);
    }
  }

  private static KeyStore trusted(List<Certificate> authorities) {
    try {
      KeyStore store = empty();
      for (int i = 0; i < authorities.size(); i++) {
        store.setCertificateEntry("authority-" + i, authorities.get(i));
      }
      return store;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("certificates can be kept in memory", e);
    }
  }

  private static KeyStore empty() throws GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try {
      store.load(null, null);
    } catch (IOException e) {
      throw new IllegalStateException("nothing is read", e);
    }
    return store;
  }
}
