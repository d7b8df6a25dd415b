package io.avatarorigin.origin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.avatarorigin.origin.s3.RawClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that take their time, stop half-way, or leave. */
@Timeout(60)
class SlowClientsTest {
  private static final String PICTURE = "/avatars/0bc83cb571cd1c50ba6f3e8a78ef1346.png";
  private static final String WHOLE = "GET " + PICTURE + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
  private static final Duration PAUSE = Duration.ofMillis(20);

  @TempDir private Path data;
  private TestedOrigin tested;
  private OriginServer origin;

  @BeforeEach
  void start() {
    tested =
        new TestedOrigin(data).with("limits.head-time", "400ms").with("limits.write-time", "400ms");
    origin = tested.start();
  }

  @AfterEach
  void stop() {
    origin.close();
  }

  private RawClient connect() throws IOException {
    return new RawClient(origin.s3Port());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"G", "GET /avatars/", "GET /x HTTP/1.1\r\nHost: localhost\r\nX-A: ", "GET /x\r"})
  void answersAHeadThatStops(String begun) throws IOException {
    try (RawClient client = connect()) {
      client.write(begun);

      assertThat(client.rest())
          .startsWith("HTTP/1.1 400 ")
          .contains("<Code>RequestTimeout</Code>")
          .containsIgnoringCase("connection: close");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET /", "GET /x HTTP/1.1\r\nHost: localhost\r\nX-A: "})
  void answersAHeadThatTricklesForTooLong(String begun) throws IOException {
    try (RawClient client = connect()) {
      client.write(begun);
      while (!client.hasAnswer(PAUSE)) {
        client.write("a");
      }

      assertThat(client.rest()).startsWith("HTTP/1.1 400 ").contains("<Code>RequestTimeout</Code>");
    }
  }

  /** RFC 9112, section 2.2. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void ignoresAnEmptyLineBeforeAHead(boolean apart) throws IOException {
    try (RawClient client = connect()) {
      for (int i = 0; i < 3; i++) {
        client.write("\r\n");
        if (apart) {
          assertThat(client.hasAnswer(PAUSE)).isFalse();
        }
        assertThat(client.send(WHOLE, true).status()).isEqualTo(200);
      }
      client.write(WHOLE + "\r\n" + WHOLE + "\r\n");

      assertThat(client.read(true).status()).isEqualTo(200);
      assertThat(client.read(true).status()).isEqualTo(200);
      assertThat(client.hasAnswer(Duration.ofMillis(600))).isFalse();
    }
  }

  /** Answers fill the buffers of both sides, after which a write blocks. */
  @Test
  void closesTheConnectionOfAClientThatReadsNoAnswer() throws Exception {
    try (RawClient patient = connect()) {
      assertThat(patient.send(WHOLE, true).status()).isEqualTo(200);
      try (RawClient client = connect()) {
        assertThatThrownBy(
                () -> {
                  while (true) {
                    client.write(WHOLE);
                  }
                })
            .isInstanceOf(IOException.class);

        ConnectionLimitsTest.awaitMetric(
            origin, "avatar_origin_connections_refused_total{reason=\"slow\",socket=\"s3\"} 1.0");
        ConnectionLimitsTest.awaitMetric(origin, "avatar_origin_connections{socket=\"s3\"} 1.0");
      }
      assertThat(patient.send(WHOLE, true).status()).isEqualTo(200);
    }
  }

  @Test
  void answersALaterHeadThatStopsToo() throws IOException {
    try (RawClient client = connect()) {
      assertThat(client.send(WHOLE, true).status()).isEqualTo(200);

      assertThat(client.send(WHOLE + "GET /avat", true).status()).isEqualTo(200);

      assertThat(client.rest()).contains("<Code>RequestTimeout</Code>");
    }
  }

  @Test
  void takesAHeadThatComesInPiecesInTime() throws IOException {
    try (RawClient client = connect()) {
      for (int i = 0; i < WHOLE.length(); i += 40) {
        client.hasAnswer(PAUSE);
        client.write(WHOLE.substring(i, Math.min(WHOLE.length(), i + 40)));
      }

      assertThat(client.read(true).status()).isEqualTo(200);
      assertThat(client.hasAnswer(Duration.ofMillis(600))).isFalse();
      assertThat(client.send(WHOLE, true).status()).isEqualTo(200);
    }
  }

  @Test
  void letsAClientRestThatSaidItsBodyIsEmpty() throws IOException {
    String empty = "HEAD " + PICTURE + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n";
    try (RawClient client = connect()) {
      assertThat(client.send(empty, false).status()).isEqualTo(200);

      assertThat(client.hasAnswer(Duration.ofMillis(600))).isFalse();
      assertThat(client.send(WHOLE, true).status()).isEqualTo(200);
    }
  }

  @Test
  void answersAHeadThatTheClientEndsHalfWay() throws IOException {
    try (RawClient client = connect()) {
      client.write("GET /x HTTP/1.1\r\nHost: local");
      client.endRequests();

      assertThat(client.rest()).startsWith("HTTP/1.1 400 ").contains("<Code>BadRequest</Code>");
    }
  }

  @Test
  void answersAClientThatSendsNothingMore() throws IOException {
    try (RawClient client = connect()) {
      client.write(WHOLE + WHOLE);
      client.endRequests();

      assertThat(client.read(true).status()).isEqualTo(200);
      assertThat(client.read(true).status()).isEqualTo(200);
      assertThat(client.isClosed()).isTrue();
    }
  }

  @Test
  void answersAClientThatSendsNothingMoreWhileItsPictureIsDrawn() throws Exception {
    tested.engine.held();
    try (RawClient client = connect()) {
      client.write(WHOLE);
      client.endRequests();
      tested.engine.awaitFirstDraw();
      tested.engine.release();

      assertThat(client.read(true).status()).isEqualTo(200);
      assertThat(client.isClosed()).isTrue();
    }
  }

  @Test
  void outlivesClientsThatVanish() throws Exception {
    tested.engine.held();
    for (int i = 0; i < 20; i++) {
      RawClient leaving = connect();
      leaving.write(i % 2 == 0 ? WHOLE : "GET /x HTTP/1.1\r\nHo");
      leaving.vanish();
    }
    tested.engine.awaitFirstDraw();
    tested.engine.release();

    try (RawClient client = connect()) {
      assertThat(client.send(WHOLE, true).status()).isEqualTo(200);
    }
    assertThat(tested.engine.begun()).isEqualTo(1);
    ConnectionLimitsTest.awaitMetric(origin, "avatar_origin_connections{socket=\"s3\"} 0.0");
  }
}
