package io.avatarorigin.origin;

import static org.assertj.core.api.Assertions.assertThat;

import io.avatarorigin.origin.bucket.S3Server;
import io.avatarorigin.origin.encode.Raster;
import io.avatarorigin.origin.engine.Drawing;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whole origins over one bucket of a real S3 server; each engine draws another picture. */
@Timeout(180)
class SharedBucketIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final int SIDE = 64;
  private static final List<String> RENDITIONS = List.of("@64.png", "@80.jpg", "@32.webp");

  @TempDir private Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private final List<OriginServer> origins = new ArrayList<>();
  private S3Server server;

  @BeforeEach
  void start() {
    server = S3Server.start(folder.resolve("server"));
  }

  @AfterEach
  void stop() {
    origins.forEach(OriginServer::close);
    server.close();
    client.close();
  }

  @Test
  void originsServeTheSameBytesWhoeverDraws() throws Exception {
    TestedOrigin one = settings("one");
    TestedOrigin two = settings("two").at(InstantSource.offset(InstantSource.system(), PATIENCE));
    drawsOwnPictures(one, 10);
    drawsOwnPictures(two, 200);
    OriginServer first = start(one);
    OriginServer second = start(two);

    List<CompletableFuture<HttpResponse<byte[]>>> atFirst = new ArrayList<>();
    List<CompletableFuture<HttpResponse<byte[]>>> atSecond = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      for (String rendition : RENDITIONS) {
        atFirst.add(s3(first, hash(i) + rendition));
        atSecond.add(web(second, hash(i) + rendition));
      }
    }
    for (int i = 0; i < atFirst.size(); i++) {
      assertSame(atFirst.get(i).join(), atSecond.get(i).join());
    }

    assertThat(one.engine.begun()).isLessThanOrEqualTo(20);
    assertThat(two.engine.begun()).isLessThanOrEqualTo(20);
    assertThat(lost(first) + lost(second))
        .as("both drew, and one took the other's")
        .isEqualTo(one.engine.begun() + two.engine.begun() - 20);
    TestedOrigin three = settings("three");
    OriginServer third = start(three);
    for (int i = 0; i < 20; i++) {
      assertSame(s3(third, hash(i) + ".png").join(), s3(first, hash(i) + ".png").join());
    }
    assertThat(three.engine.begun()).isZero();
    assertThat(status(third)).contains("\"sharedBucket\":{\"state\":\"usable\",\"backlog\":0}");
  }

  @Test
  void anOutageTouchesNoHitsAndWhatIsDrawnMeanwhileArrivesLater() throws Exception {
    TestedOrigin one = settings("one");
    OriginServer origin = start(one);
    HttpResponse<byte[]> drawn = s3(origin, hash(0) + ".png").join();
    server.kill();
    long before = asked(origin);

    assertSame(s3(origin, hash(0) + ".png").join(), drawn);
    assertThat(s3(origin, hash(0) + "@100.webp").join().statusCode()).isEqualTo(200);
    assertThat(asked(origin)).as("hits ask nothing").isEqualTo(before);
    for (int i = 1; i <= 8; i++) {
      assertThat(s3(origin, hash(i) + ".png").join().statusCode()).isEqualTo(200);
    }
    assertThat(status(origin)).contains("\"state\":\"unusable\"", "does not answer");
    assertThat(readiness(origin)).isEqualTo(200);
    assertThat(metric(origin, "avatar_origin_shared_portraits_backlog")).isEqualTo(8);

    server.restart();

    until(() -> metric(origin, "avatar_origin_shared_portraits_backlog") == 0);
    TestedOrigin other = settings("other");
    OriginServer empty = start(other);
    for (int i = 0; i <= 8; i++) {
      assertSame(s3(empty, hash(i) + ".png").join(), s3(origin, hash(i) + ".png").join());
    }
    assertThat(other.engine.begun()).isZero();
  }

  @Test
  void anOriginThatWasStoppedDuringTheOutageSharesAfterItsStart() throws Exception {
    server.kill();
    OriginServer origin = start(settings("one"));
    HttpResponse<byte[]> drawn = s3(origin, hash(1) + ".png").join();
    origin.close();
    server.restart();

    OriginServer restarted = start(settings("one"));
    until(() -> metric(restarted, "avatar_origin_shared_portraits_backlog") == 0);

    TestedOrigin other = settings("other");
    assertSame(s3(start(other), hash(1) + ".png").join(), drawn);
    assertThat(other.engine.begun()).isZero();
  }

  @Test
  void drawsWithWrongCredentialsAndSharesWhenTheFileIsMended() throws Exception {
    Path file = folder.resolve("credentials");
    writeCredentials(file, "not-the-secret");
    OriginServer origin =
        start(
            settings("one")
                .without("store.access-key-id")
                .without("store.secret-access-key")
                .with("store.credentials-file", file.toString()));

    assertThat(s3(origin, hash(1) + ".png").join().statusCode()).isEqualTo(200);
    until(() -> status(origin).contains("SignatureDoesNotMatch"));
    assertThat(status(origin)).contains("store.credentials-file").doesNotContain("not-the-secret");
    assertThat(readiness(origin)).isEqualTo(200);
    writeCredentials(file, S3Server.SECRET_ACCESS_KEY);

    until(() -> status(origin).contains("\"state\":\"usable\",\"backlog\":0"));
  }

  @Test
  void aServerThatAcceptsAndNeverAnswersDelaysOnlyColdKeysAndOnlyForAMoment() throws Exception {
    OriginServer warm = start(settings("one"));
    HttpResponse<byte[]> drawn = s3(warm, hash(0) + ".png").join();
    warm.close();
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      OriginServer origin =
          start(
              settings("one").with("store.endpoint", "http://127.0.0.1:" + silent.getLocalPort()));

      List<CompletableFuture<HttpResponse<byte[]>>> cold =
          IntStream.range(1, 9).mapToObj(i -> s3(origin, hash(i) + ".png")).toList();
      assertSame(s3(origin, hash(0) + ".png").join(), drawn);
      cold.forEach(answer -> assertThat(answer.join().statusCode()).isEqualTo(200));

      assertThat(status(origin)).contains("\"state\":\"unusable\"");
      long failed = outcome(origin, "failed");
      assertThat(s3(origin, hash(9) + ".png").join().statusCode()).isEqualTo(200);
      assertThat(outcome(origin, "skipped")).isPositive();
      assertThat(outcome(origin, "failed")).as("but for probes").isBetween(failed, failed + 2);
    }
  }

  private TestedOrigin settings(String name) {
    return new TestedOrigin(folder.resolve(name))
        .at(InstantSource.system())
        .with("store.bucket", S3Server.BUCKET)
        .with("store.endpoint", server.endpoint().toString())
        .with("store.prefix", "shared/")
        .with("store.access-key-id", S3Server.ACCESS_KEY_ID)
        .with("store.secret-access-key", S3Server.SECRET_ACCESS_KEY);
  }

  private OriginServer start(TestedOrigin settings) {
    OriginServer origin = settings.start();
    origins.add(origin);
    return origin;
  }

  /** Every draw of this origin shows the same shade, which no other's does. */
  private static void drawsOwnPictures(TestedOrigin origin, int shade) {
    byte[] rgb = new byte[SIDE * SIDE * 3];
    Arrays.fill(rgb, (byte) shade);
    for (int i = 0; i < 100; i++) {
      origin.engine.next(() -> new Drawing.Drawn(new Raster(SIDE, SIDE, rgb)));
    }
  }

  private static String hash(int i) {
    return "%032x".formatted(i);
  }

  private CompletableFuture<HttpResponse<byte[]>> s3(OriginServer origin, String key) {
    return sending(origin.s3Port(), "/avatars/" + key);
  }

  private CompletableFuture<HttpResponse<byte[]>> web(OriginServer origin, String key) {
    return sending(origin.webPort(), "/avatar/" + key);
  }

  private CompletableFuture<HttpResponse<byte[]>> sending(int port, String path) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();
    return client.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray());
  }

  private static void assertSame(HttpResponse<byte[]> one, HttpResponse<byte[]> other) {
    assertThat(one.statusCode()).isEqualTo(200);
    assertThat(other.statusCode()).isEqualTo(200);
    assertThat(one.body()).isEqualTo(other.body());
    for (String header : List.of("etag", "last-modified", "content-type")) {
      assertThat(one.headers().allValues(header)).isEqualTo(other.headers().allValues(header));
    }
  }

  private String admin(OriginServer origin, String path) {
    return new String(sending(origin.adminPort(), path).join().body());
  }

  private String status(OriginServer origin) {
    return admin(origin, "/status");
  }

  private int readiness(OriginServer origin) {
    return sending(origin.adminPort(), "/health/ready").join().statusCode();
  }

  /** Calls that reached for the bucket. */
  private long asked(OriginServer origin) {
    return outcome(origin, "hit") + outcome(origin, "miss") + outcome(origin, "failed");
  }

  private long lost(OriginServer origin) {
    return outcome(origin, "lost_race");
  }

  private long outcome(OriginServer origin, String outcome) {
    return metric(origin, "avatar_origin_shared_portraits_total{outcome=\"" + outcome + "\"}");
  }

  private long metric(OriginServer origin, String name) {
    Matcher line =
        Pattern.compile("(?m)^" + Pattern.quote(name) + " (\\S+)$")
            .matcher(admin(origin, "/metrics"));
    return line.find() ? (long) Double.parseDouble(line.group(1)) : 0;
  }

  private static void until(BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("not within " + PATIENCE).isLessThan(deadline);
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }

  private static void writeCredentials(Path file, String secret) throws IOException {
    Files.writeString(
        file,
        """
        [default]
        aws_access_key_id = %s
        aws_secret_access_key = %s
        """
            .formatted(S3Server.ACCESS_KEY_ID, secret));
  }
}
