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

/** Targets and heads that no client of good will sends, on the S3 socket of an assembled origin. */
@Timeout(60)
class MalformedRequestsTest {
  private static final String PICTURE = "/avatars/0bc83cb571cd1c50ba6f3e8a78ef1346.png";

  @TempDir private static Path data;
  private static OriginServer origin;

  @BeforeAll
  static void start() {
    origin = new TestedOrigin(data).with("s3.base-domains", "s3.example.org").start();
  }

  @AfterAll
  static void stop() {
    origin.close();
  }

  private static RawClient connect() throws IOException {
    return new RawClient(origin.s3Port());
  }

  private static void assertStillServes() throws IOException {
    try (RawClient client = connect()) {
      assertThat(client.ask("GET " + PICTURE + " HTTP/1.1").status()).isEqualTo(200);
    }
  }

  /** KEY stands for a picture's key, which would be served under its bucket. */
  @ParameterizedTest
  @CsvSource({
    "GET http://localhost/avatars/KEY, 200,",
    "GET HTTP://LOCALHOST/avatars/KEY, 200,",
    "GET https://localhost/avatars/KEY, 200,",
    "GET /avatars/KEY?, 200,",
    "GET /avatars/KEY?&&=&a, 200,",
    "GET /avatars/%30bc83cb571cd1c50ba6f3e8a78ef1346%2Epng, 200,",
    "GET /%61vatars/KEY, 200,",
    "GET http://elsewhere.test/avatars/KEY, 400, InvalidURI",
    "GET http://localhost:1/avatars/KEY, 400, InvalidURI",
    "GET http://localhost@elsewhere.test/avatars/KEY, 400, InvalidURI",
    "GET http://avatars.s3.example.org/KEY, 400, InvalidURI",
    "GET http:///avatars/KEY, 400, InvalidURI",
    "GET http://, 400, InvalidURI",
    "GET http:/avatars/KEY, 400, InvalidURI",
    "GET ftp://localhost/avatars/KEY, 400, InvalidURI",
    "GET avatars/KEY, 400, InvalidURI",
    "GET ?list-type=2, 400, InvalidURI",
    "GET *, 400, InvalidURI",
    "OPTIONS *, 400, InvalidURI",
    "CONNECT localhost:443, 400, InvalidURI",
    "CONNECT /avatars/KEY, 405, MethodNotAllowed",
    "TRACE /avatars/KEY, 405, MethodNotAllowed",
    "get /avatars/KEY, 400, BadRequest",
    "Get /avatars/KEY, 400, BadRequest",
    "GEt /avatars/KEY, 400, BadRequest",
    "brew /avatars/KEY, 400, BadRequest",
    "BREW /avatars/KEY, 405, MethodNotAllowed",
    "GET /avatars/KEY%00, 404, NoSuchKey",
    "GET /avatars/%00KEY, 404, NoSuchKey",
    "GET /avatars/KEY%0d%0aX: y, 400, BadRequest",
    "GET /avatars/KEY%0d%0aX:y, 404, NoSuchKey",
    "GET /avatars/KEY%, 400, InvalidURI",
    "GET /avatars/KEY%2, 400, InvalidURI",
    "GET /avatars/KEY%zz, 400, InvalidURI",
    "GET /avatars/KEY%+1, 400, InvalidURI",
    "GET /avatars/%u0030, 400, InvalidURI",
    "GET /avatars/%C0%AFKEY, 400, InvalidURI",
    "GET /avatars/%E0%80%AFKEY, 400, InvalidURI",
    "GET /avatars/%F0%80%80%AFKEY, 400, InvalidURI",
    "GET /avatars/%C0%80, 400, InvalidURI",
    "GET /avatars/%ED%A0%80, 400, InvalidURI",
    "GET /avatars/%ED%A0%BD%ED%B8%80, 400, InvalidURI",
    "GET /avatars/%F4%90%80%80, 400, InvalidURI",
    "GET /avatars/%80KEY, 400, InvalidURI",
    "GET /%C0%AFavatars/KEY, 400, InvalidURI",
    "GET /avatars/KEY?x=%C0%AF, 400, InvalidURI",
    "GET /avatars/KEY?%ff, 400, InvalidURI",
    "GET /avatars/KEY\u00e9, 400, InvalidURI",
    "GET /avatars/\u0000KEY, 400, InvalidURI",
    "GET /avatars/\tKEY, 400, InvalidURI",
    "GET /avatars/KEY?a\u007f, 400, InvalidURI",
    "GET /avatars/%EF%BC%90bc83cb571cd1c50ba6f3e8a78ef1346.png, 404, NoSuchKey",
    "GET /avatars/x/../KEY, 404, NoSuchKey",
    "GET /avatars/./KEY, 404, NoSuchKey",
    "GET /avatars/%2e%2e/avatars/KEY, 404, NoSuchKey",
    "GET /avatars/..%2favatars%2fKEY, 404, NoSuchKey",
    "GET /avatars//KEY, 404, NoSuchKey",
    "GET /avatars/KEY/, 404, NoSuchKey",
    "GET /avatars/KEY;v=1, 404, NoSuchKey",
    "GET /avatars/x%5c..%5cKEY, 404, NoSuchKey",
    "GET /avatars%2fKEY, 403, AccessDenied",
    "GET /avatars\\KEY, 403, AccessDenied",
    "GET /others/../avatars/KEY, 403, AccessDenied",
    "GET /./avatars/KEY, 403, AccessDenied",
    "GET //avatars/KEY, 403, AccessDenied",
    "GET /AVATARS/KEY, 403, AccessDenied",
    "GET /avatars/KEY#part, 400, InvalidURI",
    "GET /avatars/KEY?a#part, 400, InvalidURI",
    "GET #, 400, InvalidURI"
  })
  void answersEveryTarget(String request, int status, String code) throws IOException {
    String line = request.replace("KEY", PICTURE.substring("/avatars/".length())) + " HTTP/1.1";
    try (RawClient client = connect()) {
      RawClient.Reply reply = client.ask(line);

      assertThat(reply.status()).isEqualTo(status);
      if (code == null) {
        assertThat(reply.header("Content-Type")).hasValue("image/png");
      } else {
        assertThat(reply.body()).contains("<Code>" + code + "</Code>");
      }
    }
  }

  @Test
  void answersAHostThatAbsoluteTargetAndHeaderAgreeOn() throws IOException {
    String target = "http://avatars.s3.example.org" + PICTURE.substring("/avatars".length());
    try (RawClient client = connect()) {
      RawClient.Reply reply =
          client.send("GET " + target + " HTTP/1.1\r\nHost: avatars.s3.example.org\r\n\r\n", true);

      assertThat(reply.status()).isEqualTo(200);
    }
  }

  @Test
  void refusesKeysOverTheGreatestLength() throws IOException {
    try (RawClient client = connect()) {
      RawClient.Reply reply = client.ask("GET /avatars/" + "%61".repeat(1025) + " HTTP/1.1");

      assertThat(reply.status()).isEqualTo(400);
      assertThat(reply.body()).contains("<Code>KeyTooLongError</Code>");
    }
  }

  /** Line ends are written as {@code |}, bare line feeds as {@code !}, carriage returns as ^. */
  @ParameterizedTest
  @CsvSource({
    "GET /x HTTP/1.1!Host: localhost!!",
    "GET /x HTTP/1.1|Host: localhost!!",
    "GET /x HTTP/1.1|Host: localhost|A: b!C: d||",
    "GET /x HTTP/1.1|Host: localhost|A: b^C: d||",
    "'GET /x HTTP/1.1|Host: localhost|A: b| folded||'",
    "'GET /x HTTP/1.1|Host: localhost|A: b|\tfolded||'",
    "'GET /x HTTP/1.1| Host: localhost||'",
    "GET /x HTTP/1.1|Host: localhost|A B: c||",
    "GET /x HTTP/1.1|Host : localhost||",
    "GET /x HTTP/1.1|Host: localhost|: c||",
    "GET /x HTTP/1.1|Host: localhost|nothing||",
    "GET /x HTTP/1.1|Host: localhost|A\u0000: b||",
    "GET /x HTTP/1.1|Host: localhost|A: b\u0000c||",
    "GET /x HTTP/1.1|Host: localhost|A\u00e9: b||",
    "'GET /x HTTP/1.1|Host: localhost|(A): b||'",
    "GET /x HTTP/1.1||",
    "GET /x HTTP/1.1|Host:||",
    "GET /x HTTP/1.1|Host: a|Host: a||",
    "GET /x HTTP/1.1|Host: a|Host: b||",
    "'GET /x HTTP/1.1|Host: a, b||'",
    "GET /x HTTP/1.1|Host: a b||",
    "GET /x HTTP/1.1|Host: a/b||",
    "GET /x HTTP/1.1|Host: user@a||",
    "GET /x HTTP/1.1|Host: a:b||",
    "GET /x HTTP/1.1|Host: a:99999999999||",
    "GET /x HTTP/1.1|Host: [::1||",
    "GET /x HTTP/1.0||",
    "GET /x HTTP/1.0|Host: localhost||",
    "GET /x HTTP/1.2|Host: localhost||",
    "GET /x HTTP/2.0|Host: localhost||",
    "GET /x http/1.1|Host: localhost||",
    "GET /x|",
    "GET /x||",
    "GET||",
    "GET  /x HTTP/1.1|Host: localhost||",
    "GET /x  HTTP/1.1|Host: localhost||",
    "GET /x y HTTP/1.1|Host: localhost||",
    "GET /x HTTP/1.1 |Host: localhost||",
    "GET\t/x\tHTTP/1.1|Host: localhost||",
    "' GET /x HTTP/1.1|Host: localhost||'",
    "PRI * HTTP/2.0||SM||",
    "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003",
    "'\u0000\u0000\u0000'",
    "G=T /x HTTP/1.1|Host: localhost||",
    "G\u00e9T /x HTTP/1.1|Host: localhost||",
    "SSH-2.0-OpenSSH_9.2|",
    "||",
    "!!"
  })
  void refusesWhatIsNoHttpAndCloses(String request) throws IOException {
    try (RawClient client = connect()) {
      client.write(request.replace("|", "\r\n").replace("!", "\n").replace("^", "\r"));

      String answer = client.rest();

      assertThat(answer).startsWith("HTTP/1.1 400 ").containsIgnoringCase("connection: close");
      assertThat(answer).contains("<Code>BadRequest</Code>");
      assertThat(answer).containsOnlyOnce("x-amz-request-id: ");
    }
    assertStillServes();
  }

  @Test
  void refusesALineThatNeverEnds() throws IOException {
    try (RawClient client = connect()) {
      client.write("a".repeat(300_000));

      assertThat(client.rest())
          .startsWith("HTTP/1.1 400 ")
          .contains("<Code>RequestHeaderSectionTooLarge</Code>");
    }
  }

  @Test
  void refusesAHeaderThatNeverEnds() throws IOException {
    try (RawClient client = connect()) {
      client.write("GET /x HTTP/1.1\r\nHost: localhost\r\nA: " + "a".repeat(300_000));

      assertThat(client.rest())
          .startsWith("HTTP/1.1 400 ")
          .contains("<Code>RequestHeaderSectionTooLarge</Code>");
    }
  }

  @Test
  void takesAHundredHeadersAndRefusesMore() throws IOException {
    try (RawClient client = connect()) {
      String[] most = new String[99]; // and Host
      for (int i = 0; i < most.length; i++) {
        most[i] = i % 2 == 0 ? "x-" + i + ": y" : "x-same: y";
      }
      assertThat(client.ask("GET " + PICTURE + " HTTP/1.1", most).status()).isEqualTo(200);
      most[0] += "\r\nx-more: y";

      RawClient.Reply reply = client.ask("GET " + PICTURE + " HTTP/1.1", most);

      assertThat(reply.status()).isEqualTo(400);
      assertThat(reply.body()).contains("<Code>RequestHeaderSectionTooLarge</Code>");
      assertThat(client.ask("GET " + PICTURE + " HTTP/1.1").status()).isEqualTo(200);
    }
  }
}
