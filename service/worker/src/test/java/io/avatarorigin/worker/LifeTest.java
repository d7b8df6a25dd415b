package io.avatarorigin.worker;

import static io.avatarorigin.worker.TestedWorker.ENDLESS;
import static io.avatarorigin.worker.TestedWorker.SHORT;
import static io.avatarorigin.worker.TestedWorker.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.avatarorigin.diffusion.ModelException;
import io.avatarorigin.worker.http.CannotListenException;
import io.avatarorigin.worker.load.LoadStage;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From start to stop, as probes, origins and clients see it. */
class LifeTest {
  private static final String PATH = "/sdapi/v1/txt2img";
  private static final String WORKING =
      "{\"prompt\": \"a cat\", \"steps\": 400, \"width\": 256, \"height\": 256,"
          + " \"sampler_name\": \"Euler\"}";

  @Test
  void tellsHowFarItsModelIs() throws Exception {
    CountDownLatch fetched = new CountDownLatch(1);
    try (TestedWorker worker =
        TestedWorker.setup()
            .with(
                progress -> {
                  progress.at(LoadStage.FETCHING, 42);
                  fetched.await();
                  return TestedWorker.MODEL;
                })
            .start()) {
      TestedWorker.eventually(
          "42 % are fetched",
          () -> json(worker.admin("/health/started")).required("percent").asInt() == 42);

      HttpResponse<byte[]> started = worker.admin("/health/started");
      HttpResponse<byte[]> refused = worker.post(PATH, SHORT);
      JsonNode told = json(worker.get("/v1/worker"));

      assertThat(started.statusCode()).isEqualTo(503);
      assertThat(json(started).required("stage").textValue()).isEqualTo("fetching");
      assertThat(worker.admin("/health/live").statusCode()).isEqualTo(200);
      assertThat(worker.admin("/health/ready").statusCode()).isEqualTo(503);
      assertThat(worker.metric("avatar_origin_worker_load_stage{stage=\"fetching\"}")).isEqualTo(1);
      assertThat(worker.metric("avatar_origin_worker_load_percent")).isEqualTo(42);
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.headers().firstValue("Retry-After")).isPresent();
      assertThat(told.required("state").textValue()).isEqualTo("loading");
      assertThat(told.at("/load/stage").textValue()).isEqualTo("fetching");
      assertThat(told.at("/load/percent").intValue()).isEqualTo(42);
      assertThat(told.has("model")).isFalse();
      for (String path : List.of("/v1/models", "/sdapi/v1/sd-models", "/sdapi/v1/options")) {
        assertThat(worker.get(path).statusCode()).as(path).isEqualTo(503);
      }

      fetched.countDown();
      worker.server().loaded().join();

      for (String probe : List.of("started", "live", "ready")) {
        assertThat(worker.admin("/health/" + probe).statusCode()).as(probe).isEqualTo(200);
      }
      JsonNode ready = json(worker.get("/v1/worker"));
      assertThat(ready.required("state").textValue()).isEqualTo("ready");
      assertThat(ready.at("/load/stage").textValue()).isEqualTo("done");
      assertThat(ready.at("/load/percent").intValue()).isEqualTo(100);
      assertThat(ready.at("/model/digest").textValue()).matches("[0-9a-f]{64}");
      assertThat(ready.at("/model/latentFactor").intValue()).isEqualTo(8);
      assertThat(ready.at("/model/checked").booleanValue()).isFalse();
      assertThat(ready.at("/model/defaults").has("steps")).isFalse();
      assertThat(ready.at("/model/defaults/scheduler").textValue()).isEqualTo("DPMSolverMultistep");
      assertThat(worker.post(PATH, SHORT).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void saysWhyItWillNeverDraw() {
    try (TestedWorker worker = TestedWorker.setup().with(_ -> Path.of("/no/such/folder")).start()) {
      assertThatThrownBy(() -> worker.server().loaded().join())
          .isInstanceOf(CompletionException.class)
          .hasCauseInstanceOf(ModelException.class)
          .hasMessageContaining("/no/such/folder");
      assertThat(worker.admin("/health/started").statusCode()).isEqualTo(503);
    }
  }

  @Test
  void stopsWhileItsModelIsFetched() {
    CountDownLatch never = new CountDownLatch(1);
    TestedWorker worker =
        TestedWorker.setup()
            .with(
                _ -> {
                  never.await();
                  return TestedWorker.MODEL;
                })
            .start();

    worker.close();

    assertThat(worker.server().loaded()).isCompletedExceptionally();
  }

  @Test
  void deliversWhatItDrawsAndHandsBackWhatWaits() {
    TestedWorker worker = TestedWorker.setup().with("shutdown-grace", "1m").ready();
    CompletableFuture<HttpResponse<byte[]>> drawn = worker.posting(PATH, WORKING);
    worker.awaitDrawing(1, 0);
    CompletableFuture<HttpResponse<byte[]>> waiting = worker.posting(PATH, WORKING);
    worker.awaitDrawing(1, 1);

    CompletableFuture<Void> stopped = worker.stopping();

    HttpResponse<byte[]> handedBack = waiting.join();
    assertThat(handedBack.statusCode()).isEqualTo(503);
    assertThat(handedBack.headers().firstValue("Retry-After")).isPresent();
    assertThat(handedBack.headers().firstValue("Connection")).isEmpty();
    assertThat(drawn.join().statusCode()).isEqualTo(200);
    stopped.join();
    worker.close();
  }

  @Test
  void takesNothingInWhileItStops() {
    TestedWorker worker = TestedWorker.setup().with("shutdown-grace", "1m").ready();
    CompletableFuture<HttpResponse<byte[]>> drawn =
        worker.posting(PATH, ENDLESS, "X-Request-Id", "x");
    worker.awaitDrawing(1, 0);
    CompletableFuture<Void> stopped = worker.stopping();
    TestedWorker.eventually("it stops", () -> worker.admin("/health/ready").statusCode() == 503);

    HttpResponse<byte[]> refused = worker.post(PATH, SHORT);

    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.headers().firstValue("Retry-After")).isPresent();
    assertThat(refused.headers().firstValue("Connection")).hasValue("close");
    assertThat(json(worker.get("/v1/worker")).required("state").textValue()).isEqualTo("draining");
    assertThat(worker.admin("/health/live").statusCode()).isEqualTo(200);
    worker.send("DELETE", "/v1/draws/x", Optional.empty()).join();
    assertThat(drawn.join().statusCode()).isEqualTo(200);
    stopped.join();
    worker.close();
  }

  @Test
  void handsBackWhatIsNotDrawnWithinTheGrace() {
    TestedWorker worker = TestedWorker.setup().with("shutdown-grace", "1ms").ready();
    CompletableFuture<HttpResponse<byte[]>> drawn = worker.posting(PATH, ENDLESS);
    worker.awaitDrawing(1, 0);

    worker.server().close();

    assertThat(drawn.join().statusCode()).isEqualTo(503);
    worker.close();
  }

  @Test
  void cancelsWhatTakesTooLong() {
    try (TestedWorker worker = TestedWorker.setup().with("limits.draw-time", "200ms").ready()) {
      HttpResponse<byte[]> late = worker.post(PATH, ENDLESS);

      assertThat(late.statusCode()).isEqualTo(504);
      assertThat(json(late).required("error").textValue()).isEqualTo("DrawTimedOut");
      assertThat(json(late).required("detail").textValue()).contains("0.2 s");
      assertThat(worker.post(PATH, SHORT).statusCode()).isEqualTo(200);
      assertThat(worker.admin("/health/live").statusCode()).isEqualTo(200);
      assertThat(worker.metric("avatar_origin_worker_draws_total{outcome=\"timed_out\"}"))
          .isEqualTo(1);
    }
  }

  @Test
  void refusesWhatTheQueueDoesNotHold() {
    try (TestedWorker worker =
        TestedWorker.setup().with("queue", "1").with("limits.pictures", "1").ready()) {
      CompletableFuture<HttpResponse<byte[]>> drawn =
          worker.posting(PATH, ENDLESS, "X-Request-Id", "drawn");
      worker.awaitDrawing(1, 0);
      CompletableFuture<HttpResponse<byte[]>> waiting =
          worker.posting(PATH, SHORT, "X-Request-Id", "waiting");
      worker.awaitDrawing(1, 1);

      HttpResponse<byte[]> refused = worker.post(PATH, SHORT);

      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.headers().firstValue("Retry-After")).isPresent();
      assertThat(json(worker.get("/v1/draws/waiting")).required("ahead").intValue()).isZero();
      worker.send("DELETE", "/v1/draws/drawn", Optional.empty()).join();
      assertThat(drawn.join().statusCode()).isEqualTo(200);
      assertThat(waiting.join().statusCode()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @CsvSource({"port", "admin.port"})
  void saysWhichPortIsTaken(String setting) {
    try (TestedWorker other = TestedWorker.setup().start()) {
      TestedWorker.Setup setup =
          TestedWorker.setup().with(setting, Integer.toString(other.server().port()));

      assertThatThrownBy(setup::start)
          .isInstanceOf(CannotListenException.class)
          .hasMessageContaining("127.0.0.1:" + other.server().port())
          .hasMessageContaining("another with " + setting);
    }
  }
}
