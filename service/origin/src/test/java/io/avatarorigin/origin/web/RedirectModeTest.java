package io.avatarorigin.origin.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.avatarorigin.origin.avatar.ImageFormat;
import io.avatarorigin.origin.avatar.KeyGrammar;
import io.avatarorigin.origin.web.access.WebAccess;
import io.avatarorigin.origin.web.exchange.WebAnswer;
import io.avatarorigin.vocabulary.Hash;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clients that are sent to a public bucket in front of the S3 face for their pictures. */
class RedirectModeTest {
  private static final String HASH = "0bc83cb571cd1c50ba6f3e8a78ef1346";
  private static final String OTHER = "1bc83cb571cd1c50ba6f3e8a78ef1346";
  private static final KeyGrammar S3_KEYS = new KeyGrammar("", Set.of(), 256, ImageFormat.JPEG);
  private static final PublicBucket BUCKET =
      PublicBucket.at(URI.create("https://bucket.example"), S3_KEYS);
  private static final SettingsFixture SETTINGS =
      SettingsFixture.open().sentTo(BUCKET, Duration.ofDays(1));

  private RunningWeb web = RunningWeb.start(SETTINGS);

  @AfterEach
  void stop() {
    web.close();
  }

  private void restart(SettingsFixture fixture) {
    web.close();
    web = RunningWeb.start(fixture);
  }

  private static String header(HttpResponse<byte[]> response, String name) {
    return response.headers().firstValue(name).orElse("absent");
  }

  private static String location(HttpResponse<byte[]> response) {
    assertThat(response.statusCode()).isEqualTo(302);
    return header(response, "Location");
  }

  @ParameterizedTest
  @CsvSource({
    "'', @80.jpg",
    "?s=200, @200.jpg",
    "?size=0, @80.jpg",
    "?s=9999&_=3, @2048.jpg",
    ".jpeg, @80.jpg",
    "@64.png?s=9&d=mp, @64.png",
    "%4064.webp, @64.webp",
    "?redirect=y, @80.jpg"
  })
  void sendsToTheCanonicalKey(String asked, String name) {
    assertThat(location(web.get("/avatar/" + HASH.toUpperCase(Locale.ROOT) + asked)))
        .isEqualTo("https://bucket.example/" + HASH + name);
  }

  @Test
  void sendsToTheFormatThatTheClientNames() {
    HttpResponse<byte[]> negotiated = web.get("/avatar/" + HASH, "Accept", "image/webp,*/*");
    HttpResponse<byte[]> named = web.get("/avatar/" + HASH + ".png", "Accept", "image/webp,*/*");

    assertThat(location(negotiated)).endsWith(HASH + "@80.webp");
    assertThat(header(negotiated, "Vary")).isEqualTo("Accept");
    assertThat(location(named)).endsWith(HASH + "@80.png");
    assertThat(header(named, "Vary")).isEqualTo("absent");
  }

  @Test
  void letsARedirectBeKeptShortlyAndReadByEveryPage() {
    HttpResponse<byte[]> response = web.get("/avatar/" + HASH, "If-None-Match", "*");

    assertThat(response.statusCode()).isEqualTo(302);
    assertThat(response.body()).isEmpty();
    assertThat(header(response, "Cache-Control")).isEqualTo("public, max-age=300");
    assertThat(header(response, "Access-Control-Allow-Origin")).isEqualTo("*");
    assertThat(header(response, "X-Robots-Tag")).isEqualTo("noindex");
    assertThat(header(response, "ETag")).isEqualTo("absent");
    assertThat(location(web.head("/avatar/" + HASH))).isEqualTo(location(response));
  }

  @Test
  void keepsARedirectNoLongerThanAPicture() {
    restart(SettingsFixture.open().sentTo(BUCKET, Duration.ofSeconds(20)));

    assertThat(header(web.get("/avatar/" + HASH), "Cache-Control")).isEqualTo("public, max-age=20");
  }

  @Test
  void drawsBeforeItSendsAnybodyOn() {
    web.source.drawn.add(Hash.parse(OTHER));

    location(web.get("/avatar/" + HASH));
    location(web.get("/avatar/" + OTHER));

    assertThat(web.source.fetched).extracting(key -> key.hash().digits()).containsExactly(HASH);
    assertThat(web.heard()).isEqualTo(WebAnswer.DRAWN);
    assertThat(web.heard()).isEqualTo(WebAnswer.HIT);
  }

  @Test
  void sendsNobodyToAPictureThatTheyMayNotHaveDrawn() {
    restart(SETTINGS.access(new WebAccess.Off()));
    web.source.barred.add(Hash.parse(OTHER));

    assertThat(web.get("/avatar/" + HASH).statusCode()).isEqualTo(403);
    assertThat(web.get("/avatar/" + HASH + "?d=404").statusCode()).isEqualTo(404);
    assertThat(header(web.get("/avatar/" + HASH + "?d=mp"), "Content-Type")).isEqualTo("image/png");
    assertThat(web.get("/avatar/" + OTHER).statusCode()).isEqualTo(404);
    assertThat(web.source.fetched).isEmpty();
  }

  @Test
  void sendsNobodyToAPictureThatIsNotDrawnInTime() {
    web.source.becomes(FakeSource.notYet());

    assertThat(web.get("/avatar/" + HASH).statusCode()).isEqualTo(503);
    assertThat(header(web.get("/avatar/" + HASH + "?d=mp"), "Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void servesThePictureItselfWhereTheClientAsksForThat() {
    HttpResponse<byte[]> response = web.get("/avatar/" + HASH + "@64.png?redirect=n");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(new String(response.body(), StandardCharsets.UTF_8)).isEqualTo(HASH + "@64.png");
  }

  @Test
  void servesThePictureItselfInASizeThatTheBucketLacks() {
    KeyGrammar few = new KeyGrammar("", Set.of(64), 256, ImageFormat.JPEG);
    restart(
        SettingsFixture.open()
            .sentTo(
                PublicBucket.at(URI.create("https://bucket.example"), few), Duration.ofDays(1)));

    assertThat(location(web.get("/avatar/" + HASH + "?s=64"))).endsWith(HASH + "@64.jpg");
    assertThat(location(web.get("/avatar/" + HASH + "?s=256"))).endsWith(HASH + "@256.jpg");
    assertThat(web.get("/avatar/" + HASH).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "https://bucket.example, '', https://bucket.example/",
    "https://bucket.example/, a/b/, https://bucket.example/a/b/",
    "http://127.0.0.1:9000/faces/, two words/, http://127.0.0.1:9000/faces/two%20words/",
    "https://bucket.example, é?/, https://bucket.example/%C3%A9%3F/"
  })
  void findsPicturesBelowTheBucketAndItsPrefix(String url, String prefix, String folder) {
    KeyGrammar keys = new KeyGrammar(prefix, Set.of(), 256, ImageFormat.JPEG);

    assertThat(PublicBucket.at(URI.create(url), keys).folder()).hasToString(folder);
  }
}
