package io.avatarorigin.origin;

import static org.assertj.core.api.Assertions.assertThat;

import io.avatarorigin.origin.s3.RawClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Keys of a mounted Secret that is swapped while requests come without a pause. */
@Timeout(120)
class CredentialReloadTest {
  private static final String PATH = "/avatars/0bc83cb571cd1c50ba6f3e8a78ef1346.png";
  private static final String FIRST = "- {access-key-id: ONE, secret-access-key: first}\n";
  private static final String NEXT = "- {access-key-id: ONE, secret-access-key: next}\n";

  @TempDir private Path data;
  @TempDir private Path folder;

  /** Asks for the same picture again and again, signed with one secret, on one connection. */
  private static final class Asker {
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final AtomicInteger answered = new AtomicInteger();
    private final CompletableFuture<Integer> refused;

    Asker(int port, String secret) {
      this.refused = CompletableFuture.supplyAsync(() -> ask(port, secret));
    }

    private int ask(int port, String secret) {
      int refusals = 0;
      try (RawClient client = new RawClient(port)) {
        while (!stopped.get()) {
          refusals += get(client, secret) == 200 ? 0 : 1;
          answered.incrementAndGet();
        }
      } catch (IOException e) {
        throw new IllegalStateException("a request was dropped", e);
      }
      return refusals;
    }

    /** How many requests were refused, of more than a few. */
    int stop() {
      stopped.set(true);
      int refusals = refused.join();
      assertThat(answered).hasValueGreaterThan(10);
      return refusals;
    }
  }

  private static int get(RawClient client, String secret) throws IOException {
    return client
        .ask("GET " + PATH + " HTTP/1.1", SignedRequests.by("ONE", secret).lines("GET", PATH))
        .status();
  }

  private static void awaitStatus(RawClient client, String secret, int status) throws IOException {
    int answer;
    do {
      answer = get(client, secret);
    } while (answer != status);
  }

  private static void awaitMetric(OriginServer origin, String line) throws IOException {
    String metrics;
    do {
      try (RawClient admin = new RawClient(origin.adminPort())) {
        admin.write("GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        metrics = admin.rest();
      }
    } while (!metrics.contains(line));
  }

  @Test
  void refusesNoRequestWhoseKeyWasValidAtTheTime() throws IOException {
    MountedSecret mount = MountedSecret.at(folder);
    mount.swap(Map.of("keys.yaml", FIRST));
    TestedOrigin tested =
        new TestedOrigin(data)
            .with("s3.buckets", "[{name: avatars}]")
            .with("s3.credentials-from", folder.toString());
    try (OriginServer origin = tested.start();
        RawClient client = new RawClient(origin.s3Port())) {
      assertThat(get(client, "first")).isEqualTo(200);
      assertThat(get(client, "next")).isEqualTo(403);

      Asker first = new Asker(origin.s3Port(), "first");
      mount.swap(Map.of("keys.yaml", FIRST + NEXT));
      awaitStatus(client, "next", 200);
      Asker next = new Asker(origin.s3Port(), "next");
      assertThat(get(client, "first")).isEqualTo(200);
      assertThat(first.stop()).isZero();

      mount.swap(Map.of("other.yaml", NEXT));
      awaitStatus(client, "first", 403);

      mount.swap(Map.of("other.yaml", "- {access-key-id: ONE, secret-access-k"));
      awaitMetric(origin, "avatar_origin_credentials_stale 1.0");
      assertThat(next.stop()).isZero();
      assertThat(get(client, "next")).isEqualTo(200);

      mount.swap(Map.of());
      awaitStatus(client, "next", 403);
      awaitMetric(origin, "avatar_origin_credentials_stale 0.0");
      awaitMetric(origin, "avatar_origin_credential_changes_total{outcome=\"taken\"} 3.0");
      awaitMetric(origin, "avatar_origin_credential_changes_total{outcome=\"refused\"} 1.0");
    }
  }
}
