package io.avatarorigin.origin.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.avatarorigin.origin.s3.RawClient;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http1.Http1Config;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SharedBodiesTest {
  private static final byte[] CONTENT = digits(300_000);
  private static WebServer server;

  @BeforeAll
  static void start() {
    WebServerConfig.Builder config =
        WebServer.builder()
            .shutdownHook(false)
            .useNio(false)
            .protocolsDiscoverServices(false)
            .routing(HttpRouting.builder().any(SharedBodiesTest::answer))
            .addConnectionSelector(SharedBodies.over(Http1Config.create()));
    server = config.build().start();
  }

  @AfterAll
  static void stop() {
    server.stop();
  }

  /** {@code /OFFSET/LENGTH} is answered with that part; with a query, after a head of that size. */
  private static void answer(ServerRequest request, ServerResponse response) {
    String[] path = request.path().rawPath().split("/");
    if (path[1].equals("nothing")) {
      response.status(Status.NOT_MODIFIED_304);
      response.header(PreparedHead.withoutLength().line(octets("ETag: "), "\"1\""));
      response.send();
      return;
    }
    int offset = Integer.parseInt(path[1]);
    int length = Integer.parseInt(path[2]);
    PreparedHead head = PreparedHead.of(length).lines(octets("X-First: 1\r\nX-Second: 2\r\n"));
    if (request.query().contains("head")) {
      head.line(octets("X-Long: "), "l".repeat(Integer.parseInt(request.query().get("head"))));
    }
    SharedBodies.send(response, head, CONTENT, offset, length);
  }

  private static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] digits(int length) {
    byte[] digits = new byte[length];
    for (int i = 0; i < length; i++) {
      digits[i] = (byte) ('0' + i * 7 % 10);
    }
    return digits;
  }

  private static String part(int offset, int length) {
    return new String(CONTENT, offset, length, StandardCharsets.ISO_8859_1);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 10_240, 65_000, 65_536, 65_537, 200_000})
  void sendsThePartOfTheContentThatWasAsked(int length) throws Exception {
    try (RawClient client = new RawClient(server.port())) {
      RawClient.Reply reply = client.ask("GET /3/" + length + " HTTP/1.1");

      assertThat(reply.header("Content-Length")).contains(Integer.toString(length));
      assertThat(reply.header("X-First")).contains("1");
      assertThat(reply.header("X-Second")).contains("2");
      assertThat(reply.body()).isEqualTo(part(3, length));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {300, 3_000, 65_400, 65_536, 100_000})
  void sendsHeadsOfAnyLength(int headLength) throws Exception {
    try (RawClient client = new RawClient(server.port())) {
      RawClient.Reply reply = client.ask("GET /5/1000?head=" + headLength + " HTTP/1.1");

      assertThat(reply.header("X-Long").orElseThrow()).hasSize(headLength);
      assertThat(reply.body()).isEqualTo(part(5, 1000));
      assertThat(client.ask("GET /1/2 HTTP/1.1").body()).isEqualTo(part(1, 2));
    }
  }

  @Test
  void sendsNoBodyAfterAnAnswerThatHasNone() throws Exception {
    try (RawClient client = new RawClient(server.port())) {
      assertThat(client.ask("GET /0/50 HTTP/1.1").body()).isEqualTo(part(0, 50));
      RawClient.Reply bodiless = client.ask("GET /nothing HTTP/1.1");

      assertThat(bodiless.status()).isEqualTo(304);
      assertThat(bodiless.header("ETag")).contains("\"1\"");
      assertThat(bodiless.header("Content-Length")).isEmpty();
      assertThat(client.ask("GET /9/50 HTTP/1.1").body()).isEqualTo(part(9, 50));
    }
  }

  @Test
  void keepsBodiesOfConnectionsApart() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Boolean>> clients =
          IntStream.range(0, 48)
              .<Callable<Boolean>>mapToObj(number -> () -> reads(number))
              .toList();

      for (Future<Boolean> client : threads.invokeAll(clients)) {
        assertThat(client.get()).isTrue();
      }
    }
  }

  private static boolean reads(int number) throws Exception {
    try (RawClient client = new RawClient(server.port())) {
      boolean right = true;
      for (int i = 0; i < 50; i++) {
        int offset = number * 97 + i;
        int length = 1000 + 811 * number + i;
        String body = client.ask("GET /%d/%d HTTP/1.1".formatted(offset, length)).body();
        right &= body.equals(part(offset, length));
      }
      return right;
    }
  }
}
