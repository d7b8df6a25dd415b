package io.avatarorigin.origin.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.avatarorigin.origin.web.exchange.Problem;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * A row of the tables in docs/gravatar.md: what others do, and what is done here.
 *
 * @param shown asks for what {@code here} says and checks the answers
 */
record Compared(
    String what, String gravatar, String libravatar, String here, Consumer<RunningWeb> shown) {
  static final String MD5 = "0bc83cb571cd1c50ba6f3e8a78ef1346";
  static final String SHA256 = "84059b07d4be67b806386c0aad8070a23f18836bbaae342275dc0a83414c32ee";

  /** What no document of theirs says. */
  static final String UNTOLD = "?";

  /** What they do not have. */
  static final String NONE = "-";

  String line() {
    return "| %s | %s | %s | %s |\n".formatted(what, gravatar, libravatar, here);
  }

  @Override
  public String toString() {
    return what;
  }

  /** The picture of this rendition is sent for this path and query behind {@code /avatar/}. */
  static HttpResponse<byte[]> picture(
      RunningWeb web, String asked, String rendition, String... headers) {
    HttpResponse<byte[]> response = web.get("/avatar/" + asked, headers);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(new String(response.body(), StandardCharsets.UTF_8)).isEqualTo(rendition);
    return response;
  }

  /** A substitute is sent. */
  static byte[] substitute(RunningWeb web, String asked) {
    HttpResponse<byte[]> response = web.get("/avatar/" + asked);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(header(response, "Content-Type")).isEqualTo("image/png");
    assertThat(header(response, "Cache-Control")).isEqualTo("no-store");
    return response.body();
  }

  /** No picture is sent, and the answer says why. */
  static HttpResponse<byte[]> problem(RunningWeb web, String asked, int status) {
    HttpResponse<byte[]> response = web.get("/avatar/" + asked);
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(header(response, "Content-Type")).isEqualTo(Problem.CONTENT_TYPE);
    assertThat(header(response, "Cache-Control")).isEqualTo("no-store");
    return response;
  }

  /** The client is sent to this address. */
  static HttpResponse<byte[]> redirect(RunningWeb web, String asked, String location) {
    HttpResponse<byte[]> response = web.get("/avatar/" + asked);
    assertThat(response.statusCode()).isEqualTo(302);
    assertThat(header(response, "Location")).isEqualTo(location);
    return response;
  }

  static String header(HttpResponse<byte[]> response, String name) {
    return response.headers().firstValue(name).orElse("absent");
  }

  /** From now on no picture can be had at once. */
  static void cold(RunningWeb web) {
    web.source.becomes(FakeSource.notYet());
  }
}
