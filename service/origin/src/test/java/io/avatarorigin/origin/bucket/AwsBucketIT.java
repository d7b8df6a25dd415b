package io.avatarorigin.origin.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The bucket of a real S3 server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AwsBucketIT {
  private static final BucketCredentials RIGHT =
      new BucketCredentials.Pair(S3Server.ACCESS_KEY_ID, S3Server.SECRET_ACCESS_KEY);

  private Path folder;
  private S3Server server;

  @BeforeAll
  void start(@TempDir Path folder) {
    this.folder = folder;
    server = S3Server.start(folder.resolve("server"));
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void readsWhatItWroteWithEverythingThatWasSaidOfIt() {
    try (RemoteBucket bucket = bucket(RIGHT)) {
      byte[] content = bytes("a picture");

      PutResult result =
          bucket.putIfAbsent("a/one.png", content, "image/png", Map.of("drawn-at", "today"));

      assertThat(result).isEqualTo(PutResult.STORED);
      RemoteObject object = bucket.get("a/one.png").orElseThrow();
      assertThat(object.content()).isEqualTo(content);
      assertThat(object.contentType()).isEqualTo("image/png");
      assertThat(object.metadata()).containsEntry("drawn-at", "today");
      assertThat(object.etag()).matches("\"[0-9a-f]{32}\"");
      assertThat(bucket.get("a/other.png")).isEmpty();
    }
  }

  @Test
  void leavesWhatIsThere() {
    try (RemoteBucket bucket = bucket(RIGHT)) {
      bucket.putIfAbsent("first", bytes("first"), "text/plain", Map.of());

      assertThat(bucket.putIfAbsent("first", bytes("second"), "text/plain", Map.of()))
          .isEqualTo(PutResult.ALREADY_THERE);

      assertThat(bucket.get("first").orElseThrow().content()).isEqualTo(bytes("first"));
    }
  }

  @Test
  void ofManyWhoWriteAtOnceOneIsTheFirst() throws Exception {
    int writers = 16;
    try (RemoteBucket bucket = bucket(RIGHT);
        ExecutorService threads = Executors.newFixedThreadPool(writers)) {
      for (int round = 0; round < 20; round++) {
        String key = "race/" + round;
        CyclicBarrier start = new CyclicBarrier(writers);
        List<Future<PutResult>> results = new ArrayList<>();
        for (int writer = 0; writer < writers; writer++) {
          byte[] content = bytes("writer " + writer);
          results.add(
              threads.submit(
                  () -> {
                    start.await();
                    return bucket.putIfAbsent(key, content, "text/plain", Map.of());
                  }));
        }
        List<Integer> stored = new ArrayList<>();
        for (int writer = 0; writer < writers; writer++) {
          if (results.get(writer).get() == PutResult.STORED) {
            stored.add(writer);
          }
        }
        assertThat(stored).as(key).hasSize(1);
        assertThat(bucket.get(key).orElseThrow().content())
            .isEqualTo(bytes("writer " + stored.getFirst()));
      }
    }
  }

  @Test
  void listsAllPagesAndFolders() {
    try (RemoteBucket bucket = bucket(RIGHT)) {
      List<String> keys = new ArrayList<>();
      for (int i = 0; i < 1005; i++) { // a page has 1000
        keys.add("many/%d/%04d".formatted(i % 2, i));
        bucket.putIfAbsent(keys.getLast(), bytes("x"), "text/plain", Map.of());
      }

      assertThat(stream(bucket.list("many/")).map(RemoteEntry::key).toList())
          .isEqualTo(keys.stream().sorted().toList());
      assertThat(stream(bucket.list("many/1/")).findFirst().orElseThrow())
          .returns(1L, RemoteEntry::length)
          .returns("many/1/0001", RemoteEntry::key);
      assertThat(bucket.folders("many/")).containsExactly("0", "1");
      assertThat(bucket.list("none/")).isEmpty();
    }
  }

  @Test
  void deletesWhetherOrNotThereIsSomething() {
    try (RemoteBucket bucket = bucket(RIGHT)) {
      bucket.putIfAbsent("gone", bytes("x"), "text/plain", Map.of());

      bucket.delete("gone");
      bucket.delete("gone");

      assertThat(bucket.get("gone")).isEmpty();
    }
  }

  @Test
  void saysWhoHasToDoWhat() {
    assertThat(refusal(settings(S3Server.BUCKET, new BucketCredentials.Pair("TESTKEY", "wrong"))))
        .hasMessageContainingAll("SignatureDoesNotMatch", "store.secret-access-key")
        .extracting(BucketException::kind)
        .isEqualTo(BucketException.Kind.MISCONFIGURED);
    assertThat(refusal(settings(S3Server.BUCKET, new BucketCredentials.Pair("WHO", "wrong"))))
        .hasMessageContaining("store.access-key-id");
    assertThat(refusal(settings("another", RIGHT)))
        .hasMessageContainingAll("NoSuchBucket", "store.bucket");
    assertThat(
            refusal(
                settings(
                    S3Server.BUCKET, new BucketCredentials.File(folder.resolve("no-such-file")))))
        .hasMessageContaining("store.credentials-file")
        .extracting(BucketException::kind)
        .isEqualTo(BucketException.Kind.MISCONFIGURED);
  }

  @Test
  void readsTheCredentialsFileAgainWhenItHasChanged() throws IOException {
    Path file = folder.resolve("credentials");
    writeCredentials(file, "wrong");
    try (RemoteBucket bucket = bucket(new BucketCredentials.File(file))) {
      assertThat(catchThrowableOfType(BucketException.class, () -> bucket.get("x"))).isNotNull();

      writeCredentials(file, S3Server.SECRET_ACCESS_KEY);

      long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
      while (!isReadable(bucket)) { // the SDK looks at the file every few seconds
        assertThat(System.nanoTime()).isLessThan(deadline);
        LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
      }
    }
  }

  private static boolean isReadable(RemoteBucket bucket) {
    try {
      return bucket.get("x").isEmpty();
    } catch (BucketException e) {
      return false;
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

  private static BucketException refusal(BucketSettings settings) {
    try (RemoteBucket bucket = new AwsBucket(settings)) {
      return catchThrowableOfType(BucketException.class, () -> bucket.get("x"));
    }
  }

  private RemoteBucket bucket(BucketCredentials credentials) {
    return new AwsBucket(settings(S3Server.BUCKET, credentials));
  }

  private BucketSettings settings(String bucket, BucketCredentials credentials) {
    Duration patience = Duration.ofSeconds(30);
    return new BucketSettings(
        "store",
        Optional.of(server.endpoint()),
        bucket,
        "us-east-1",
        true,
        credentials,
        new BucketSettings.Timeouts(patience, patience),
        16,
        1 << 20);
  }

  private static <T> Stream<T> stream(Iterable<T> all) {
    return StreamSupport.stream(all.spliterator(), false);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
