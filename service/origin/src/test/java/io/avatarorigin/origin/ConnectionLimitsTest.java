package io.avatarorigin.origin;

import static org.assertj.core.api.Assertions.assertThat;

import io.avatarorigin.origin.s3.RawClient;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many connections there may be, and what happens to one too many. */
@Timeout(60)
class ConnectionLimitsTest {
  private static final String PICTURE = "/avatars/0bc83cb571cd1c50ba6f3e8a78ef1346.png";
  private static final InetAddress ANOTHER = InetAddress.ofLiteral("127.0.0.2");

  @TempDir private Path data;

  private static String metrics(OriginServer origin) throws IOException {
    try (RawClient client = new RawClient(origin.adminPort())) {
      client.write("GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
      return client.rest();
    }
  }

  /** What the server notices of clients that left, it counts a little later. */
  static void awaitMetric(OriginServer origin, String line) throws IOException {
    while (!metrics(origin).contains(line)) {
      Thread.onSpinWait();
    }
  }

  private static List<RawClient> served(OriginServer origin, int count) throws IOException {
    List<RawClient> clients = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      RawClient client = new RawClient(origin.s3Port());
      clients.add(client);
      assertThat(client.ask("GET " + PICTURE + " HTTP/1.1").status()).isEqualTo(200);
    }
    return clients;
  }

  private static void closeAll(List<RawClient> clients) throws IOException {
    for (RawClient client : clients) {
      client.close();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "limits.connections, full, HEAD / HTTP/1.1",
    "limits.connections-per-client, client, GET / HTTP/1.1",
    "limits.connections, full, ''"
  })
  void answersOneConnectionTooMany(String limit, String reason, String request) throws IOException {
    try (OriginServer origin = new TestedOrigin(data).with(limit, "3").start()) {
      List<RawClient> clients = served(origin, 3);
      try (RawClient refused = new RawClient(origin.s3Port())) {
        refused.write(request.isEmpty() ? "" : request + "\r\nHost: localhost\r\n\r\n");

        assertThat(refused.rest())
            .startsWith("HTTP/1.1 503 ")
            .contains("<Code>SlowDown</Code>")
            .containsIgnoringCase("retry-after: 1\r\n")
            .containsIgnoringCase("connection: close\r\n");
      }
      for (RawClient client : clients) {
        assertThat(client.ask("GET " + PICTURE + " HTTP/1.1").status()).isEqualTo(200);
      }
      assertThat(metrics(origin))
          .contains("avatar_origin_connections{socket=\"s3\"} 3.0")
          .contains("connections_refused_total{reason=\"" + reason + "\",socket=\"s3\"} 1.0")
          .contains("error=\"SlowDown\",operation=\"Unreadable\",status=\"503\"} 1.0");
      closeAll(clients);
    }
  }

  @Test
  void letsConnectionsInAgainWhenOthersHaveEnded() throws IOException {
    try (OriginServer origin =
        new TestedOrigin(data).with("limits.connections-per-client", "2").start()) {
      for (int round = 0; round < 3; round++) {
        closeAll(served(origin, 2));
        awaitMetric(origin, "avatar_origin_connections{socket=\"s3\"} 0.0");
      }
    }
  }

  @Test
  void countsClientsByTheirAddress() throws IOException {
    try (OriginServer origin =
        new TestedOrigin(data).with("limits.connections-per-client", "2").start()) {
      List<RawClient> clients = served(origin, 2);
      try (RawClient another = new RawClient(origin.s3Port(), ANOTHER)) {
        assertThat(another.ask("GET " + PICTURE + " HTTP/1.1").status()).isEqualTo(200);
      }
      closeAll(clients);
    }
  }

  @Test
  void doesNotTakeTrustedProxiesForClients() throws IOException {
    try (OriginServer origin =
        new TestedOrigin(data)
            .with("limits.connections-per-client", "2")
            .with("s3.clients.trusted-proxies", "127.0.0.1")
            .start()) {
      closeAll(served(origin, 5));
    }
  }

  @ParameterizedTest
  @CsvSource({"web, application/problem+json", "admin, application/json"})
  void answersInTheWordsOfTheSocket(String socket, String type) throws IOException {
    try (OriginServer origin = new TestedOrigin(data).with("limits.connections", "1").start()) {
      int port = socket.equals("web") ? origin.webPort() : origin.adminPort();
      try (RawClient first = new RawClient(port)) {
        assertThat(first.ask("GET /avatar/x HTTP/1.1").status()).isEqualTo(404);
        try (RawClient second = new RawClient(port)) {
          assertThat(second.rest()).startsWith("HTTP/1.1 503 ").contains(type);
        }
      }
    }
  }
}
