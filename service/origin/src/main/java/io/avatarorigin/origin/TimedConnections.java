package io.avatarorigin.origin;

import io.helidon.common.socket.SocketOptions;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.net.SocketOption;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Socket options with a read timeout that holds: Helidon 4.5 has the setting, and applies it to
 * clients alone. Without one, a head that is sent half keeps its connection for ever. Timed reads
 * of virtual threads cost a sixth of the throughput of hits (66,000 of 80,000 requests/s).
 *
 * @param options what else connections are given
 */
record TimedConnections(SocketOptions options) implements SocketOptions {
  /** No Nagle, and nothing read for so long closes a connection. */
  static TimedConnections closingAfter(Duration silence) {
    return new TimedConnections(
        SocketOptions.builder().tcpNoDelay(true).readTimeout(silence).build());
  }

  @Override
  public void configureSocket(SocketChannel socket) {
    options.configureSocket(socket);
    try {
      socket.socket().setSoTimeout(Math.toIntExact(readTimeout().toMillis()));
    } catch (SocketException e) {
      throw new UncheckedIOException(e);
    }
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
