package io.avatarorigin.origin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.avatarorigin.origin.web.EventClient;
import io.avatarorigin.vocabulary.Hash;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Pages that listen how a picture comes about, at an assembled origin. */
@Timeout(60)
class EventStreamsTest {
  private static final String FIRST = "0bc83cb571cd1c50ba6f3e8a78ef1346";
  private static final String SECOND = "1bc83cb571cd1c50ba6f3e8a78ef1346";
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path data;

  @Test
  void showsAPictureWhileItIsDrawn() throws Exception {
    TestedOrigin tested = new TestedOrigin(data);
    tested.engine.stepping(2);
    try (OriginServer origin = tested.start();
        HttpClient http = HttpClient.newHttpClient();
        EventClient page = listen(origin, FIRST)) {
      CompletableFuture<HttpResponse<byte[]>> picture = ask(http, origin, "/avatar/" + FIRST);

      assertThat(next(page, "step")).isEqualTo(JSON.readTree("{\"step\":0,\"steps\":4}"));
      assertThat(metric(http, origin)).isEqualTo("avatar_origin_web_event_streams 1.0");
      tested.engine.step();
      assertThat(next(page, "step")).isEqualTo(JSON.readTree("{\"step\":1,\"steps\":2}"));
      tested.engine.step();
      JsonNode seen = next(page, "step");
      assertThat(seen.get("step").asInt()).isEqualTo(2);
      assertThat(Base64.getDecoder().decode(seen.get("preview").asText()))
          .startsWith(0x89, 'P', 'N', 'G');
      tested.engine.step();
      String url = next(page, "done").get("url").asText();
      assertThat(page.next()).isEmpty();

      byte[] drawn = picture.get().body();
      assertThat(ask(http, origin, url).get().body()).isEqualTo(drawn);
      assertThat(tested.engine.begun()).isEqualTo(1);
    }
  }

  @Test
  void showsTheQueueMoveOn() throws Exception {
    TestedOrigin tested = new TestedOrigin(data).with("engine.drawers", "1");
    tested.engine.held();
    try (OriginServer origin = tested.start();
        HttpClient http = HttpClient.newHttpClient();
        EventClient page = listen(origin, SECOND)) {
      CompletableFuture<HttpResponse<byte[]>> first = ask(http, origin, "/avatar/" + FIRST);
      tested.engine.awaitFirstDraw();
      CompletableFuture<HttpResponse<byte[]>> second = ask(http, origin, "/avatar/" + SECOND);

      assertThat(next(page, "queued")).isEqualTo(JSON.readTree("{\"position\":1}"));
      tested.engine.release();
      assertThat(afterSteps(page, "done").get("url").asText())
          .isEqualTo("/avatar/" + SECOND + "@80.jpg");
      assertThat(first.get().statusCode()).isEqualTo(200);
      assertThat(second.get().statusCode()).isEqualTo(200);
    }
  }

  @Test
  void sparesAStreamThatIsSilentForLongerThanAConnectionMayRest() throws Exception {
    TestedOrigin tested = new TestedOrigin(data).closingAfter(Duration.ofMillis(200));
    tested.engine.slow(Hash.parse(FIRST), Duration.ofSeconds(1));
    try (OriginServer origin = tested.start();
        HttpClient http = HttpClient.newHttpClient();
        EventClient page = listen(origin, FIRST)) {
      CompletableFuture<HttpResponse<byte[]>> picture = ask(http, origin, "/avatar/" + FIRST);

      next(page, "step");
      next(page, "done");
      assertThat(picture.get().statusCode()).isEqualTo(200);
    }
  }

  @Test
  void tellsListenersThatItStops() throws Exception {
    OriginServer origin = new TestedOrigin(data).with("shutdown-grace", "1m").start();
    try (EventClient page = listen(origin, FIRST)) {
      assertThat(page.line()).isPresent();

      origin.close();

      assertThat(next(page, "failed").get("reason").asText()).isEqualTo("stopping");
      assertThat(page.next()).isEmpty();
    }
  }

  private static EventClient listen(OriginServer origin, String hash) {
    return EventClient.open(uri(origin.webPort(), "/events/" + hash));
  }

  private static JsonNode next(EventClient page, String name) throws Exception {
    EventClient.Event event = page.next().orElseThrow();
    assertThat(event.name()).as(event.data()).isEqualTo(name);
    return JSON.readTree(event.data());
  }

  /** The event of this name; steps before it may be many, or missed. */
  private static JsonNode afterSteps(EventClient page, String name) throws Exception {
    EventClient.Event event = page.next().orElseThrow();
    while (event.name().equals("step")) {
      event = page.next().orElseThrow();
    }
    assertThat(event.name()).as(event.data()).isEqualTo(name);
    return JSON.readTree(event.data());
  }

  private static CompletableFuture<HttpResponse<byte[]>> ask(
      HttpClient http, OriginServer origin, String path) {
    HttpRequest request = HttpRequest.newBuilder(uri(origin.webPort(), path)).build();
    return http.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray());
  }

  private static String metric(HttpClient http, OriginServer origin) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(uri(origin.adminPort(), "/metrics")).build();
    String metrics =
        http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8)).body();
    return metrics
        .lines()
        .filter(line -> line.startsWith("avatar_origin_web_event_streams"))
        .findFirst()
        .orElse("");
  }

  private static URI uri(int port, String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }
}
