package io.avatarorigin.origin;

import static org.assertj.core.api.Assertions.assertThat;

import io.avatarorigin.origin.s3.RawClient;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where requests begin and end: pipelines, and bodies that could hide a request. */
@Timeout(60)
class RequestFramingTest {
  private static final String ONE = "/avatars/0bc83cb571cd1c50ba6f3e8a78ef1346.png";
  private static final String OTHER = "/avatars/00000000000000000000000000000000.png";

  @TempDir private static Path data;
  private static OriginServer origin;

  @BeforeAll
  static void start() {
    origin = new TestedOrigin(data).start();
  }

  @AfterAll
  static void stop() {
    origin.close();
  }

  private static RawClient connect() throws IOException {
    return new RawClient(origin.s3Port());
  }

  private static String request(String method, String target) {
    return method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
  }

  private static String etag(String target) throws IOException {
    try (RawClient client = connect()) {
      return client.ask("HEAD " + target + " HTTP/1.1").header("ETag").orElseThrow();
    }
  }

  @Test
  void answersAPipelineInOrder() throws IOException {
    String one = etag(ONE);
    String other = etag(OTHER);
    assertThat(one).isNotEqualTo(other);
    try (RawClient client = connect()) {
      client.write(
          request("GET", ONE)
              + request("HEAD", OTHER)
              + request("GET", "/avatars/absent")
              + request("GET", "/avatars/%zz")
              + request("PATCH", ONE)
              + request("GET", OTHER)
              + request("GET", ONE));

      assertThat(client.read(true).header("ETag")).hasValue(one);
      assertThat(client.read(false).header("ETag")).hasValue(other);
      assertThat(client.read(true).status()).isEqualTo(404);
      assertThat(client.read(true).status()).isEqualTo(400);
      assertThat(client.read(true).status()).isEqualTo(403);
      assertThat(client.read(true).header("ETag")).hasValue(other);
      assertThat(client.read(true).header("ETag")).hasValue(one);
    }
  }

  @Test
  void endsAPipelineAtWhatIsNoRequest() throws IOException {
    try (RawClient client = connect()) {
      client.write(request("HEAD", ONE) + "nonsense\r\n\r\n" + request("HEAD", OTHER));

      assertThat(client.read(false).status()).isEqualTo(200);
      assertThat(client.rest())
          .startsWith("HTTP/1.1 400 ")
          .contains("<Code>BadRequest</Code>")
          .containsOnlyOnce("x-amz-request-id: ");
    }
  }

  @Test
  void endsAPipelineWhereTheClientWantsIt() throws IOException {
    try (RawClient client = connect()) {
      client.write(
          "HEAD "
              + ONE
              + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
              + request("HEAD", OTHER));

      assertThat(client.rest()).startsWith("HTTP/1.1 200 ").containsOnlyOnce("x-amz-request-id: ");
    }
  }

  /** Each line is one that frames, or seems to frame, a body; the body is another request. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Content-Length: 61                                   | UnexpectedContent",
        "Content-Length: 1                                    | UnexpectedContent",
        "Content-Length: 00                                   | UnexpectedContent",
        "Content-Length: 999999999999                         | UnexpectedContent",
        "Content-Length: 9223372036854775807                  | UnexpectedContent",
        "Content-Length: 99999999999999999999                 | BadRequest",
        "Content-Length: -1                                   | BadRequest",
        "Content-Length: -0                                   | BadRequest",
        "Content-Length: +5                                   | BadRequest",
        "Content-Length: 0x5                                  | BadRequest",
        "Content-Length: 5 5                                  | BadRequest",
        "Content-Length: 5, 5                                 | BadRequest",
        "Content-Length: 5;a=b                                | BadRequest",
        "Content-Length: five                                 | BadRequest",
        "Content-Length:                                      | BadRequest",
        "Content-Length: 5!Content-Length: 5                  | BadRequest",
        "Content-Length: 0!Content-Length: 61                 | BadRequest",
        "Content-Length: 61!Content-Length: 0                 | BadRequest",
        "Content-Length: 0, 61                                | BadRequest",
        "Content-Length: \u0663                               | BadRequest",
        "Transfer-Encoding: chunked                           | UnexpectedContent",
        "Transfer-Encoding: CHUNKED                           | UnexpectedContent",
        "Transfer-Encoding: chunked!Content-Length: 5         | BadRequest",
        "Transfer-Encoding: chunked!Content-Length: 0         | BadRequest",
        "Content-Length: 0!Transfer-Encoding: chunked         | BadRequest",
        "Transfer-Encoding: chunked, chunked                  | BadRequest",
        "Transfer-Encoding: chunked!Transfer-Encoding: chunked| BadRequest",
        "Transfer-Encoding: chunked, identity                 | BadRequest",
        "Transfer-Encoding: identity                          | BadRequest",
        "Transfer-Encoding: xchunked                          | BadRequest",
        "Transfer-Encoding:                                   | BadRequest",
        "Transfer-Encoding : chunked                          | BadRequest",
        "Transfer-Encoding: gzip!Transfer-Encoding: chunked   | BadRequest",
        "Transfer-Encoding: gzip, chunked                     | BadRequest",
        "Transfer-Encoding: deflate                           | BadRequest",
        "Upgrade: h2c!Content-Length: 5                       | UnexpectedContent"
      })
  void neverAnswersARequestThatABodyCouldHide(String lines, String code) throws IOException {
    for (String method : new String[] {"GET", "HEAD", "PUT", "DELETE"}) {
      try (RawClient client = connect()) {
        client.write(
            method
                + " "
                + ONE
                + " HTTP/1.1\r\nHost: localhost\r\n"
                + lines.strip().replace("!", "\r\n")
                + "\r\n\r\n"
                + request("GET", OTHER)
                + "0\r\n\r\n"
                + request("GET", OTHER));

        String answer = client.rest();

        assertThat(answer).as(method).containsOnlyOnce("x-amz-request-id: ");
        assertThat(answer).as(method).matches("(?s)HTTP/1\\.1 4\\d\\d .*");
        assertThat(answer).as(method).containsIgnoringCase("connection: close");
        if (method.equals("GET")) {
          assertThat(answer).contains("<Code>" + code + "</Code>");
        }
      }
    }
  }

  @Test
  void goesOnAfterABodyOfNoLength() throws IOException {
    try (RawClient client = connect()) {
      client.write(
          "HEAD "
              + ONE
              + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n"
              + request("HEAD", OTHER));

      assertThat(client.read(false).status()).isEqualTo(200);
      assertThat(client.read(false).status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "5\r\nhello\r\n0\r\n\r\n",
        "5;name=value\r\nhello\r\n0\r\n\r\n",
        "zz\r\n",
        "-5\r\nhello\r\n",
        "FFFFFFFFFFFFFFFFF\r\n",
        "7fffffffffffffff\r\n",
        "5\nhello\n0\n\n",
        "5\r\nhelloEXTRA\r\n0\r\n\r\n",
        "\r\n\r\n\r\n",
        "0\r\nTrailer: x\r\n\r\n",
        ""
      })
  void doesNotReadChunks(String chunks) throws IOException {
    try (RawClient client = connect()) {
      client.write(
          "GET "
              + ONE
              + " HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
              + chunks);

      assertThat(client.rest())
          .startsWith("HTTP/1.1 400 ")
          .contains("<Code>UnexpectedContent</Code>")
          .containsOnlyOnce("x-amz-request-id: ");
    }
  }

  @Test
  void letsAClientReadTheAnswerToABodyThatItIsStillSending() throws IOException {
    try (RawClient client = connect()) {
      client.write(
          "PUT " + ONE + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 8000000\r\n\r\n");
      client.write("x".repeat(8_000_000));

      assertThat(client.rest()).startsWith("HTTP/1.1 403 ").contains("<Code>AccessDenied</Code>");
    }
  }

  @Test
  void saysAtOnceThatABodyIsNotWanted() throws IOException {
    try (RawClient client = connect()) {
      RawClient.Reply reply =
          client.ask("GET " + ONE + " HTTP/1.1", "Content-Length: 5", "Expect: 100-continue");

      assertThat(reply.status()).isEqualTo(400);
      assertThat(client.isClosed()).isTrue();
    }
  }
}
