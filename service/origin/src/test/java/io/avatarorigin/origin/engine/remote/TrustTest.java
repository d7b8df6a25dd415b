package io.avatarorigin.origin.engine.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.avatarorigin.origin.engine.EngineException;
import io.avatarorigin.origin.engine.EngineException.Trouble;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Servers over TLS that ask for a certificate, connected to by address. */
class TrustTest {
  private static final Duration LONGEST = Duration.ofSeconds(20);

  @TempDir Path folder;

  private Certificate own;
  private HttpsServer server;

  @BeforeEach
  void makeOwn() throws Exception {
    own = Certificate.of(folder, "dns:origin");
  }

  @AfterEach
  void close() {
    if (server != null) {
      server.stop(0);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'dns:workers.avatars.svc', workers.avatars.svc",
    "'dns:WORKERS.avatars.svc', workers.avatars.SVC",
    "'dns:*.avatars.svc', workers.avatars.svc",
    "'dns:other,ip:127.0.0.1', 127.0.0.1"
  })
  void believesWhoHasTheNameThatWasConfigured(String names, String name) throws Exception {
    Certificate theirs = serve(names);

    assertThat(ask(name, theirs.trust(), own.keys()).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "'dns:others.avatars.svc', workers.avatars.svc",
    "'dns:*.avatars.svc', a.workers.avatars.svc",
    "'dns:*.avatars.svc', avatars.svc",
    "'ip:127.0.0.1', workers.avatars.svc"
  })
  void believesNobodyWithAnotherName(String names, String name) throws Exception {
    Certificate theirs = serve(names);

    assertThat(failure(name, theirs.trust(), own.keys()))
        .hasMessageContaining("is not for " + name)
        .extracting(EngineException::trouble)
        .isEqualTo(Trouble.UNREACHABLE);
  }

  @Test
  void believesNoOtherAuthority() throws Exception {
    serve("dns:workers");

    assertThat(failure("workers", own.trust(), own.keys()).trouble())
        .isEqualTo(Trouble.UNREACHABLE);
    assertThat(failure("workers", TrustedAuthorities.ofJdk(), own.keys()).trouble())
        .isEqualTo(Trouble.UNREACHABLE);
  }

  @Test
  void isNotLetInWithoutACertificate() throws Exception {
    Certificate theirs = serve("dns:workers");

    assertThat(failure("workers", theirs.trust(), new KeyManager[0])).isNotNull();
  }

  private EngineException failure(String name, TrustedAuthorities trust, KeyManager[] keys) {
    return catchThrowableOfType(EngineException.class, () -> ask(name, trust, keys));
  }

  private RemoteServer.Answer ask(String name, TrustedAuthorities trust, KeyManager[] keys) {
    Access access =
        new Access(Optional::empty, Optional.of(trust), Optional.of(keys), Duration.ofMinutes(1));
    URI address = URI.create("https://127.0.0.1:" + server.getAddress().getPort());
    try (RemoteServer remote = new RemoteServer(address, HttpClients.of(access, name), access)) {
      return remote.get("/", LONGEST);
    }
  }

  private Certificate serve(String names) throws Exception {
    Certificate theirs = Certificate.of(folder, names);
    SSLContext context = theirs.server(own);
    server = HttpsServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.setHttpsConfigurator(
        new HttpsConfigurator(context) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters strict = getSSLContext().getDefaultSSLParameters();
            strict.setNeedClientAuth(true);
            parameters.setSSLParameters(strict);
          }
        });
    server.createContext("/", TrustTest::answer);
    server.start();
    return theirs;
  }

  private static void answer(com.sun.net.httpserver.HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, -1);
    exchange.close();
  }
}
