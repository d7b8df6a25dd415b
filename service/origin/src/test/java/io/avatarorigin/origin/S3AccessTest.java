package io.avatarorigin.origin;

import static org.assertj.core.api.Assertions.assertThat;

import io.avatarorigin.origin.s3.RawClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who gets what drawn, and what browsers and deletes get, of a whole origin. */
@Timeout(60)
class S3AccessTest {
  private static final String KEY = "0bc83cb571cd1c50ba6f3e8a78ef1346";
  private static final SignedRequests FULL = SignedRequests.by("FULL", "first");
  private static final SignedRequests DRAWN = SignedRequests.by("DRAWN", "second");

  @TempDir private Path data;

  private TestedOrigin tested() {
    return new TestedOrigin(data)
        .with(
            "s3.buckets",
            "[{name: avatars}, {name: half, access: public-drawn, deletes: refused,"
                + " cors: [{origins: ['https://a.example']}]}]")
        .with(
            "s3.credentials",
            "[{access-key-id: FULL, secret-access-key: first},"
                + " {access-key-id: DRAWN, secret-access-key: second, reads: drawn}]");
  }

  private static RawClient.Reply get(RawClient client, SignedRequests by, String path)
      throws IOException {
    return client.ask("GET " + path + " HTTP/1.1", by.lines("GET", path));
  }

  @Test
  void drawsNothingForAKeyOfWhatIsDrawn() throws IOException {
    TestedOrigin tested = tested();
    try (OriginServer origin = tested.start();
        RawClient client = new RawClient(origin.s3Port())) {
      RawClient.Reply refused = get(client, DRAWN, "/avatars/" + KEY + ".png");
      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.body()).contains("<Code>AccessDenied</Code>", "not made yet");
      assertThat(get(client, DRAWN, "/avatars/nonsense").status()).isEqualTo(404);
      assertThat(tested.engine.begun()).isZero();

      assertThat(get(client, FULL, "/avatars/" + KEY + ".png").status()).isEqualTo(200);
      assertThat(get(client, DRAWN, "/avatars/" + KEY + ".png").status()).isEqualTo(200);
      assertThat(get(client, DRAWN, "/avatars/" + KEY + "@32.jpg").status()).isEqualTo(200);
      assertThat(tested.engine.begun()).isEqualTo(1);
    }
  }

  @Test
  void namesHeadersThatAreNotSignedInTheirOrderOfArrival() throws IOException {
    String path = "/avatars/" + KEY + ".png";
    try (OriginServer origin = tested().start();
        RawClient client = new RawClient(origin.s3Port())) {
      List<String> unsigned =
          List.of("x-amz-zebra", "X-Amz-Apple", "x-amz-mango", "x-amz-banana", "X-AMZ-Yak");
      assertNotSigned(client, path, unsigned);
      assertNotSigned(client, path, unsigned.reversed());
    }
  }

  private static void assertNotSigned(RawClient client, String path, List<String> unsigned)
      throws IOException {
    List<String> lines = new ArrayList<>(List.of(FULL.lines("GET", path)));
    unsigned.forEach(name -> lines.add(name + ": 1"));
    RawClient.Reply refused = client.ask("GET " + path + " HTTP/1.1", lines.toArray(String[]::new));
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.body())
        .contains(
            "<HeadersNotSigned>"
                + String.join(",", unsigned).toLowerCase(Locale.ROOT)
                + "</HeadersNotSigned>");
  }

  @Test
  void drawsForSignedRequestsAloneWhereWhatIsDrawnIsPublic() throws IOException {
    TestedOrigin tested = tested();
    String path = "/half/" + KEY + ".png";
    try (OriginServer origin = tested.start();
        RawClient client = new RawClient(origin.s3Port())) {
      assertThat(client.ask("GET " + path + " HTTP/1.1").status()).isEqualTo(403);
      assertThat(client.ask("HEAD " + path + " HTTP/1.1").status()).isEqualTo(403);
      assertThat(tested.engine.begun()).isZero();

      assertThat(get(client, FULL, path).status()).isEqualTo(200);
      assertThat(client.ask("GET " + path + " HTTP/1.1").status()).isEqualTo(200);
      assertThat(client.ask("GET /half HTTP/1.1").status()).isEqualTo(403);
    }
  }

  @Test
  void letsAPageReadThePictureAndItsETag() throws IOException {
    try (OriginServer origin = tested().start();
        RawClient client = new RawClient(origin.s3Port())) {
      String path = "/half/" + KEY + ".png";
      RawClient.Reply preflight =
          client.ask(
              "OPTIONS " + path + " HTTP/1.1",
              "Origin: https://a.example",
              "Access-Control-Request-Method: GET");
      assertThat(preflight.status()).isEqualTo(200);
      assertThat(preflight.header("access-control-allow-methods")).hasValue("GET, HEAD");
      assertThat(preflight.header("content-length")).hasValue("0");

      get(client, FULL, path);
      RawClient.Reply picture =
          client.ask("GET " + path + " HTTP/1.1", "Origin: https://a.example");
      assertThat(picture.header("access-control-allow-origin")).hasValue("https://a.example");
      assertThat(picture.header("access-control-expose-headers")).hasValue("ETag");
      assertThat(picture.header("vary")).hasValue("Origin");
    }
  }

  @Test
  void bearsUnsignedHeadersAndShortensRefusalsAsTold() throws IOException {
    String path = "/avatars/" + KEY + ".png";
    TestedOrigin told =
        tested().with("s3.unsigned-headers", "x-amz-added").with("s3.signature-echo", "false");
    try (OriginServer origin = told.start();
        RawClient client = new RawClient(origin.s3Port())) {
      assertThat(getWith(client, FULL, path, "X-Amz-Added: 1").status()).isEqualTo(200);
      assertThat(getWith(client, FULL, path, "X-Amz-Cf-Id: 1").body())
          .contains("<HeadersNotSigned>x-amz-cf-id</HeadersNotSigned>");
      assertThat(get(client, SignedRequests.by("FULL", "guess"), path).body())
          .contains("<Code>SignatureDoesNotMatch</Code>")
          .doesNotContain("CanonicalRequest", "StringToSign", "SignatureProvided");
    }
  }

  private static RawClient.Reply getWith(
      RawClient client, SignedRequests by, String path, String line) throws IOException {
    List<String> lines = new ArrayList<>(List.of(by.lines("GET", path)));
    lines.add(line);
    return client.ask("GET " + path + " HTTP/1.1", lines.toArray(String[]::new));
  }

  @Test
  void refusesDeletesOrIgnoresThemAsTheBucketSays() throws IOException {
    try (OriginServer origin = tested().start();
        RawClient client = new RawClient(origin.s3Port())) {
      assertThat(
              client
                  .ask("DELETE /half/x HTTP/1.1", FULL.lines("DELETE", "/half/x"))
                  .header("allow"))
          .hasValue("GET, HEAD, OPTIONS");
      assertThat(
              client.ask("DELETE /avatars/x HTTP/1.1", FULL.lines("DELETE", "/avatars/x")).status())
          .isEqualTo(204);
    }
  }
}
