package io.avatarorigin.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.helidon.common.concurrency.limits.FixedLimit;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.webserver.spi.ServerConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FarewellConnectionTest {
  private final List<String> events = new CopyOnWriteArrayList<>();
  private ServerSocket listening;
  private Socket client;
  private Socket accepted;

  @BeforeEach
  void connect() throws IOException {
    listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    client = new Socket(listening.getInetAddress(), listening.getLocalPort());
    accepted = listening.accept();
  }

  @AfterEach
  void close() throws IOException {
    accepted.close();
    client.close();
    listening.close();
  }

  /** Closing a socket whose input was not read would reset the connection. */
  @Test
  void letsAClientReadItsAnswerThatSendsWhatNobodyReads() throws IOException {
    client.getOutputStream().write(new byte[10_000]);
    CompletableFuture<Void> end = serve(() -> true);

    assertThat(client.getInputStream().readAllBytes()).asString().isEqualTo("answer");
    client.shutdownOutput();
    end.join();
    assertThat(events).containsExactly("answered", "ended");
  }

  @Test
  void endsAtOnceWhenAllIsRead() throws IOException {
    CompletableFuture<Void> end = serve(() -> false);

    end.join();
    assertThat(client.getInputStream().readAllBytes()).asString().isEqualTo("answer");
    assertThat(events).containsExactly("answered", "ended");
  }

  @Test
  void answersWithinTheTalk() {
    serve(
            new FarewellConnection.Talk() {
              @Override
              public boolean leavesOctetsUnread() {
                return false;
              }

              @Override
              public void hold(ServerConnection http, Limit limit) throws InterruptedException {
                events.add("begun");
                http.handle(limit);
                events.add("said");
              }
            })
        .join();

    assertThat(events).containsExactly("begun", "answered", "said", "ended");
  }

  /** Serves the client, and closes its socket, as Helidon does. */
  private CompletableFuture<Void> serve(FarewellConnection.Talk talk) {
    FarewellConnection connection =
        new FarewellConnection(new Answering(), talk, accepted, () -> events.add("ended"));
    return CompletableFuture.runAsync(
        () -> {
          try (Socket _ = accepted) {
            connection.handle(FixedLimit.create());
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private final class Answering implements ServerConnection {
    @Override
    public void handle(Limit limit) {
      try {
        accepted.getOutputStream().write("answer".getBytes(StandardCharsets.US_ASCII));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      events.add("answered");
    }

    @Override
    public Duration idleTime() {
      return Duration.ZERO;
    }

    @Override
    public void close(boolean interrupt) {
      throw new UnsupportedOperationException();
    }
  }
}
