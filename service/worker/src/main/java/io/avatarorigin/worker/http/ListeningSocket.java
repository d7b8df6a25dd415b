package io.avatarorigin.worker.http;

import io.helidon.common.tls.Tls;
import io.helidon.webserver.ErrorHandling;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.HttpRouting;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;

/** A socket that is listened on, by a server of its own. */
public final class ListeningSocket implements AutoCloseable {
  /** How long answers that are being written may take when the server stops. */
  private static final Duration LAST_ANSWERS = Duration.ofSeconds(2);

  private final WebServer server;

  private ListeningSocket(WebServer server) {
    this.server = server;
  }

  /**
   * Where to listen.
   *
   * @param setting what the socket's settings begin with: nothing, or {@code admin.}
   * @param port 0 for any that is free
   * @param mostConnections others wait until one ends
   */
  public record Address(String setting, String host, int port, int mostConnections) {}

  /**
   * What it speaks.
   *
   * @param unrouted answers what is no HTTP
   * @param tls its certificates, where it speaks TLS
   */
  public record Speech(
      HttpRouting.Builder routing,
      DirectHandlers unrouted,
      Connections connections,
      Optional<TlsFiles> tls) {}

  /**
   * Listens.
   *
   * @throws CannotListenException when the address cannot be had
   */
  public static ListeningSocket open(Address address, Speech speech) {
    WebServerConfig.Builder server =
        WebServer.builder()
            .shutdownHook(false)
            .host(address.host())
            .port(address.port())
            .shutdownGracePeriod(LAST_ANSWERS)
            // Plain sockets, whose reads can be given a time.
            .useNio(false)
            .maxTcpConnections(address.mostConnections())
            .routing(speech.routing())
            .directHandlers(speech.unrouted())
            // Without it the direct handlers are not told what was wrong.
            .errorHandling(ErrorHandling.builder().includeEntity(true).build());
    speech
        .tls()
        .ifPresent(files -> server.tls(Tls.builder().sslContext(files.tls().context()).build()));
    speech.connections().configure(server);
    try {
      return new ListeningSocket(started(server.build()));
    } catch (IllegalArgumentException | IllegalStateException | UncheckedIOException e) {
      throw new CannotListenException(
          "cannot listen on %1$s:%2$d (is the port free, and the address this machine's?): choose"
                  .formatted(address.host(), address.port())
              + " another with %1$sport or %1$shost".formatted(address.setting()),
          e);
    }
  }

  /** A port that is taken does not make {@code start} throw: the server just does not run. */
  private static WebServer started(WebServer server) {
    server.start();
    if (!server.isRunning() || server.port() <= 0) {
      server.stop();
      throw new IllegalStateException("the server does not run");
    }
    return server;
  }

  public int port() {
    return server.port();
  }

  @Override
  public void close() {
    server.stop();
  }
}
