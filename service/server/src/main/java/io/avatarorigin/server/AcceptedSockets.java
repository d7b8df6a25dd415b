package io.avatarorigin.server;

import io.helidon.common.socket.SocketOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Options of accepted sockets, which also get hold of the sockets themselves: Helidon shows a
 * connection's octets, and not the socket that a read timeout is set on, or half of which is
 * closed.
 */
public final class AcceptedSockets implements SocketOptions {
  /** More are there only where TLS handshakes failed, after which nobody takes the socket. */
  private static final int MOST_LEFT = 1024;

  /** Nagle's algorithm would hold back the end of an answer until the client acknowledges. */
  private final SocketOptions options = SocketOptions.builder().tcpNoDelay(true).build();

  private final Map<SocketAddress, Socket> sockets = new ConcurrentHashMap<>();
  private final Duration handshakeTime;

  /** Options of sockets whose first octets may take as long as they like. */
  public AcceptedSockets() {
    this(Duration.ZERO);
  }

  /**
   * Options of sockets that may speak TLS.
   *
   * @param handshakeTime how long the first octets may take, until a connection sets its own
   */
  public AcceptedSockets(Duration handshakeTime) {
    this.handshakeTime = handshakeTime;
  }

  /** Called for each socket that was accepted, before anything is done with it. */
  @Override
  public void configureSocket(SocketChannel channel) {
    options.configureSocket(channel);
    try {
      channel.socket().setSoTimeout((int) handshakeTime.toMillis());
      if (sockets.size() >= MOST_LEFT) {
        sockets.values().removeIf(Socket::isClosed); // whose handshake failed
      }
      sockets.put(channel.getRemoteAddress(), channel.socket());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The socket of the client at this address and port. */
  public Socket of(SocketAddress client) {
    return Objects.requireNonNull(sockets.get(client), "a connection comes from a socket");
  }

  /** The socket of the client at this address and port; it is kept no longer. */
  public Socket take(SocketAddress client) {
    return Objects.requireNonNull(sockets.remove(client), "a connection comes from a socket");
  }

  @Override
  public Map<SocketOption<?>, Object> socketOptions() {
    return options.socketOptions();
  }

  @Override
  public Duration connectTimeout() {
    return options.connectTimeout();
  }

  @Override
  public Duration readTimeout() {
    return options.readTimeout();
  }

  @Override
  public Optional<Integer> socketReceiveBufferSize() {
    return options.socketReceiveBufferSize();
  }

  @Override
  public Optional<Integer> socketSendBufferSize() {
    return options.socketSendBufferSize();
  }

  @Override
  public boolean socketReuseAddress() {
    return options.socketReuseAddress();
  }

  @Override
  public boolean socketKeepAlive() {
    return options.socketKeepAlive();
  }

  @Override
  public boolean tcpNoDelay() {
    return options.tcpNoDelay();
  }
}
