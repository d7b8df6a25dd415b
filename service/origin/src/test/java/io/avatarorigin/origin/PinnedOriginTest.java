package io.avatarorigin.origin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.avatarorigin.origin.avatar.ImageFormat;
import io.avatarorigin.origin.encode.PictureEncoder;
import io.avatarorigin.origin.encode.Raster;
import io.avatarorigin.origin.pinned.ConfigMap;
import io.avatarorigin.origin.s3.RawClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pinned pictures and files on both faces of an assembled origin. */
@Timeout(60)
class PinnedOriginTest {
  private static final String HASH = "0bc83cb571cd1c50ba6f3e8a78ef1346";
  private static final String OTHER = "1bc83cb571cd1c50ba6f3e8a78ef1346";

  @TempDir private Path data;
  @TempDir private Path folder;
  private TestedOrigin tested;

  @BeforeEach
  void origin() {
    tested = new TestedOrigin(data).with("pinned.folder", folder.toString());
  }

  @Test
  void bothFacesGiveThePinnedPictureWithoutADraw() throws Exception {
    Path file = Files.write(folder.resolve(HASH + ".png"), picture(300, 200, 40));
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-02-03T04:05:06Z")));
    try (OriginServer origin = tested.with("web.access", "off").start()) {
      for (String name : new String[] {"@64.png", "@8.jpg", "@200.webp"}) {
        HttpResponse<byte[]> s3 = s3(origin, HASH + name);
        HttpResponse<byte[]> web = get(origin.webPort(), "/avatar/" + HASH + name);

        assertThat(s3.statusCode()).isEqualTo(200);
        assertThat(web.statusCode()).isEqualTo(200);
        assertThat(web.body()).isEqualTo(s3.body());
        assertThat(header(web, "etag")).isEqualTo(header(s3, "etag"));
        assertThat(header(s3, "last-modified")).isEqualTo("Tue, 03 Feb 2026 04:05:06 GMT");
        assertThat(header(web, "last-modified")).isEqualTo("Tue, 03 Feb 2026 04:05:06 GMT");
      }
      assertThat(shade(s3(origin, HASH + "@64.png").body())).isEqualTo(40);
      assertThat(text(get(origin.webPort(), "/avatar/" + HASH + ".json")))
          .contains("\"pinned\":true")
          .doesNotContain("prompt");
      assertThat(get(origin.webPort(), "/avatar/" + OTHER + "@64.png").statusCode()).isEqualTo(403);
      assertThat(tested.engine.begun()).isZero();
    }
  }

  @Test
  void servesFilesAsTheyAreOnTheS3FaceAlone() throws Exception {
    Files.writeString(folder.resolve("robots.txt"), "User-agent: *\nDisallow: /\n");
    Files.createDirectories(folder.resolve("a/b"));
    Files.writeString(folder.resolve("a/b/c d+\u00fc.json"), "{}");
    try (OriginServer origin = tested.start()) {
      HttpResponse<byte[]> robots = s3(origin, "robots.txt");
      assertThat(robots.statusCode()).isEqualTo(200);
      assertThat(text(robots)).isEqualTo("User-agent: *\nDisallow: /\n");
      assertThat(header(robots, "content-type")).isEqualTo("text/plain; charset=utf-8");
      assertThat(header(robots, "etag")).isEqualTo("\"f71d20196d4caf35b6a670db8c70b03d\"");
      assertThat(s3(origin, "robots.txt", "If-None-Match", header(robots, "etag")).statusCode())
          .isEqualTo(304);
      HttpResponse<byte[]> part = s3(origin, "robots.txt", "Range", "bytes=5-9");
      assertThat(part.statusCode()).isEqualTo(206);
      assertThat(text(part)).isEqualTo("agent");
      assertThat(text(s3(origin, "a/b/c%20d+%C3%BC.json"))).isEqualTo("{}");
      assertThat(get(origin.webPort(), "/robots.txt").statusCode()).isEqualTo(404);
      assertThat(get(origin.webPort(), "/avatar/robots.txt").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void servesALargeFileInParts() throws Exception {
    byte[] large = new byte[20 << 20];
    new Random(3).nextBytes(large);
    Files.write(folder.resolve("large.bin"), large);
    try (OriginServer origin = tested.start()) {
      for (int part = 0; part < 20; part += 8) {
        int first = part << 20;
        int last = Math.min((part + 8) << 20, large.length) - 1;
        HttpResponse<byte[]> answer =
            s3(origin, "large.bin", "Range", "bytes=" + first + "-" + last);
        assertThat(answer.statusCode()).isEqualTo(206);
        assertThat(answer.body()).isEqualTo(Arrays.copyOfRange(large, first, last + 1));
      }
    }
  }

  /** The table of docs/pinned.md, from which key which file is served. */
  @ParameterizedTest
  @CsvSource({
    "@64.png, 99", // a file of its own
    "@64.jpg, derived",
    "@65.png, derived",
    ".png, derived",
    "'', derived",
    "@64.png.txt, text",
    ".txt, NoSuchKey",
    "@0.png, NoSuchKey"
  })
  void looksForTheExactKeyFirstAndThenForAPicture(String rest, String expected) throws Exception {
    Files.write(folder.resolve(HASH + ".png"), picture(64, 64, 40));
    Files.write(folder.resolve(HASH + "@64.png"), picture(64, 64, 99));
    Files.writeString(folder.resolve(HASH + "@64.png.txt"), "text");
    try (OriginServer origin = tested.start()) {
      HttpResponse<byte[]> answer = s3(origin, HASH + rest);

      switch (expected) {
        case "derived" -> assertThat(Math.abs(shade(answer.body()) - 40)).isLessThan(3);
        case "99" -> assertThat(shade(answer.body())).isEqualTo(99);
        case "text" -> assertThat(text(answer)).isEqualTo("text");
        default -> assertThat(answer.statusCode()).isEqualTo(404);
      }
      assertThat(tested.engine.begun()).isZero();
    }
  }

  @Test
  void offersOnlyTheSizesThatAreConfigured() throws Exception {
    Files.write(folder.resolve(HASH + ".png"), picture(64, 64, 40));
    Files.write(folder.resolve(HASH + "@40.png"), picture(40, 40, 99));
    try (OriginServer origin = tested.with("keys.sizes", "32").start()) {
      assertThat(s3(origin, HASH + "@32.png").statusCode()).isEqualTo(200);
      assertThat(s3(origin, HASH + "@33.png").statusCode()).isEqualTo(404);
      assertThat(s3(origin, HASH + "@40.png").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void neitherDrawsNorServesADamagedPin() throws Exception {
    Files.writeString(folder.resolve(HASH + ".png"), "no picture");
    Files.createSymbolicLink(folder.resolve(OTHER + ".png"), Path.of("/etc/hostname"));
    try (OriginServer origin = tested.start()) {
      for (String hash : new String[] {HASH, OTHER}) {
        HttpResponse<byte[]> s3 = s3(origin, hash + ".png");
        assertThat(s3.statusCode()).isEqualTo(503);
        assertThat(text(s3)).contains("<Code>ServiceUnavailable</Code>");
        assertThat(Integer.parseInt(header(s3, "retry-after"))).isBetween(20, 30);
        assertThat(get(origin.webPort(), "/avatar/" + hash).statusCode()).isEqualTo(503);
        assertThat(get(origin.webPort(), "/avatar/" + hash + "?d=404").statusCode()).isEqualTo(404);
        assertThat(get(origin.webPort(), "/avatar/" + hash + "?d=mp").statusCode()).isEqualTo(200);
      }
      assertThat(tested.engine.begun()).isZero();
      assertThat(text(get(origin.adminPort(), "/metrics")))
          .contains("avatar_origin_pinned_files{kind=\"picture\"} 2.0")
          .contains("avatar_origin_pinned_files{kind=\"fault\"} 2.0")
          .contains("avatar_origin_pinned_current 1.0");

      Files.write(folder.resolve(HASH + ".png"), picture(64, 64, 40));
      await(() -> status(origin, HASH + ".png") == 200);
    }
  }

  @Test
  void barredHashesStayBarred() throws Exception {
    Files.write(folder.resolve(HASH + ".png"), picture(64, 64, 40));
    Files.write(folder.resolve(HASH + "@64.png"), picture(64, 64, 99));
    Files.writeString(data.resolve("barred"), HASH + "\n");
    try (OriginServer origin = tested.start()) {
      assertThat(s3(origin, HASH + ".png").statusCode()).isEqualTo(404);
      assertThat(s3(origin, HASH + "@64.png").statusCode()).isEqualTo(404);
      assertThat(get(origin.webPort(), "/avatar/" + HASH).statusCode()).isEqualTo(404);
    }
  }

  @Test
  void followsAConfigMapWhileItRuns() throws Exception {
    ConfigMap mounted = new ConfigMap(folder);
    mounted.updateBytes(Map.of("robots.txt", bytes("one")));
    try (OriginServer origin = tested.start()) {
      byte[] drawn = s3(origin, HASH + "@32.png").body();
      assertThat(text(s3(origin, "robots.txt"))).isEqualTo("one");

      mounted.updateBytes(Map.of("robots.txt", bytes("two"), HASH + ".png", picture(64, 64, 40)));
      await(() -> shade(s3(origin, HASH + "@32.png").body()) == 40);
      assertThat(text(s3(origin, "robots.txt"))).isEqualTo("two");

      mounted.updateBytes(Map.of(HASH + ".png", picture(64, 64, 41)));
      await(() -> shade(s3(origin, HASH + "@32.png").body()) == 41);
      assertThat(s3(origin, "robots.txt").statusCode()).isEqualTo(404);

      mounted.updateBytes(Map.of());
      await(() -> Arrays.equals(s3(origin, HASH + "@32.png").body(), drawn));
      assertThat(tested.engine.begun()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "..%2fsecret",
        "../secret",
        "%2e%2e/secret",
        "a/..%2f..%2fsecret",
        "..%5csecret",
        "%2fetc%2fhostname",
        "/etc/hostname",
        "a//robots.txt",
        "./robots.txt",
        "a/%2e%2e/robots.txt",
        "robots.txt%00",
        "robots.txt/",
        "ROBOTS.TXT",
        ".hidden",
        "..data/robots.txt",
        "link"
      })
  void neverLeavesTheFolder(String key) throws Exception {
    Files.writeString(folder.resolve("robots.txt"), "pinned");
    Files.writeString(folder.resolve(".hidden"), "hidden");
    Files.createDirectories(folder.resolve("a"));
    Files.createDirectories(folder.resolve("..data"));
    Files.writeString(folder.resolve("..data/robots.txt"), "hidden");
    Files.writeString(folder.resolveSibling("secret"), "a\u00a0secret");
    Files.createSymbolicLink(folder.resolve("link"), folder.resolveSibling("secret"));
    try (OriginServer origin = tested.start();
        RawClient client = new RawClient(origin.s3Port())) {
      RawClient.Reply reply = client.ask("GET /avatars/" + key + " HTTP/1.1");

      assertThat(reply.status()).isBetween(400, 404);
      assertThat(reply.body()).startsWith("<?xml").doesNotContain("a\u00a0secret", "pinned");
    } finally {
      Files.deleteIfExists(folder.resolveSibling("secret"));
    }
  }

  @Test
  void doesNotStartWithoutTheFolder() {
    TestedOrigin without = tested.with("pinned.folder", folder.resolve("nowhere").toString());

    assertThatThrownBy(without::start)
        .isInstanceOf(OriginException.class)
        .hasMessageContaining("pinned.folder");
    assertThat(without.wasLoaded()).isFalse();
  }

  private static byte[] picture(int width, int height, int shade) {
    byte[] rgb = new byte[width * height * 3];
    Arrays.fill(rgb, (byte) shade);
    return PictureEncoder.encode(new Raster(width, height, rgb), ImageFormat.PNG, 100);
  }

  private static int shade(byte[] picture) {
    try {
      return PictureEncoder.decode(picture).rgb()[0] & 255;
    } catch (IOException e) {
      throw new AssertionError("no picture: " + new String(picture, StandardCharsets.UTF_8), e);
    }
  }

  private static void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      Thread.onSpinWait(); // until the test's time is over
    }
  }

  private static int status(OriginServer origin, String key) {
    return s3(origin, key).statusCode();
  }

  private static HttpResponse<byte[]> s3(OriginServer origin, String key, String... headers) {
    return get(origin.s3Port(), "/avatars/" + key, headers);
  }

  private static HttpResponse<byte[]> get(int port, String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(path, e);
    }
  }

  private static String header(HttpResponse<byte[]> response, String name) {
    return response.headers().firstValue(name).orElse("absent");
  }

  private static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
