package io.avatarorigin.origin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.avatarorigin.origin.avatar.ImageFormat;
import io.avatarorigin.origin.bucket.AwsBucket;
import io.avatarorigin.origin.bucket.BucketCredentials;
import io.avatarorigin.origin.bucket.BucketSettings;
import io.avatarorigin.origin.bucket.RemoteBucket;
import io.avatarorigin.origin.bucket.S3Server;
import io.avatarorigin.origin.encode.PictureEncoder;
import io.avatarorigin.origin.encode.Raster;
import io.avatarorigin.origin.pinned.PinnedFiles;
import io.avatarorigin.origin.pinned.PinnedObjects;
import io.avatarorigin.origin.s3.RawClient;
import io.avatarorigin.vocabulary.Hash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pinned pictures and files in the bucket of a real S3 server. */
class PinnedBucketIT {
  private static final String HASH = "0bc83cb571cd1c50ba6f3e8a78ef1346";

  @TempDir private Path folder;
  @TempDir private Path data;
  private S3Server server;
  private RemoteBucket bucket;

  @BeforeEach
  void start() {
    server = S3Server.start(folder);
    bucket =
        new AwsBucket(
            new BucketSettings(
                "pinned",
                Optional.of(server.endpoint()),
                S3Server.BUCKET,
                "us-east-1",
                true,
                new BucketCredentials.Pair(S3Server.ACCESS_KEY_ID, S3Server.SECRET_ACCESS_KEY),
                new BucketSettings.Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(10)),
                4,
                1 << 20));
  }

  @AfterEach
  void stop() {
    bucket.close();
    server.close();
  }

  @Test
  void servesWhatLiesThereAlsoAfterTheServerHasGone() throws IOException {
    byte[] picture =
        PictureEncoder.encode(new Raster(64, 64, new byte[64 * 64 * 3]), ImageFormat.PNG, 100);
    bucket.putIfAbsent("pins/" + HASH + ".png", picture, "image/png", Map.of());
    bucket.putIfAbsent("pins/robots.txt", bytes("User-agent: *\n"), "text/plain", Map.of());
    bucket.putIfAbsent("pins/a/b.txt", bytes("b"), "text/plain", Map.of());
    bucket.putIfAbsent("others/c.txt", bytes("c"), "text/plain", Map.of());
    TestedOrigin tested = tested();
    try (OriginServer origin = tested.start()) {
      assertThat(get(origin, HASH + "@32.png").status()).isEqualTo(200);
      assertThat(get(origin, "robots.txt").body()).isEqualTo("User-agent: *\n");
      assertThat(get(origin, "a/b.txt").body()).isEqualTo("b");
      assertThat(get(origin, "c.txt").status()).isEqualTo(404);

      server.kill();

      assertThat(get(origin, HASH + "@16.webp").status()).isEqualTo(200);
      assertThat(get(origin, "robots.txt").body()).isEqualTo("User-agent: *\n");
      assertThat(tested.engine.begun()).isZero();
    }
    try (OriginServer origin = tested.start()) {
      assertThat(get(origin, HASH + "@32.png").status()).isEqualTo(200);
      assertThat(get(origin, HASH + "@8.png").status()).isEqualTo(503);
      assertThat(get(origin, "a/b.txt").status()).isEqualTo(503);
      server.restart();
      assertThat(get(origin, HASH + "@8.png").status()).isEqualTo(200);
      assertThat(get(origin, "a/b.txt").body()).isEqualTo("b");
      assertThat(tested.engine.begun()).isZero();
    }
  }

  @Test
  void noticesOtherObjectsUnderTheSameKeys() {
    bucket.putIfAbsent("pins/" + HASH + ".png", bytes("one"), "image/png", Map.of());
    bucket.putIfAbsent("pins/robots.txt", bytes("one"), "text/plain", Map.of());
    PinnedFiles files =
        PinnedFiles.ofBucket(
            bucket,
            new PinnedFiles.Place("s3://pictures", "pins/"),
            data.resolve("seen"),
            new PinnedFiles.Rules("", 1 << 20));
    PinnedObjects objects = new PinnedObjects(files, hash -> false);
    assertThat(files.takeChanged()).containsExactly(Hash.parse(HASH));
    assertThat(objects.find("robots.txt").orElseThrow().content()).isEqualTo(bytes("one"));

    bucket.delete("pins/" + HASH + ".png");
    bucket.delete("pins/robots.txt");
    bucket.putIfAbsent("pins/" + HASH + ".png", bytes("two"), "image/png", Map.of());
    bucket.putIfAbsent("pins/robots.txt", bytes("two"), "text/plain", Map.of());
    files.refresh();

    assertThat(files.takeChanged()).containsExactly(Hash.parse(HASH));
    assertThat(files.read(files.of(Hash.parse(HASH)).orElseThrow())).isEqualTo(bytes("two"));
    assertThat(objects.find("robots.txt").orElseThrow().content()).isEqualTo(bytes("two"));
    assertThat(objects.facts("robots.txt", Duration.ofSeconds(10)).orElseThrow().md5())
        .isEqualTo("b8a9f715dbb64fd5c56e7783c6820a61"); // md5sum
  }

  @Test
  void doesNotStartBeforeItHasSeenTheBucket() {
    TestedOrigin wrongSecret = tested().with("pinned.secret-access-key", "wrong");

    assertThatThrownBy(wrongSecret::start)
        .isInstanceOf(OriginException.class)
        .hasMessageContaining("pinned.secret-access-key");
    assertThat(wrongSecret.wasLoaded()).isFalse();
  }

  private TestedOrigin tested() {
    return new TestedOrigin(data)
        .with("pinned.bucket", S3Server.BUCKET)
        .with("pinned.prefix", "pins/")
        .with("pinned.endpoint", server.endpoint().toString())
        .with("pinned.access-key-id", S3Server.ACCESS_KEY_ID)
        .with("pinned.secret-access-key", S3Server.SECRET_ACCESS_KEY);
  }

  private static RawClient.Reply get(OriginServer origin, String key) throws IOException {
    try (RawClient client = new RawClient(origin.s3Port())) {
      return client.ask("GET /avatars/" + key + " HTTP/1.1");
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
