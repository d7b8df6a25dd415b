package io.avatarorigin.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AcceptedSocketsTest {
  private ServerSocketChannel listening;
  private SocketChannel client;
  private SocketChannel accepted;

  @BeforeEach
  void connect() throws IOException {
    listening = ServerSocketChannel.open();
    listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    client = SocketChannel.open(listening.getLocalAddress());
    accepted = listening.accept();
  }

  @AfterEach
  void close() throws IOException {
    accepted.close();
    client.close();
    listening.close();
  }

  @Test
  void findsASocketByItsClientUntilItIsTaken() throws IOException {
    AcceptedSockets sockets = new AcceptedSockets();
    SocketAddress address = client.getLocalAddress();

    sockets.configureSocket(accepted);

    assertThat(sockets.of(address)).isSameAs(accepted.socket());
    assertThat(sockets.take(address)).isSameAs(accepted.socket());
    assertThatNullPointerException().isThrownBy(() -> sockets.of(address));
  }

  @Test
  void waitsForFirstOctetsAsLongAsItIsTold() throws IOException {
    Socket socket = accepted.socket();

    new AcceptedSockets(Duration.ofSeconds(3)).configureSocket(accepted);
    assertThat(socket.getSoTimeout()).isEqualTo(3000);
    assertThat(socket.getTcpNoDelay()).isTrue();

    new AcceptedSockets().configureSocket(accepted);
    assertThat(socket.getSoTimeout()).isZero();
  }
}
