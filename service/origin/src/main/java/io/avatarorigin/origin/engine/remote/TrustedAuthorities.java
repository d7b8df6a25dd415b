package io.avatarorigin.origin.engine.remote;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Certificate authorities that are believed instead of those that the JDK believes. */
public final class TrustedAuthorities {
  private final X509TrustManager chains;

  private TrustedAuthorities(X509TrustManager chains) {
    this.chains = chains;
  }

  /** These alone. */
  public static TrustedAuthorities of(List<X509Certificate> certificates) {
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      for (int i = 0; i < certificates.size(); i++) {
        store.setCertificateEntry("ca-" + i, certificates.get(i));
      }
      return new TrustedAuthorities(manager(store));
    } catch (GeneralSecurityException | java.io.IOException e) {
      throw new IllegalArgumentException("the certificates cannot be used: " + e.getMessage(), e);
    }
  }

  /** Those of the JDK. */
  static TrustedAuthorities ofJdk() {
    try {
      return new TrustedAuthorities(manager(null));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the JDK has no certificates", e);
    }
  }

  /** Whether a chain of certificates leads to one of them. */
  X509TrustManager chains() {
    return chains;
  }

  private static X509TrustManager manager(@Nullable KeyStore store)
      throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return (X509TrustManager) factory.getTrustManagers()[0];
  }
}
