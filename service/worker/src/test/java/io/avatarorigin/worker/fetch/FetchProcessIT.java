package io.avatarorigin.worker.fetch;

import static io.avatarorigin.worker.fetch.Fetching.SOURCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.avatarorigin.worker.fetch.hub.Fault;
import io.avatarorigin.worker.fetch.hub.HubServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fetches in processes of their own, which are killed and wait for each other. */
class FetchProcessIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final int HALF = 1_500_000;

  @TempDir Path parent;

  private final HubServer hub = new HubServer(Models.withLarge());
  private final CountDownLatch latch = new CountDownLatch(1);

  @AfterEach
  void stop() {
    latch.countDown();
    hub.close();
  }

  @Test
  void goesOnWithWhatAKilledProcessHasLeft() throws Exception {
    hub.fault(Models.LARGE, new Fault.Silence(HALF, latch));
    Process first = start("first");
    awaitHalf(first);
    first.destroyForcibly().onExit().join();
    assertThat(folder()).doesNotExist();
    hub.requests().clear();

    Process second = start("second");

    assertThat(second.onExit().join().exitValue()).as(log("second")).isZero();
    HubFetchTest.assertSame(Fetching.content(folder()), Models.withLarge());
    assertThat(hub.requestsOf(Models.LARGE))
        .singleElement()
        .extracting(HubServer.Request::range)
        .isEqualTo("bytes=" + HALF + "-");
    assertThat(hub.requestsOf("unet/model.onnx_data")).isEmpty();
  }

  @Test
  void waitsForAnotherProcessAndFindsItDone() throws Exception {
    hub.fault(Models.LARGE, new Fault.Silence(HALF, latch));
    Process first = start("first");
    awaitHalf(first);
    Process second = start("second");
    holds(second, () -> log("second").contains("another process fetches it; waiting"));
    latch.countDown();

    assertThat(first.onExit().join().exitValue()).as(log("first")).isZero();
    assertThat(second.onExit().join().exitValue()).as(log("second")).isZero();
    assertThat(log("first").lines().toList().getLast()).isEqualTo("FETCHED");
    assertThat(log("second").lines().toList().getLast()).isEqualTo("ALREADY_THERE");
    assertThat(hub.requestsOf(Models.LARGE)).hasSize(1);
  }

  @Test
  void takesOverWhenTheProcessThatItWaitsForIsKilled() throws Exception {
    hub.fault(Models.LARGE, new Fault.Silence(HALF, latch));
    Process first = start("first");
    awaitHalf(first);
    Process second = start("second");
    holds(second, () -> log("second").contains("another process fetches it; waiting"));

    first.destroyForcibly().onExit().join();

    assertThat(second.onExit().join().exitValue()).as(log("second")).isZero();
    assertThat(log("second").lines().toList().getLast()).isEqualTo("FETCHED");
    HubFetchTest.assertSame(Fetching.content(folder()), Models.withLarge());
  }

  @Test
  void namesTheFileThatTheDiskDoesNotTake() throws Exception {
    Process limited = start("ulimit -f 1000;", "limited"); // KiB a file

    assertThat(limited.onExit().join().exitValue()).isEqualTo(1);
    assertThat(log("limited").lines().toList().getLast())
        .isEqualTo(
            "DISK %s: File too large"
                .formatted(parent.resolve(".model.fetching").resolve(Models.LARGE)));
    assertThat(folder()).doesNotExist();
  }

  private Path folder() {
    return parent.resolve("model");
  }

  private Process start(String name) throws IOException {
    return start("", name);
  }

  private Process start(String before, String name) throws IOException {
    return FetchProgram.start(
        before, hub.endpoint(), SOURCE, folder(), parent.resolve(name + ".log"));
  }

  private String log(String name) throws IOException {
    return Files.readString(parent.resolve(name + ".log"));
  }

  /** Waits until all is here but the second half of the large file. */
  private void awaitHalf(Process process) {
    Path workplace = parent.resolve(".model.fetching");
    holds(
        process,
        () -> {
          for (Map.Entry<String, byte[]> file : Models.small().files().entrySet()) {
            if (size(workplace.resolve(file.getKey())) != file.getValue().length) {
              return false;
            }
          }
          return size(workplace.resolve(Models.LARGE)) == HALF;
        });
  }

  private static long size(Path file) throws IOException {
    return Files.exists(file) ? Files.size(file) : 0;
  }

  private static void holds(Process process, Callable<Boolean> condition) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    try {
      while (!condition.call()) {
        assertThat(process.isAlive()).as("alive").isTrue();
        assertThat(System.nanoTime()).as("not within " + PATIENCE).isLessThan(deadline);
        LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
      }
    } catch (Exception e) {
      throw new AssertionError("could not be looked at", e);
    }
  }
}
