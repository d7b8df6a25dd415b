package io.avatarorigin.worker;

import static io.avatarorigin.worker.TestedWorker.SHORT;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that are too large or never come, and what is no HTTP. */
class FramingTest {
  private static final String PATH = "/sdapi/v1/txt2img";

  private static TestedWorker worker;

  @BeforeAll
  static void start() {
    worker =
        TestedWorker.setup().with("limits.body", "2KiB").with("limits.idle-time", "300ms").ready();
  }

  @AfterAll
  static void stop() {
    worker.close();
  }

  @Test
  void refusesABodyThatSaysThatItIsTooLarge() throws IOException {
    try (RawConnection client = new RawConnection(worker.server().port())) {
      client.write(
          "POST " + PATH + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999\r\n\r\n{");

      RawConnection.Reply reply = client.read();

      assertThat(reply.status()).isEqualTo(413);
      assertThat(reply.body()).contains("2048 bytes");
      assertThat(client.rest()).isEmpty();
    }
  }

  @Test
  void refusesABodyThatTurnsOutToBeTooLarge() throws IOException {
    try (RawConnection client = new RawConnection(worker.server().port())) {
      client.write(
          "POST " + PATH + " HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n");
      client.write("C00\r\n" + " ".repeat(0xC00) + "\r\n");

      RawConnection.Reply reply = client.read();

      assertThat(reply.status()).isEqualTo(413);
      assertThat(reply.head()).contains("connection: close");
      assertThat(client.rest()).isEmpty();
    }
  }

  @Test
  void refusesAChunkThatSaysThatItIsTooLargeBeforeItComes() throws IOException {
    try (RawConnection client = new RawConnection(worker.server().port())) {
      client.write(
          "POST " + PATH + " HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n");
      client.write("7FFFFFFF\r\n{");

      RawConnection.Reply reply = client.read();

      assertThat(reply.status()).isEqualTo(413);
      assertThat(reply.body()).contains("2048 bytes");
      assertThat(client.rest()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/worker", "/v1/models", "/no/such/path"})
  void sendsNoBodyToWhoAsksForHeadsAlone(String path) throws IOException {
    try (RawConnection client = new RawConnection(worker.server().port())) {
      client.write("HEAD " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
      client.write("GET /v1/worker HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

      String answers = client.rest();

      assertThat(answers).matches("(?s)HTTP/1.1 40[45] .*\r\n\r\nHTTP/1.1 200 .*\\}");
      assertThat(answers.indexOf("\r\n\r\n")).isEqualTo(answers.indexOf("\r\n\r\nHTTP/1.1 200"));
    }
  }

  @Test
  void takesABodyInPieces() throws IOException {
    try (RawConnection client = new RawConnection(worker.server().port())) {
      client.write(
          "POST " + PATH + " HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n");
      for (char octet : SHORT.toCharArray()) {
        client.write("1\r\n" + octet + "\r\n");
      }
      client.write("0\r\n\r\n");

      assertThat(client.read().status()).isEqualTo(200);
    }
  }

  @Test
  void waitsForABodyThatIsAskedForFirst() throws IOException {
    try (RawConnection client = new RawConnection(worker.server().port())) {
      client.write(
          "POST %s HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: %d\r\n\r\n"
              .formatted(PATH, SHORT.length()));
      assertThat(client.read().status()).isEqualTo(100);
      client.write(SHORT);

      assertThat(client.read().status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "POST /sdapi/v1/txt2img HTTP/1.1\r\nHost: loc",
        "POST /sdapi/v1/txt2img HTTP/1.1\r\nHost: localhost\r\nContent-Length: 50\r\n\r\n{"
      })
  void closesConnectionsOnWhichNothingComes(String sent) throws IOException {
    try (RawConnection client = new RawConnection(worker.server().port())) {
      client.write(sent);

      String rest = client.rest();

      assertThat(rest.isEmpty() || rest.startsWith("HTTP/1.1 4")).as("%s", rest).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\0\1\2\r\n\r\n",
        "GET / HTTP/1.1\r\n\r\n",
        "GET /\u0000 HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GE(T / HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET / HTTP/9.9\r\nHost: localhost\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
        "POST /sdapi/v1/txt2img HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"
      })
  void answersWhatIsNoHttpAsABadRequest(String sent) throws IOException {
    try (RawConnection client = new RawConnection(worker.server().port())) {
      client.write(sent);
      client.endRequests();

      String answer = client.rest();

      assertThat(answer.isEmpty() || answer.matches("(?s)HTTP/1.1 4\\d\\d .*"))
          .as("%s", answer)
          .isTrue();
    }
    assertThat(worker.get("/v1/worker").statusCode()).isEqualTo(200);
  }
}
