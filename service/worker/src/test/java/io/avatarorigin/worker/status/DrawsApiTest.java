package io.avatarorigin.worker.status;

import static io.avatarorigin.worker.TestedWorker.ENDLESS;
import static io.avatarorigin.worker.TestedWorker.SHORT;
import static io.avatarorigin.worker.TestedWorker.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.avatarorigin.worker.TestedWorker;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code /v1/draws/{id}} over HTTP, with a tiny model. */
class DrawsApiTest {
  private static final String PATH = "/sdapi/v1/txt2img";

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-05-06T07:08:10Z"));
  private TestedWorker worker;

  @BeforeEach
  void start() {
    worker = TestedWorker.setup().at(now::get).ready();
  }

  @AfterEach
  void stop() {
    worker.close();
  }

  /** A server-sent event. */
  private record Event(String name, JsonNode data) {}

  @Test
  void followsARequestFromTheQueueToItsEnd() {
    CompletableFuture<HttpResponse<byte[]>> before = post(ENDLESS, "before");
    worker.awaitDrawing(1, 0);
    CompletableFuture<HttpResponse<byte[]>> followed =
        post(SHORT.replace("\"steps\": 2", "\"steps\": 5, \"batch_size\": 2"), "followed");
    worker.awaitDrawing(1, 2);

    JsonNode waiting = json(worker.get("/v1/draws/followed"));
    CompletableFuture<HttpResponse<byte[]>> events = following("followed", "");
    interrupt("before");

    assertThat(before.join().statusCode()).isEqualTo(200);
    assertThat(followed.join().statusCode()).isEqualTo(200);
    assertThat(waiting.required("state").textValue()).isEqualTo("waiting");
    assertThat(waiting.required("ahead").intValue()).isZero();
    assertThat(waiting.required("pictures").intValue()).isEqualTo(2);
    assertThat(waiting.required("submitted").textValue()).isEqualTo("2026-05-06T07:08:10Z");
    List<Event> told = events(events);
    assertThat(told.getFirst().name()).isIn("waiting", "drawing", "step");
    assertThat(told.getLast().name()).isEqualTo("done");
    assertThat(told.getLast().data().required("finished").intValue()).isEqualTo(2);
    assertThat(told)
        .filteredOn(event -> event.name().equals("step"))
        .isNotEmpty()
        .allSatisfy(
            event -> {
              assertThat(event.data().required("step").intValue()).isBetween(1, 5);
              assertThat(event.data().required("steps").intValue()).isEqualTo(5);
              assertThat(event.data().has("preview")).isFalse();
            });
    JsonNode done = json(worker.get("/v1/draws/followed"));
    assertThat(done.required("state").textValue()).isEqualTo("done");
    assertThat(done.has("ahead")).isFalse();
    assertThat(done.has("ended")).isTrue();
  }

  @Test
  void showsPreviewsToWhoAsksForThem() throws IOException {
    CompletableFuture<HttpResponse<byte[]>> drawing = post(ENDLESS, "seen");
    worker.awaitDrawing(1, 0);
    CompletableFuture<HttpResponse<byte[]>> events = following("seen", "?previews=true");
    int reached = step("seen");
    TestedWorker.eventually("some steps are done", () -> step("seen") > reached + 3);
    interrupt("seen");

    assertThat(drawing.join().statusCode()).isEqualTo(200);
    List<Event> told = events(events);
    assertThat(told.getLast().name()).isEqualTo("cancelled");
    String preview =
        told.stream()
            .filter(event -> event.data().has("preview"))
            .map(event -> event.data().required("preview").textValue())
            .findFirst()
            .orElseThrow();
    BufferedImage image =
        ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(preview)));
    assertThat(image.getWidth()).isEqualTo(64); // a pixel for each cell of the latent
  }

  @Test
  void tellsStepsAsTheyAreDone() {
    CompletableFuture<HttpResponse<byte[]>> drawing = post(ENDLESS, "endless");
    worker.awaitDrawing(1, 0);

    try (Stream<String> lines = worker.lines("/v1/draws/endless/events")) {
      assertThat(lines.filter(line -> line.equals("event: step")).limit(3)).hasSize(3);
    }

    assertThat(drawing).isNotDone();
    interrupt("endless");
    assertThat(drawing.join().statusCode()).isEqualTo(200);
  }

  @Test
  void tellsTheEndOfWhatHasEndedAlready() {
    post(SHORT, "ended").join();

    List<Event> told = events(following("ended", ""));

    assertThat(told).extracting(Event::name).containsExactly("done");
  }

  @Test
  void tellsWhyThereIsNoPicture() {
    post(TestedWorker.FAILING, "failing").join();

    assertThat(events(following("failing", "")).getLast())
        .satisfies(
            event -> {
              assertThat(event.name()).isEqualTo("failed");
              assertThat(event.data().required("problem").textValue()).isEqualTo("the draw failed");
            });
  }

  @Test
  void forgetsARequestAfterAWhile() {
    post(SHORT, "old").join();
    now.updateAndGet(instant -> instant.plus(Duration.ofSeconds(59)));
    assertThat(worker.get("/v1/draws/old").statusCode()).isEqualTo(200);

    now.updateAndGet(instant -> instant.plus(Duration.ofSeconds(2)));

    assertThat(worker.get("/v1/draws/old").statusCode()).isEqualTo(404);
    assertThat(worker.get("/v1/draws/old/events").statusCode()).isEqualTo(404);
    assertThat(worker.get("/v1/draws/never").statusCode()).isEqualTo(404);
  }

  @Test
  void knowsTheNewestRequestOfAName() {
    CompletableFuture<HttpResponse<byte[]>> first = post(ENDLESS, "same");
    worker.awaitDrawing(1, 0);
    CompletableFuture<HttpResponse<byte[]>> second = post(ENDLESS, "same");
    worker.awaitDrawing(1, 1);

    interrupt("same");

    assertThat(second.join().statusCode()).isEqualTo(200);
    worker.awaitDrawing(1, 0);
    worker.post("/sdapi/v1/interrupt", "");
    assertThat(first.join().statusCode()).isEqualTo(200);
  }

  private CompletableFuture<HttpResponse<byte[]>> post(String body, String id) {
    return worker.posting(PATH, body, "X-Request-Id", id);
  }

  private CompletableFuture<HttpResponse<byte[]>> following(String id, String query) {
    return worker.send("GET", "/v1/draws/" + id + "/events" + query, Optional.empty());
  }

  private void interrupt(String id) {
    assertThat(worker.send("DELETE", "/v1/draws/" + id, Optional.empty()).join().statusCode())
        .isEqualTo(200);
  }

  private int step(String id) {
    return json(worker.get("/v1/draws/" + id)).required("step").intValue();
  }

  private static List<Event> events(CompletableFuture<HttpResponse<byte[]>> response) {
    assertThat(response.join().headers().firstValue("Content-Type")).hasValue("text/event-stream");
    String text = new String(response.join().body(), StandardCharsets.UTF_8);
    List<Event> events = new ArrayList<>();
    for (String block : text.split("\n\n")) {
      if (!block.startsWith(":")) {
        List<String> lines = block.lines().toList();
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).startsWith("event: ");
        assertThat(lines.get(1)).startsWith("data: ");
        events.add(
            new Event(
                lines.get(0).substring(7),
                json(lines.get(1).substring(6).getBytes(StandardCharsets.UTF_8))));
      }
    }
    return events;
  }
}
