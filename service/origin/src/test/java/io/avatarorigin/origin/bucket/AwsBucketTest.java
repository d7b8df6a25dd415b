package io.avatarorigin.origin.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bucket of a server that does as it is told, and not what a server should. */
@Timeout(60)
class AwsBucketTest {
  private static final Duration SHORT = Duration.ofMillis(500);

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch end = new CountDownLatch(1);
  private final ConcurrentLinkedQueue<String> requests = new ConcurrentLinkedQueue<>();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.start();
  }

  @AfterEach
  void stop() {
    end.countDown();
    server.stop(0);
    threads.close();
  }

  @Test
  void writesOnlyWhereNothingIsAndSignsThePlainBytes() {
    answer(200, "");

    try (RemoteBucket bucket = bucket(SHORT.multipliedBy(40))) {
      bucket.putIfAbsent("a b/ü.png", new byte[3], "image/png", Map.of("drawn-at", "now"));
    }

    assertThat(requests).hasSize(1);
    assertThat(requests.peek())
        .startsWith("PUT /pictures/a%20b/%C3%BC.png")
        .containsIgnoringCase("If-None-Match=[*]")
        .containsIgnoringCase("X-amz-meta-drawn-at=[now]")
        .doesNotContainIgnoringCase("aws-chunked")
        .doesNotContainIgnoringCase("crc32");
  }

  @Test
  void triesAgainWhileAnothersWriteIsUnderWay() {
    List<Integer> statuses = List.of(409, 409, 412);
    handle(
        exchange ->
            send(exchange, statuses.get(requests.size() - 1), error("ConditionalRequestConflict")));

    try (RemoteBucket bucket = bucket(SHORT.multipliedBy(40))) {
      assertThat(bucket.putIfAbsent("x", new byte[3], "image/png", Map.of()))
          .isEqualTo(PutResult.ALREADY_THERE);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "403, AccessDenied, MISCONFIGURED, s3:ListBucket",
    "403, InvalidAccessKeyId, MISCONFIGURED, store.access-key-id",
    "400, ExpiredToken, MISCONFIGURED, store.credentials-file",
    "403, RequestTimeTooSkewed, MISCONFIGURED, clock",
    "404, NoSuchBucket, MISCONFIGURED, store.bucket",
    "301, PermanentRedirect, MISCONFIGURED, store.region",
    "501, NotImplemented, MISCONFIGURED, If-None-Match",
    "500, InternalError, UNREACHABLE, 500",
    "503, SlowDown, UNREACHABLE, SlowDown"
  })
  void saysWhatToDo(int status, String code, BucketException.Kind kind, String advice) {
    answer(status, error(code));

    try (RemoteBucket bucket = bucket(SHORT.multipliedBy(40))) {
      BucketException refused = catchThrowableOfType(BucketException.class, () -> bucket.get("x"));

      assertThat(refused.kind()).isEqualTo(kind);
      assertThat(refused).hasMessageContaining(advice).hasMessageNotContaining("hidden");
    }
  }

  @Test
  void readsNothingThatIsTooLong() {
    answer(200, "x".repeat(101));

    try (RemoteBucket bucket = bucket(SHORT.multipliedBy(40))) {
      BucketException refused = catchThrowableOfType(BucketException.class, () -> bucket.get("x"));

      assertThat(refused.kind()).isEqualTo(BucketException.Kind.TOO_LONG);
    }
  }

  @Test
  void waitsNoLongerForABodyThatDrips() {
    handle(
        exchange -> {
          exchange.sendResponseHeaders(200, 100);
          try (OutputStream body = exchange.getResponseBody()) {
            while (!end.await(100, TimeUnit.MILLISECONDS)) {
              body.write('x');
              body.flush();
            }
          } catch (InterruptedException e) {
            throw new IOException(e);
          }
        });

    assertGivesUpSoon(endpoint());
  }

  @Test
  void waitsNoLongerForAServerThatIsSilent() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      assertGivesUpSoon(URI.create("http://127.0.0.1:" + silent.getLocalPort()));
    }
  }

  private void assertGivesUpSoon(URI endpoint) {
    try (RemoteBucket bucket = bucket(endpoint, SHORT)) {
      catchThrowableOfType(BucketException.class, () -> bucket.get("classes are loaded now"));
      long start = System.nanoTime();

      BucketException late = catchThrowableOfType(BucketException.class, () -> bucket.get("x"));

      assertThat(late.kind()).isEqualTo(BucketException.Kind.UNREACHABLE);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SHORT.multipliedBy(6));
    }
  }

  private void answer(int status, String body) {
    handle(exchange -> send(exchange, status, body));
  }

  private void handle(HttpHandler handler) {
    server.createContext(
        "/",
        exchange -> {
          requests.add(
              "%s %s %s"
                  .formatted(
                      exchange.getRequestMethod(),
                      exchange.getRequestURI().getRawPath(),
                      exchange.getRequestHeaders().entrySet()));
          exchange.getRequestBody().readAllBytes();
          handler.handle(exchange);
        });
  }

  private static void send(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/xml");
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  private static String error(String code) {
    return "<?xml version=\"1.0\"?><Error><Code>%s</Code><Message>no</Message></Error>"
        .formatted(code);
  }

  private URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private RemoteBucket bucket(Duration timeout) {
    return bucket(endpoint(), timeout);
  }

  private static RemoteBucket bucket(URI endpoint, Duration timeout) {
    return new AwsBucket(
        new BucketSettings(
            "store",
            Optional.of(endpoint),
            "pictures",
            "us-east-1",
            true,
            new BucketCredentials.Pair("KEY", "hidden"),
            new BucketSettings.Timeouts(timeout, timeout),
            4,
            100));
  }
}
