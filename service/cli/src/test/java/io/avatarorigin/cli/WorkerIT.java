package io.avatarorigin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The worker as a process: from its start to the signal that ends it. */
class WorkerIT {
  private static final int SIGTERM_EXIT = 128 + 15;
  private static final String LONG =
      "{\"prompt\": \"headshot, 1girl\", \"steps\": 60, \"seed\": 1}";

  @TempDir private Path folder;

  @Test
  void drawsAndDeliversWhatItDrawsWhenItIsToldToStop() {
    try (RunningWorker worker =
        RunningWorker.start(folder.resolve("data"), "--set=lanes=1", "--set=shutdown-grace=2m")) {
      assertThat(worker.health("live").statusCode()).isEqualTo(200);
      worker.awaitReady();
      assertThat(worker.health("started").statusCode()).isEqualTo(200);
      byte[] before = worker.drawing(LONG).join().body();
      CompletableFuture<HttpResponse<byte[]>> drawn = worker.drawing(LONG);
      Eventually.holds("it draws", () -> worker.state().required("drawing").asInt() == 1);
      CompletableFuture<HttpResponse<byte[]>> waiting = worker.drawing(LONG);
      Eventually.holds("one waits", () -> worker.state().required("waiting").asInt() == 1);

      worker.terminate();

      assertThat(waiting.join().statusCode()).isEqualTo(503);
      assertThat(waiting.join().headers().firstValue("Retry-After")).isPresent();
      assertThat(drawn.join().statusCode()).isEqualTo(200);
      assertThat(drawn.join().body()).hasSameSizeAs(before);
      assertThat(worker.awaitExit()).isEqualTo(SIGTERM_EXIT);
      assertThat(worker.printed()).contains("api      http://127.0.0.1:", "stopped");
    }
  }

  @Test
  void stopsWhileItsModelIsLoaded() {
    try (RunningWorker worker = RunningWorker.start(folder.resolve("data"))) {
      worker.terminate();

      assertThat(worker.awaitExit()).isEqualTo(SIGTERM_EXIT);
    }
  }

  @Test
  void keepsItsTokenToItself() {
    String token = "a-token-that-nobody-shall-read";
    try (RunningWorker worker =
        RunningWorker.start(folder.resolve("data"), "--set=token=" + token)) {
      worker.awaitReady();

      assertThat(worker.drawing(LONG).join().statusCode()).isEqualTo(401);
      worker.terminate();

      worker.awaitExit();
      assertThat(worker.printed()).doesNotContain(token);
    }
  }
}
