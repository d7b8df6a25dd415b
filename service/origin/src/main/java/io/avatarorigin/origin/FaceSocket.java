package io.avatarorigin.origin;

import io.avatarorigin.origin.connection.ConnectionGuard;
import io.avatarorigin.origin.connection.ConnectionLimits;
import io.avatarorigin.origin.connection.ConnectionListener;
import io.helidon.common.socket.SocketOptions;
import io.helidon.webserver.ErrorHandling;
import io.helidon.webserver.ListenerConfig;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1Config;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * One socket that is listened on. Each has a server of its own: a failure tells which socket it is
 * about, and none inherits from another.
 */
final class FaceSocket implements AutoCloseable {
  /** How long answers that are being written may take when the server stops. */
  private static final Duration LAST_ANSWERS = Duration.ofSeconds(2);

  private final WebServer server;

  private FaceSocket(WebServer server) {
    this.server = server;
  }

  /**
   * What a socket speaks.
   *
   * @param settings sets it up, and leaves the transport alone
   * @param http1 how HTTP/1.1 is spoken
   */
  record Face(Consumer<ListenerConfig.BuilderBase<?, ?>> settings, Http1Config.Builder http1) {}

  /**
   * Where to listen.
   *
   * @param name what the socket's settings and flag begin with
   * @param port 0 for any that is free
   */
  record Address(String name, String host, int port) {}

  /** What clients may hold of the socket, and who learns of it. */
  record Guard(ConnectionLimits limits, ConnectionListener listener) {}

  /**
   * Listens.
   *
   * @throws OriginException when the address cannot be had
   */
  static FaceSocket open(Address address, Guard guard, Face face) {
    WebServerConfig.Builder server =
        WebServer.builder()
            .shutdownHook(false)
            .host(address.host())
            .port(address.port())
            .shutdownGracePeriod(LAST_ANSWERS)
            // Plain sockets and no Nagle: each is worth a multiple of the throughput of hits.
            .useNio(false);
    SocketOptions options = SocketOptions.builder().tcpNoDelay(true).build();
    face.settings().accept(server);
    ConnectionGuard.configure(server, face.http1(), options, guard.limits(), guard.listener());
    try {
      return new FaceSocket(started(server.build()));
    } catch (IllegalArgumentException | IllegalStateException | UncheckedIOException e) {
      throw new OriginException(
          "cannot listen on %1$s:%2$d, the %3$s socket (is the port free, and the address this"
                  .formatted(address.host(), address.port(), address.name())
              + " machine's?): choose another port with --%1$s-port, or address with %1$s.host"
                  .formatted(address.name()),
          e);
    }
  }

  /** What speaks plain HTTP. */
  static Face plain(Consumer<HttpRouting.Builder> routes, DirectHandlers unrouted) {
    HttpRouting.Builder routing = HttpRouting.builder().addFilter(new CloseWhenAsked());
    routes.accept(routing);
    return new Face(
        listener -> {
          listener.routing(routing);
          listener.directHandlers(unrouted);
          // Without it the direct handlers are not told what was wrong.
          listener.errorHandling(ErrorHandling.builder().includeEntity(true).build());
        },
        Http1Config.builder().sendKeepAliveHeader(false));
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

  int port() {
    return server.port();
  }

  @Override
  public void close() {
    server.stop();
  }
}
