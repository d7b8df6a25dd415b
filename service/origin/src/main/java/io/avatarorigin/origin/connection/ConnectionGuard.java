package io.avatarorigin.origin.connection;

import io.avatarorigin.origin.transport.SharedBodies;
import io.avatarorigin.server.AcceptedSockets;
import io.avatarorigin.server.FarewellConnection;
import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataWriter;
import io.helidon.http.Headers;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ListenerConfig;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionListener;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Optional;
import java.util.Set;

/**
 * Makes a socket speak HTTP/1.1 within limits. What it refuses is answered by the listener's direct
 * handlers, so in the words of whatever the socket serves: docs/decisions/0012.
 */
public final class ConnectionGuard implements ServerConnectionSelector {
  private final Http1ConnectionSelector http;
  private final ConnectionLimits limits;
  private final ConnectionListener listener;
  private final Admission admission;
  private final AcceptedSockets sockets = new AcceptedSockets();
  private final WriteWatch writes;

  private ConnectionGuard(
      Http1Config.Builder http, ConnectionLimits limits, ConnectionListener listener) {
    Http1Config watched =
        http.addReceiveListener(new HeadEnds()).addSendListener(new Answers()).build();
    this.http = Http1ConnectionSelector.builder().config(watched).build();
    this.limits = limits;
    this.listener = listener;
    this.admission = new Admission(limits);
    this.writes = new WriteWatch(limits.writeTime(), () -> listener.refused(Refusal.SLOW));
  }

  /** Sets up a server's socket, which must have no other protocol. */
  public static void configure(
      ListenerConfig.BuilderBase<?, ?> server,
      Http1Config.Builder http,
      ConnectionLimits limits,
      ConnectionListener listener) {
    ConnectionGuard guard = new ConnectionGuard(http, limits, listener);
    server.protocolsDiscoverServices(false);
    server.addConnectionSelector(SharedBodies.over(guard, guard::watchedWriter));
    server.connectionOptions(guard.sockets);
    server.idleConnectionTimeout(limits.idleTime());
    server.idleConnectionPeriod(limits.idleTime().dividedBy(5));
    // Those that are being refused, on top of the ones let in; beyond them, clients wait.
    server.maxTcpConnections(limits.connections() + 16 + limits.connections() / 8);
  }

  /** Tells a connection of the end of each head. */
  private static final class HeadEnds implements Http1ConnectionListener {
    @Override
    public void headers(ConnectionContext connection, Headers headers) {
      if (connection instanceof GuardedContext guarded) {
        guarded.headEnded(headers);
      }
    }
  }

  /** Tells a connection of its answers. */
  private static final class Answers implements Http1ConnectionListener {
    @Override
    public void data(ConnectionContext connection, BufferData data) {
      if (connection instanceof GuardedContext guarded) {
        guarded.answered();
      }
    }
  }

  private DataWriter watchedWriter(ConnectionContext connection) {
    return writes.watched(sockets.of(connection.remotePeer().address()), connection.dataWriter());
  }

  @Override
  public ServerConnection connection(ConnectionContext connection) {
    Socket socket = sockets.take(connection.remotePeer().address());
    InetAddress client = socket.getInetAddress();
    GuardedContext context =
        new GuardedContext(
            connection, socket, limits.headTime(), () -> listener.refused(Refusal.SLOW));
    Optional<Refusal> refusal = admission.refusal(client);
    if (refusal.isPresent()) {
      context.refuse();
      listener.refused(refusal.get());
      return new FarewellConnection(
          http.connection(context), context, socket, () -> writes.ended(socket));
    }
    listener.opened();
    return new FarewellConnection(
        http.connection(context),
        context,
        socket,
        () -> {
          writes.ended(socket);
          released(client);
        });
  }

  private void released(InetAddress client) {
    admission.release(client);
    listener.closed();
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
