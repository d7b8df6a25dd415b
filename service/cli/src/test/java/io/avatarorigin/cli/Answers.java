package io.avatarorigin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.imageio.ImageIO;

/** What answers have to be. */
final class Answers {
  private Answers() {}

  /** A picture, whole: it can be decoded, and its bytes are those that its ETag names. */
  static BufferedImage picture(HttpResponse<byte[]> response) {
    assertThat(response.statusCode()).as(text(response)).isEqualTo(200);
    assertThat(header(response, "ETag")).isEqualTo("\"" + md5(response.body()) + "\"");
    assertThat(header(response, "Content-Length")).isEqualTo("" + response.body().length);
    return decode(response.body());
  }

  static BufferedImage decode(byte[] picture) {
    try {
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(picture));
      assertThat(image).as("a picture that can be decoded").isNotNull();
      return image;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An error in S3's form, and never a part of a picture. */
  static void s3Error(HttpResponse<byte[]> response, int status, String code) {
    assertThat(response.statusCode()).as(text(response)).isEqualTo(status);
    assertThat(header(response, "Content-Type")).isEqualTo("application/xml");
    assertThat(text(response)).contains("<Code>" + code + "</Code>");
  }

  /** An error in the web socket's form, which no cache keeps. */
  static void webError(HttpResponse<byte[]> response, int status) {
    assertThat(response.statusCode()).as(text(response)).isEqualTo(status);
    assertThat(header(response, "Content-Type")).isEqualTo("application/problem+json");
    assertThat(header(response, "Cache-Control")).isEqualTo("no-store");
  }

  /** A picture in the place of another one, which no cache keeps. */
  static void substitute(HttpResponse<byte[]> response) {
    assertThat(response.statusCode()).as(text(response)).isEqualTo(200);
    assertThat(header(response, "Cache-Control")).isEqualTo("no-store");
    assertThat(header(response, "Content-Type")).isEqualTo("image/png");
    decode(response.body());
  }

  /** A number of seconds from which on it is worth to ask again. */
  static void retryAfter(HttpResponse<byte[]> response) {
    assertThat(Integer.parseInt(header(response, "Retry-After"))).isBetween(1, 30);
  }

  static String header(HttpResponse<byte[]> response, String name) {
    return response.headers().firstValue(name).orElse("absent");
  }

  static String text(HttpResponse<byte[]> response) {
    int shown = Math.min(response.body().length, 600);
    return new String(response.body(), 0, shown, StandardCharsets.UTF_8);
  }

  static String md5(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has MD5", e);
    }
  }
}
