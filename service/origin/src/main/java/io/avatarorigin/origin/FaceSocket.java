package io.avatarorigin.origin;

import io.avatarorigin.origin.transport.SharedBodies;
import io.helidon.webserver.ErrorHandling;
import io.helidon.webserver.ListenerConfig;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionListener;
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
  private final Housekeeping checks;

  private FaceSocket(WebServer server, Housekeeping checks) {
    this.server = server;
    this.checks = checks;
  }

  /** Sets what a socket speaks, and leaves the transport alone. */
  interface Face {
    /** Sets up the listener, whose protocol tells {@code heads} of every request head. */
    void configure(ListenerConfig.BuilderBase<?, ?> listener, Http1ConnectionListener heads);
  }

  /**
   * Where to listen.
   *
   * @param name what the socket's settings and flag begin with
   * @param port 0 for any that is free
   */
  record Address(String name, String host, int port) {}

  /**
   * Listens.
   *
   * @throws OriginException when the address cannot be had
   */
  static FaceSocket open(Address address, SocketLimits limits, Face face) {
    WebServerConfig.Builder server =
        WebServer.builder()
            .shutdownHook(false)
            .host(address.host())
            .port(address.port())
            .shutdownGracePeriod(LAST_ANSWERS)
            .maxTcpConnections(limits.connections())
            .idleConnectionTimeout(limits.silence())
            .idleConnectionPeriod(limits.checks())
            // Plain sockets and no Nagle: each is worth a multiple of the throughput of hits.
            .useNio(false)
            .connectionOptions(options -> options.tcpNoDelay(true));
    UnfinishedHeads heads = new UnfinishedHeads();
    face.configure(server, heads);
    try {
      FaceSocket socket = new FaceSocket(started(server.build()), Housekeeping.start());
      socket.checks.every(limits.checks(), () -> heads.closeThoseOlderThan(limits.silence()));
      return socket;
    } catch (IllegalArgumentException | IllegalStateException | UncheckedIOException e) {
      throw new OriginException(
          "cannot listen on %1$s:%2$d, the %3$s socket (is the port free, and the address this"
                  .formatted(address.host(), address.port(), address.name())
              + " machine's?): choose another port with --%1$s-port, or address with %1$s.host"
                  .formatted(address.name()),
          e);
    }
  }

  /** Listens, and speaks plain HTTP. */
  static FaceSocket open(
      Address address,
      SocketLimits limits,
      Consumer<HttpRouting.Builder> routes,
      DirectHandlers unrouted) {
    HttpRouting.Builder routing = HttpRouting.builder().addFilter(new CloseWhenAsked());
    routes.accept(routing);
    return open(
        address,
        limits,
        (listener, heads) -> {
          listener.routing(routing);
          listener.directHandlers(unrouted);
          // Without it the direct handlers are not told what was wrong.
          listener.errorHandling(ErrorHandling.builder().includeEntity(true).build());
          // The one protocol is known from the start, so that the idle timer sees silent ones too.
          listener.protocolsDiscoverServices(false);
          listener.addConnectionSelector(
              SharedBodies.over(
                  Http1Config.builder()
                      .sendKeepAliveHeader(false)
                      .addReceiveListener(heads)
                      .build()));
        });
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
    checks.close();
    server.stop();
  }
}
