package io.avatarorigin.origin.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.avatarorigin.origin.s3.http.HttpDate;
import io.avatarorigin.origin.transport.SharedBodies;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All that the four conditions can say together, by GET and HEAD (RFC 9110, section 13.2.2). */
class ConditionsOnTheWireTest {
  /**
   * A row for what If-Match and If-Unmodified-Since say, a column for what If-None-Match and
   * If-Modified-Since say: {@code -} nothing, {@code y} to go on, {@code n} not to. M and U are 412
   * for the first and the second header of the row.
   */
  private static final String TABLE =
      """
      . --  -y  -n  y-  yy  yn  n-  ny  nn
      -- 200 200 304 200 200 200 304 304 304
      -y 200 200 304 200 200 200 304 304 304
      -n U   U   U   U   U   U   U   U   U
      y- 200 200 304 200 200 200 304 304 304
      yy 200 200 304 200 200 200 304 304 304
      yn 200 200 304 200 200 200 304 304 304
      n- M   M   M   M   M   M   M   M   M
      ny M   M   M   M   M   M   M   M   M
      nn M   M   M   M   M   M   M   M   M
      """;

  private static final String EQUAL = HttpDate.format(FixedObjects.MODIFIED);
  private static final String BEFORE = HttpDate.format(FixedObjects.MODIFIED.minusSeconds(1));

  private static WebServer server;
  private static RawClient client;

  @BeforeAll
  static void start() throws IOException {
    InstantSource clock = InstantSource.system();
    S3Face face =
        new S3Face(
            TestedService.SETTINGS,
            new FixedObjects(100),
            TestedService.authenticator(clock),
            new S3Runtime(clock, RandomGenerator.getDefault(), answer -> {}));
    WebServerConfig.Builder builder = WebServer.builder().host("localhost");
    face.configure(builder);
    builder.addConnectionSelector(SharedBodies.over(face.http1().build()));
    server = builder.build().start();
    client = new RawClient(server.port());
  }

  @AfterAll
  static void stop() throws IOException {
    client.close();
    server.stop();
  }

  record Case(String method, String row, String column, String expected) {
    String[] headers() {
      List<String> lines = new ArrayList<>();
      add(lines, "If-Match", row.charAt(0), FixedObjects.ETAG, "\"other\"");
      add(lines, "If-Unmodified-Since", row.charAt(1), EQUAL, BEFORE);
      add(lines, "If-None-Match", column.charAt(0), "\"other\"", FixedObjects.ETAG);
      add(lines, "If-Modified-Since", column.charAt(1), BEFORE, EQUAL);
      return lines.toArray(String[]::new);
    }

    private static void add(
        List<String> lines, String name, char says, String goesOn, String ends) {
      if (says != '-') {
        lines.add(name + ": " + (says == 'y' ? goesOn : ends));
      }
    }
  }

  static Stream<Case> everyCase() {
    List<String[]> rows = TABLE.lines().map(row -> row.split(" +")).toList();
    List<Case> cases = new ArrayList<>();
    for (String method : List.of("GET", "HEAD")) {
      for (String[] row : rows.subList(1, rows.size())) {
        for (int i = 1; i < row.length; i++) {
          cases.add(new Case(method, row[0], rows.getFirst()[i], row[i]));
        }
      }
    }
    assertThat(cases).hasSize(162).doesNotHaveDuplicates();
    return cases.stream();
  }

  /** All on one connection, which an octet too many would break. */
  @ParameterizedTest
  @MethodSource("everyCase")
  void areAnswered(Case asked) throws IOException {
    RawClient.Reply reply = client.ask(asked.method() + " /public/there HTTP/1.1", asked.headers());

    switch (asked.expected()) {
      case "200" -> {
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Content-Length")).contains("100");
        assertThat(reply.body()).hasSize(asked.method().equals("GET") ? 100 : 0);
        assertValidators(reply);
      }
      case "304" -> {
        assertThat(reply.status()).isEqualTo(304);
        assertThat(reply.header("Content-Length")).isEmpty();
        assertThat(reply.header("Content-Type")).isEmpty();
        assertValidators(reply);
      }
      case "M" -> assertFailed(asked, reply, "If-Match");
      case "U" -> assertFailed(asked, reply, "If-Unmodified-Since");
      default -> throw new AssertionError("not in the table: " + asked);
    }
  }

  private static void assertValidators(RawClient.Reply reply) {
    assertThat(reply.header("ETag")).contains(FixedObjects.ETAG);
    assertThat(reply.header("Last-Modified")).contains(EQUAL);
    assertThat(reply.header("Cache-Control")).contains("public, max-age=60");
  }

  private static void assertFailed(Case asked, RawClient.Reply reply, String condition) {
    assertThat(reply.status()).isEqualTo(412);
    if (asked.method().equals("GET")) {
      assertThat(reply.body())
          .contains("<Code>PreconditionFailed</Code>", "<Condition>" + condition + "</Condition>");
    } else {
      assertThat(reply.body()).isEmpty();
    }
  }
}
