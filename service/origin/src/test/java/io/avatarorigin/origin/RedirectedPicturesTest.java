package io.avatarorigin.origin;

import static org.assertj.core.api.Assertions.assertThat;

import io.avatarorigin.origin.s3.RawClient;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Where the web socket of an assembled origin sends clients, and what a bucket finds there. */
@Timeout(60)
class RedirectedPicturesTest {
  private static final String HASH = "0bc83cb571cd1c50ba6f3e8a78ef1346";
  private static final String BUCKET = "https://bucket.example/faces";

  @TempDir private Path data;

  @Test
  void sendsToTheKeyThatTheBucketFallsThroughWith() throws IOException {
    TestedOrigin tested =
        new TestedOrigin(data)
            .with("keys.prefix", "a/")
            .with("keys.sizes", "[32]")
            .with("web.pictures-at", BUCKET);
    try (OriginServer origin = tested.start();
        RawClient web = new RawClient(origin.webPort());
        RawClient s3 = new RawClient(origin.s3Port())) {
      RawClient.Reply sent = web.ask("GET /avatar/" + HASH + "?s=32 HTTP/1.1");

      assertThat(sent.status()).isEqualTo(302);
      String location = sent.header("Location").orElseThrow();
      assertThat(location).isEqualTo(BUCKET + "/a/" + HASH + "@32.jpg");
      String key = location.substring(BUCKET.length());
      assertThat(s3.ask("GET /avatars" + key + " HTTP/1.1").status()).isEqualTo(200);
      assertThat(tested.engine.begun()).isEqualTo(1);
      assertThat(web.ask("GET /avatar/" + HASH + " HTTP/1.1").status()).isEqualTo(200);
      assertThat(web.ask("GET /avatar/" + HASH + "?s=50 HTTP/1.1").header("Location"))
          .hasValue(BUCKET + "/a/" + HASH + "@64.jpg"); // the model's own size
      assertThat(s3.ask("GET /avatars/a/" + HASH + "@80.jpg HTTP/1.1").status()).isEqualTo(404);
    }
  }
}
