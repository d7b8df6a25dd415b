package io.avatarorigin.origin.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.avatarorigin.origin.transport.SharedBodies;
import io.avatarorigin.sigv4.HeaderField;
import io.avatarorigin.sigv4.PayloadHash;
import io.avatarorigin.sigv4.Query;
import io.avatarorigin.sigv4.SignableRequest;
import io.avatarorigin.sigv4.Signer;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class S3FaceTest {
  private static final FixedObjects OBJECTS = new FixedObjects(100);
  private static final BlockingQueue<S3Answer> ANSWERS = new LinkedBlockingQueue<>();
  private static WebServer server;

  @BeforeAll
  static void start() {
    InstantSource clock = InstantSource.system();
    S3Face face =
        new S3Face(
            TestedService.SETTINGS,
            OBJECTS,
            TestedService.authenticator(clock),
            new S3Runtime(clock, RandomGenerator.getDefault(), ANSWERS::add));
    WebServerConfig.Builder builder = WebServer.builder().host("localhost");
    face.configure(builder);
    builder.addConnectionSelector(SharedBodies.over(face.http1().build()));
    server = builder.build().start();
  }

  @AfterAll
  static void stop() {
    server.stop();
  }

  @BeforeEach
  void forgetAnswers() {
    ANSWERS.clear();
  }

  private static RawClient connect() throws IOException {
    return new RawClient(server.port());
  }

  private static String whole() {
    return new String(OBJECTS.content(0, 100), StandardCharsets.UTF_8);
  }

  @Test
  void servesAPublicObject() throws Exception {
    try (RawClient client = connect()) {
      RawClient.Reply reply = client.ask("GET /public/there HTTP/1.1");
      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.body()).isEqualTo(whole());
      assertThat(reply.header("ETag")).contains(FixedObjects.ETAG);
      assertThat(reply.header("Content-Length")).contains("100");
      assertThat(reply.header("Date").orElseThrow()).matches("\\w{3}, \\d\\d \\w{3} .{13} GMT");
      assertThat(reply.header("x-amz-request-id").orElseThrow()).matches("[0-9A-Z]{16}");
      assertThat(reply.header("Transfer-Encoding")).isEmpty();
      assertThat(reply.header("Content-Encoding")).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GET /public/there",
    "HEAD /public/there",
    "GET /public/absent",
    "GET /avatars/there"
  })
  void namesItselfAndTheRegion(String request) throws Exception {
    try (RawClient client = connect()) {
      RawClient.Reply reply = client.ask(request + " HTTP/1.1");
      assertThat(reply.header("x-amz-id-2").orElseThrow()).hasSize(88);
      assertThat(reply.header("x-amz-bucket-region")).contains("eu-central-1");
    }
  }

  @Test
  void addressesBucketsByHost() throws Exception {
    try (RawClient client = connect()) {
      RawClient.Reply reply =
          client.send("GET /there HTTP/1.1\r\nHost: public.s3.example.com\r\n\r\n", true);
      assertThat(reply.status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "HEAD /public/there, 200, 100",
    "HEAD /public/absent, 404, ",
    "HEAD /avatars/there, 403, ",
    "HEAD /public/%zz, 400, "
  })
  void sendsNoBodyToAHeadAndGoesOn(String request, int status, String length) throws Exception {
    try (RawClient client = connect()) {
      RawClient.Reply head = client.ask(request + " HTTP/1.1");
      assertThat(head.status()).isEqualTo(status);
      if (length != null) {
        assertThat(head.header("Content-Length")).contains(length);
      }
      assertThat(client.ask("GET /public/there HTTP/1.1").body()).isEqualTo(whole());
    }
  }

  @Test
  void sendsAHeadOfAPartItsLength() throws Exception {
    try (RawClient client = connect()) {
      RawClient.Reply head = client.ask("HEAD /public/there HTTP/1.1", "Range: bytes=0-9");
      assertThat(head.status()).isEqualTo(206);
      assertThat(head.header("Content-Length")).contains("10");
      assertThat(head.header("Content-Range")).contains("bytes 0-9/100");
    }
  }

  @Test
  void sendsA304WithoutLength() throws Exception {
    try (RawClient client = connect()) {
      RawClient.Reply reply =
          client.ask("GET /public/there HTTP/1.1", "If-None-Match: " + FixedObjects.ETAG);
      assertThat(reply.status()).isEqualTo(304);
      assertThat(reply.header("Content-Length")).isEmpty();
      assertThat(reply.header("Content-Type")).isEmpty();
      assertThat(reply.header("ETag")).contains(FixedObjects.ETAG);
      assertThat(client.ask("GET /public/there HTTP/1.1").status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GET /avatars/there, 403, AccessDenied",
    "GET //there, 403, AccessDenied",
    "GET /public/a/../there, 404, NoSuchKey",
    "GET /public//there, 404, NoSuchKey",
    "GET /public/absent%00, 404, NoSuchKey",
    "GET /public/%ff, 400, InvalidURI",
    "GET /public/%2, 400, InvalidURI",
    "GET /public/caf\u00e9, 400, InvalidURI",
    "GET /public/there#part, 400, InvalidURI",
    "GET /public/there?prefix=%ff, 400, InvalidURI",
    "GET http://elsewhere.test/public/there, 400, InvalidURI",
    "OPTIONS *, 400, InvalidURI",
    "BREW /public/there, 405, MethodNotAllowed"
  })
  void tellsErrorsAndKeepsTheConnection(String request, int status, String code) throws Exception {
    try (RawClient client = connect()) {
      RawClient.Reply reply = client.ask(request + " HTTP/1.1");
      String id = reply.header("x-amz-request-id").orElseThrow();
      assertThat(reply.status()).isEqualTo(status);
      assertThat(reply.header("Content-Type")).contains("application/xml");
      assertThat(reply.body())
          .contains("<Code>" + code + "</Code>")
          .contains("<RequestId>" + id + "</RequestId>");
      assertThat(client.ask("GET /public/there HTTP/1.1").status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/public/there%2F..%2Fx",
        "/public/there//x",
        "/public/there/../x",
        "/public/there/./x",
        "/public/there%00",
        "/public/there;a=b",
        "/public/there+%2B",
        "/public/there\"<>|",
        "http://localhost/public/there"
      })
  void takesKeysVerbatim(String target) throws Exception {
    try (RawClient client = connect()) {
      assertThat(client.ask("GET " + target + " HTTP/1.1").status()).isEqualTo(200);
    }
  }

  @Test
  void tellsWhenToComeBack() throws Exception {
    try (RawClient client = connect()) {
      RawClient.Reply reply = client.ask("GET /public/full HTTP/1.1");
      assertThat(reply.status()).isEqualTo(503);
      assertThat(reply.header("Retry-After")).contains("3");
    }
  }

  @Test
  void closesWhenTheClientWantsIt() throws Exception {
    try (RawClient client = connect()) {
      RawClient.Reply reply = client.ask("GET /public/there HTTP/1.1", "Connection: close");
      assertThat(reply.body()).isEqualTo(whole());
      assertThat(reply.header("Connection")).contains("close");
      assertThat(client.isClosed()).isTrue();
    }
  }

  @Test
  void refusesABodyUnread() throws Exception {
    try (RawClient client = connect()) {
      RawClient.Reply reply =
          client.ask(
              "PUT /public/there HTTP/1.1", "Content-Length: 1000000", "Expect: 100-continue");
      assertThat(reply.status()).isEqualTo(403);
      assertThat(reply.header("Connection")).contains("close");
      assertThat(client.isClosed()).isTrue();
    }
  }

  @Test
  void refusesAReadWithABody() throws Exception {
    try (RawClient client = connect()) {
      RawClient.Reply reply = client.ask("GET /public/there HTTP/1.1", "Content-Length: 5");
      assertThat(reply.body()).contains("<Code>UnexpectedContent</Code>");
      assertThat(client.isClosed()).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GET /public/there HTTP/1.0, BadRequest",
    "GET /public/there, BadRequest",
    "nonsense, BadRequest"
  })
  void tellsWhatIsNoHttpAsAnS3Error(String requestLine, String code) throws Exception {
    try (RawClient client = connect()) {
      RawClient.Reply reply = client.ask(requestLine);
      assertThat(reply.status()).isEqualTo(400);
      assertThat(reply.header("Content-Type")).contains("application/xml");
      assertThat(reply.header("x-amz-request-id")).isPresent();
      assertThat(reply.body()).contains("<Code>" + code + "</Code>");
      assertThat(client.isClosed()).isTrue();
    }
  }

  @Test
  void takesKeysOfTheGreatestLength() throws Exception {
    try (RawClient client = connect()) {
      String key = "there" + "%C3%A9".repeat(509);
      String query = "x=" + "y".repeat(8000);
      assertThat(client.ask("GET /public/" + key + "?" + query + " HTTP/1.1").status())
          .isEqualTo(200);
    }
  }

  @Test
  void refusesATooLongHead() throws Exception {
    try (RawClient client = connect()) {
      RawClient.Reply reply = client.ask("GET /public/" + "a".repeat(16_384) + " HTTP/1.1");
      assertThat(reply.body()).contains("<Code>RequestHeaderSectionTooLarge</Code>");
    }
    try (RawClient client = connect()) {
      RawClient.Reply reply = client.ask("GET /public/there HTTP/1.1", "a: " + "a".repeat(16_384));
      assertThat(reply.status()).isEqualTo(400);
      assertThat(reply.body())
          .contains("<Code>RequestHeaderSectionTooLarge</Code>")
          .contains("<MaxSizeAllowed>16384</MaxSizeAllowed>");
    }
  }

  @Test
  void tellsTheListenerOfEveryAnswer() throws Exception {
    try (RawClient client = connect()) {
      client.ask("HEAD /public/there HTTP/1.1");
      client.ask("GET /public/absent HTTP/1.1");
      client.ask("nonsense");
    }
    assertThat(next())
        .hasToString("S3Answer[operation=HEAD_OBJECT, status=200, error=Optional.empty]");
    assertThat(next())
        .hasToString("S3Answer[operation=GET_OBJECT, status=404, error=Optional[NO_SUCH_KEY]]");
    assertThat(next())
        .hasToString("S3Answer[operation=UNREADABLE, status=400, error=Optional[BAD_REQUEST]]");
  }

  private static S3Answer next() throws InterruptedException {
    S3Answer answer = ANSWERS.poll(10, TimeUnit.SECONDS);
    assertThat(answer).isNotNull();
    return answer;
  }

  private static SignableRequest signable(String method, String path) {
    HeaderField host = new HeaderField("Host", "localhost:" + server.port());
    return new SignableRequest(method, path, Query.parse(""), List.of(host));
  }

  private static Signer signer() {
    return new Signer(TestedService.KEY, TestedService.REGION, "s3", InstantSource.system());
  }

  private static HttpResponse<String> exchange(HttpRequest.Builder request) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
  }

  private static URI uri(String target) {
    return URI.create("http://localhost:" + server.port() + target);
  }

  @Test
  void servesAPresignedUrl() throws Exception {
    String target =
        "/avatars/there?"
            + signer().presign(signable("GET", "/avatars/there"), Duration.ofHours(1));
    HttpResponse<String> response = exchange(HttpRequest.newBuilder(uri(target)));
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo(whole());
    assertThat(exchange(HttpRequest.newBuilder(uri(target)).HEAD()).statusCode()).isEqualTo(403);
  }

  @ParameterizedTest
  @CsvSource({"GET, 200", "HEAD, 200", "DELETE, 204"})
  void servesSignedRequests(String method, int status) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri("/avatars/there"));
    for (HeaderField field :
        signer().sign(signable(method, "/avatars/there"), PayloadHash.UNSIGNED)) {
      request.header(field.name(), field.value());
    }
    request.method(method, HttpRequest.BodyPublishers.noBody());
    HttpResponse<String> response = exchange(request);
    assertThat(response.statusCode()).isEqualTo(status);
    if (status == 204) {
      assertThat(response.headers().firstValue("content-length")).isEmpty();
    }
  }
}
