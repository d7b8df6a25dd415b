package io.avatarorigin.origin.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.avatarorigin.origin.avatar.ImageFormat;
import io.avatarorigin.origin.avatar.KeyGrammar;
import io.avatarorigin.vocabulary.Hash;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a picture that is there is served as. */
class AvatarEndpointTest {
  private static final String MD5 = "0bc83cb571cd1c50ba6f3e8a78ef1346";
  private static final String SHA256 =
      "84059b07d4be67b806386c0aad8070a23f18836bbaae342275dc0a83414c32ee";

  private static final KeyGrammar FEW_SIZES =
      new KeyGrammar("", Set.of(512, 256), 80, ImageFormat.PNG);

  private static RunningWeb web;
  private static RunningWeb limited;

  @BeforeAll
  static void start() {
    limited = RunningWeb.start(SettingsFixture.open(), FEW_SIZES);
    limited.source.drawn.add(Hash.parse(MD5));
    web = RunningWeb.start(SettingsFixture.open());
    web.source.drawn.add(Hash.parse(MD5));
    web.source.drawn.add(Hash.parse(SHA256));
  }

  @AfterAll
  static void stop() {
    web.close();
    limited.close();
  }

  private static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  private static String header(HttpResponse<byte[]> response, String name) {
    return response.headers().firstValue(name).orElse("absent");
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "'', @80.jpg",
    "@256, @256.jpg",
    "@256.png, @256.png",
    "%40256.png, @256.png",
    ".jpeg, @80.jpg",
    ".WEBP, @80.webp",
    ".png?s=128, @128.png",
    "?s=128, @128.jpg",
    "?size=64, @64.jpg",
    "?s=128&size=64, @64.jpg",
    "?s=0128, @128.jpg",
    "?s=0, @80.jpg",
    "?s=-5, @80.jpg",
    "?s=large, @80.jpg",
    "?s=, @80.jpg",
    "?s=2049, @2048.jpg",
    "?s=99999999999999999999, @2048.jpg",
    "@256?s=64, @256.jpg",
    "?s=40&r=x&_=7&gravatarproxy=n, @40.jpg",
    "?r=nonsense, @80.jpg",
    "?rating=pg, @80.jpg",
    "?rating=nonsense&r=g, @80.jpg",
    "?f=n&d=mp, @80.jpg",
    "?d=404, @80.jpg",
  })
  void readsSizeAndFormatFromPathAndQuery(String asked, String served) {
    HttpResponse<byte[]> response = web.get("/avatar/" + MD5 + asked);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(text(response)).isEqualTo(MD5 + served);
  }

  @Test
  void takesSha256AndFoldsCase() {
    assertThat(text(web.get("/avatar/" + SHA256.toUpperCase(Locale.ROOT))))
        .isEqualTo(SHA256 + "@80.jpg");
  }

  @Test
  void tellsCachesCrawlersAndOtherSitesHowToTreatAPicture() {
    HttpResponse<byte[]> response = web.get("/avatar/" + MD5 + ".png");

    assertThat(header(response, "Content-Type")).isEqualTo("image/png");
    assertThat(header(response, "Cache-Control")).isEqualTo("public, max-age=86400");
    assertThat(header(response, "ETag")).isEqualTo("\"00000000000000000000000000000050\"");
    assertThat(header(response, "Last-Modified")).isEqualTo("Tue, 03 Feb 2026 04:05:06 GMT");
    assertThat(header(response, "X-Robots-Tag")).isEqualTo("noindex");
    assertThat(header(response, "Access-Control-Allow-Origin")).isEqualTo("*");
    assertThat(header(response, "Cross-Origin-Resource-Policy")).isEqualTo("cross-origin");
    assertThat(header(response, "X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(header(response, "Vary")).isEqualTo("absent");
  }

  @Test
  void answersHeadWithTheHeadersOfGetAndNoBody() {
    HttpResponse<byte[]> response = web.head("/avatar/" + MD5);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEmpty();
    assertThat(header(response, "Content-Type")).isEqualTo("image/jpeg");
    assertThat(header(response, "Content-Length"))
        .isEqualTo(Integer.toString((MD5 + "@80.jpg").length()));
  }

  @Test
  void choosesWebpForClientsThatNameIt() {
    HttpResponse<byte[]> named =
        web.get("/avatar/" + MD5, "Accept", "image/avif,image/webp,image/*,*/*;q=0.8");
    HttpResponse<byte[]> unnamed = web.get("/avatar/" + MD5, "Accept", "image/*,*/*;q=0.8");
    HttpResponse<byte[]> declined = web.get("/avatar/" + MD5, "Accept", "image/webp;q=0, */*");
    HttpResponse<byte[]> extension = web.get("/avatar/" + MD5 + ".jpg", "Accept", "image/webp");

    assertThat(header(named, "Content-Type")).isEqualTo("image/webp");
    assertThat(header(named, "Vary")).isEqualTo("Accept");
    assertThat(header(unnamed, "Content-Type")).isEqualTo("image/jpeg");
    assertThat(header(unnamed, "Vary")).isEqualTo("Accept");
    assertThat(header(declined, "Content-Type")).isEqualTo("image/jpeg");
    assertThat(header(extension, "Content-Type")).isEqualTo("image/jpeg");
    assertThat(header(extension, "Vary")).isEqualTo("absent");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "If-None-Match|\"00000000000000000000000000000050\"",
        "If-None-Match|\"other\", W/\"00000000000000000000000000000050\"",
        "If-None-Match|*",
        "If-Modified-Since|Tue, 03 Feb 2026 04:05:06 GMT",
        "If-Modified-Since|Wed, 04 Feb 2026 00:00:00 GMT",
      })
  void sendsNothingToClientsThatHaveThePicture(String name, String value) {
    HttpResponse<byte[]> response = web.get("/avatar/" + MD5, name, value);

    assertThat(response.statusCode()).isEqualTo(304);
    assertThat(response.body()).isEmpty();
    assertThat(header(response, "ETag")).isEqualTo("\"00000000000000000000000000000050\"");
    assertThat(header(response, "Cache-Control")).isEqualTo("public, max-age=86400");
    assertThat(header(response, "Vary")).isEqualTo("Accept");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "If-None-Match|\"other\"",
        "If-Modified-Since|Tue, 03 Feb 2026 04:05:05 GMT",
        "If-Modified-Since|yesterday",
      })
  void sendsThePictureToClientsThatHaveAnother(String name, String value) {
    assertThat(web.get("/avatar/" + MD5, name, value).statusCode()).isEqualTo(200);
  }

  @Test
  void letsTheEntityTagOverruleTheDate() {
    HttpResponse<byte[]> response =
        web.get(
            "/avatar/" + MD5,
            "If-None-Match",
            "\"other\"",
            "If-Modified-Since",
            "Wed, 04 Feb 2026 00:00:00 GMT");

    assertThat(response.statusCode()).isEqualTo(200);
  }

  @Test
  void showsTheSubstituteInsteadOfAPictureWhenForced() {
    assertThat(header(web.get("/avatar/" + MD5 + "?d=retro&f=y"), "Cache-Control"))
        .isEqualTo("no-store");
    assertThat(header(web.get("/avatar/" + MD5 + "?d=retro&forcedefault=y"), "Cache-Control"))
        .isEqualTo("no-store");
    assertThat(web.get("/avatar/" + MD5 + "?d=404&f=y").statusCode()).isEqualTo(404);
    assertThat(web.get("/avatar/" + MD5 + "?f=y").body())
        .isEqualTo(web.get("/avatar/" + MD5 + "?f=y&d=mp").body());
  }

  @Test
  void writesTheInitialsThatAreAskedForWhenForced() {
    byte[] initials = web.get("/avatar/" + MD5 + "?d=initials&f=y&name=Ada%20Lovelace").body();

    assertThat(initials)
        .isEqualTo(web.get("/avatar/" + MD5 + "?default=initials&f=y&initials=al").body())
        .isNotEqualTo(web.get("/avatar/" + SHA256 + "?d=initials&f=y&initials=al").body())
        .isNotEqualTo(web.get("/avatar/" + MD5 + "?d=initials&f=y&initials=ax").body())
        .isNotEqualTo(web.get("/avatar/" + MD5 + "?d=initials&f=y").body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS"})
  void refusesOtherMethods(String method) {
    HttpResponse<byte[]> response = web.send(method, "/avatar/" + MD5);

    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(header(response, "Allow")).isEqualTo("GET, HEAD");
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "'', @80.png",
    "?s=1, @80.png",
    "?s=81, @256.png",
    "?s=256, @256.png",
    ".webp?size=300, @512.webp",
    "?s=513, @512.png",
    "?s=9999, @512.png",
    "@512.webp?s=9, @512.webp",
  })
  void goesUpToASizeOfAConfiguredList(String asked, String served) {
    assertThat(text(limited.get("/avatar/" + MD5 + asked))).isEqualTo(MD5 + served);
  }

  @Test
  void keepsToTheSizeThatAPathNames() {
    assertThat(limited.get("/avatar/" + MD5 + "@300").statusCode()).isEqualTo(404);
    assertThat(limited.get("/avatar/" + MD5 + "@300?s=512").statusCode()).isEqualTo(404);
    assertThat(limited.get("/avatar/" + MD5 + "@300?d=mp").statusCode()).isEqualTo(200);
  }
}
