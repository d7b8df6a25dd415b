package io.avatarorigin.origin.engine.remote;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Believes servers whose certificate has the name that was configured. Workers are connected to by
 * address, one of many behind the name of a headless service, so that the usual comparison with the
 * host of the URL would ask for certificates of addresses that nobody knows beforehand. Rules of
 * RFC 9525: subject alternative names alone, a wildcard for the left-most label alone.
 */
final class NamedServerTrust extends X509ExtendedTrustManager {
  private static final int DNS_NAME = 2;
  private static final int IP_ADDRESS = 7;

  private final TrustedAuthorities authorities;
  private final String name;

  NamedServerTrust(TrustedAuthorities authorities, String name) {
    this.authorities = authorities;
    this.name = name.toLowerCase(Locale.ROOT);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    checkServerTrusted(chain, authType);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    checkServerTrusted(chain, authType);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    authorities.chains().checkServerTrusted(chain, authType);
    Collection<List<?>> names = chain[0].getSubjectAlternativeNames();
    if (names == null || names.stream().noneMatch(this::isOurs)) {
      throw new CertificateException("the server's certificate is not for " + name);
    }
  }

  private boolean isOurs(List<?> alternativeName) {
    int type = (Integer) alternativeName.get(0);
    String text = String.valueOf(alternativeName.get(1)).toLowerCase(Locale.ROOT);
    return switch (type) {
      case DNS_NAME -> text.equals(name) || (text.startsWith("*.") && fitsWildcard(text));
      case IP_ADDRESS -> text.equals(name);
      default -> false;
    };
  }

  private boolean fitsWildcard(String pattern) {
    int dot = name.indexOf('.');
    return dot > 0 && name.substring(dot).equals(pattern.substring(1));
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    checkClientTrusted(chain, authType);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    checkClientTrusted(chain, authType);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw new CertificateException("this is a client");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return authorities.chains().getAcceptedIssuers();
  }
}
