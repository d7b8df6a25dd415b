package io.avatarorigin.worker.http;

import io.avatarorigin.server.AcceptedSockets;
import io.avatarorigin.server.FarewellConnection;
import io.helidon.common.buffers.BufferData;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ListenerConfig;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.net.Socket;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** A socket's connections, which tell handlers when their client has gone: Helidon does not. */
public final class Connections {
  private final Duration idleTime;
  private final AcceptedSockets sockets;
  private final Map<SocketAddress, WatchedContext> open = new ConcurrentHashMap<>();

  /**
   * @param idleTime how long a client may say nothing, between requests and within one
   */
  public Connections(Duration idleTime) {
    this.idleTime = idleTime;
    this.sockets = new AcceptedSockets(idleTime);
  }

  /**
   * Waits for something that a client asked for.
   *
   * @param onGone run, on any thread, when the client goes away meanwhile; it should end the wait
   */
  public <T> T waitingFor(ServerRequest request, Runnable onGone, Supplier<T> result) {
    WatchedContext context =
        Objects.requireNonNull(
            open.get(request.remotePeer().address()), "a request comes by a connection");
    context.watch(onGone);
    try {
      return result.get();
    } finally {
      context.unwatch();
    }
  }

  /** Sets up a server's socket, which must have no other protocol. */
  void configure(ListenerConfig.BuilderBase<?, ?> server) {
    Http1Config config = Http1Config.builder().sendKeepAliveHeader(false).build();
    server.protocolsDiscoverServices(false);
    server.connectionOptions(sockets);
    server.addConnectionSelector(
        new Selector(Http1ConnectionSelector.builder().config(config).build()));
  }

  private final class Selector implements ServerConnectionSelector {
    private final Http1ConnectionSelector http;

    Selector(Http1ConnectionSelector http) {
      this.http = http;
    }

    @Override
    public ServerConnection connection(ConnectionContext connection) {
      SocketAddress client = connection.remotePeer().address();
      Socket socket = sockets.take(client);
      WatchedContext context = new WatchedContext(connection, socket, idleTime);
      open.put(client, context);
      return new FarewellConnection(
          http.connection(context), context, socket, () -> open.remove(client));
    }

    @Override
    public int bytesToIdentifyConnection() {
      return http.bytesToIdentifyConnection();
    }

    @Override
    public Support supports(BufferData request) {
      return http.supports(request);
    }

    @Override
    public Set<String> supportedApplicationProtocols() {
      return http.supportedApplicationProtocols();
    }
  }
}
