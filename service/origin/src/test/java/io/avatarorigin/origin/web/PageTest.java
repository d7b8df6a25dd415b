package io.avatarorigin.origin.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.avatarorigin.origin.avatar.ImageFormat;
import io.avatarorigin.origin.avatar.KeyGrammar;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {
  private static RunningWeb web;

  @BeforeAll
  static void start() {
    web = RunningWeb.start(SettingsFixture.open());
  }

  @AfterAll
  static void stop() {
    web.close();
  }

  private static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource({
    "/, text/html; charset=utf-8",
    "/page.css, text/css; charset=utf-8",
    "/page.js, text/javascript; charset=utf-8",
    "/drawing.js, text/javascript; charset=utf-8",
    "/hash.js, text/javascript; charset=utf-8",
    "/playground.js, text/javascript; charset=utf-8",
    "/recent.js, text/javascript; charset=utf-8",
    "/take.js, text/javascript; charset=utf-8",
    "/words.js, text/javascript; charset=utf-8",
    "/favicon.svg, image/svg+xml",
    "/page.json, application/json",
    "/vocabulary.yaml, application/yaml"
  })
  void servesEachFileOnceAndThenItsState(String path, String contentType) {
    HttpResponse<byte[]> first = web.get(path);
    String etag = first.headers().firstValue("ETag").orElseThrow();

    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(first.body()).isNotEmpty();
    assertThat(first.headers().firstValue("Content-Type")).contains(contentType);
    assertThat(first.headers().firstValue("Cache-Control")).contains("no-cache");
    assertThat(web.get(path, "If-None-Match", etag).statusCode()).isEqualTo(304);
    assertThat(web.head(path).headers().firstValue("Content-Length"))
        .contains(Integer.toString(first.body().length));
    assertThat(web.head(path).body()).isEmpty();
    assertThat(web.send("POST", path).statusCode()).isEqualTo(405);
  }

  @Test
  void allowsThePageNothingButItsOwnOrigin() {
    HttpResponse<byte[]> page = web.get("/");

    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .startsWith("default-src 'none'; script-src 'self'; style-src 'self'")
        .doesNotContain("unsafe", "http:", "https:", "*");
    assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
  }

  @Test
  void namesOnlyFilesThatItServesAndNoOtherHost() {
    String html = text(web.get("/"));

    Pattern.compile("(?:href|src)=\"([^\"]*)\"")
        .matcher(html)
        .results()
        .map(match -> match.group(1))
        .forEach(path -> assertThat(web.get(path).statusCode()).as(path).isEqualTo(200));
    assertThat(html).doesNotContain("//", "style=", "onclick");
  }

  @ParameterizedTest
  @ValueSource(strings = {"page", "drawing", "playground", "recent", "take", "words", "hash"})
  void importsOnlyModulesThatItServes(String module) {
    Pattern.compile("(?m)^import .* from \"\\.(/[^\"]+)\";$")
        .matcher(text(web.get("/" + module + ".js")))
        .results()
        .map(match -> match.group(1))
        .forEach(path -> assertThat(web.get(path).statusCode()).as(path).isEqualTo(200));
  }

  @Test
  void tellsThePageWhereItIs() {
    assertThat(text(web.get("/page.json")))
        .isEqualTo(
            "{\"size\":256,\"sizes\":[],\"events\":true,\"playground\":true,"
                + "\"bucket\":{\"endpoint\":\"http://127.0.0.1:9000\","
                + "\"name\":\"avatars\",\"prefix\":\"\","
                + "\"region\":\"us-east-1\",\"unsigned\":true}}");
  }

  @Test
  void tellsThePageWhereThePublicBucketIs() {
    KeyGrammar keys = new KeyGrammar("faces/", Set.of(), 256, ImageFormat.JPEG);
    PublicBucket bucket = PublicBucket.at(URI.create("https://bucket.example"), keys);
    try (RunningWeb sending =
        RunningWeb.start(SettingsFixture.open().sentTo(bucket, Duration.ofDays(1)))) {
      assertThat(text(sending.get("/page.json")))
          .isEqualTo(
              "{\"size\":256,\"sizes\":[],\"events\":true,\"playground\":true,\"pictures\":\"https://bucket.example/faces/\"}");
    }
  }

  @Test
  void showsAnOfferedSizeWhereTheUsualOneIsNot() {
    KeyGrammar keys = new KeyGrammar("", Set.of(64, 512), 80, ImageFormat.JPEG);
    try (RunningWeb limited = RunningWeb.start(SettingsFixture.open(), keys)) {
      assertThat(text(limited.get("/page.json"))).startsWith("{\"size\":80,\"sizes\":[512,64]");
    }
  }

  @Test
  void tellsStrangersWhereThePicturesAre() {
    HttpResponse<byte[]> response = web.get("/elsewhere");

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(text(response)).contains("/avatar/HASH");
  }
}
