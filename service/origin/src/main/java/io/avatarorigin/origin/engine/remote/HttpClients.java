package io.avatarorigin.origin.engine.remote;

import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/** Makes the HTTP clients of servers. */
final class HttpClients {
  private static final Duration CONNECT = Duration.ofSeconds(2);

  private HttpClients() {}

  /**
   * A client of the servers behind one name.
   *
   * @param name what their certificates are for
   */
  static HttpClient of(Access access, String name) {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(CONNECT)
        .followRedirects(HttpClient.Redirect.NEVER)
        .executor(Executors.newVirtualThreadPerTaskExecutor())
        .sslContext(tls(access, name))
        .build();
  }

  private static SSLContext tls(Access access, String name) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(
          access.identity().orElse(new KeyManager[0]),
          new TrustManager[] {
            new NamedServerTrust(access.trust().orElseGet(TrustedAuthorities::ofJdk), name)
          },
          null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("TLS cannot be used: " + e.getMessage(), e);
    }
  }
}
