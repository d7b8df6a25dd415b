package io.avatarorigin.origin.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.avatarorigin.origin.avatar.ContentVersion;
import io.avatarorigin.origin.engine.DrawQueue;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerResponse;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The admin socket: {@code /health/{live,ready,started}}, {@code /metrics}, {@code /scaling} and
 * {@code /status}. It answers whoever can reach it, so it belongs on a closed network.
 */
public final class AdminFace {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Metrics metrics;
  private final Lifecycle lifecycle;
  private final DrawQueue queue;
  private final ContentVersion contentVersion;

  public AdminFace(
      Metrics metrics, Lifecycle lifecycle, DrawQueue queue, ContentVersion contentVersion) {
    this.metrics = metrics;
    this.lifecycle = lifecycle;
    this.queue = queue;
    this.contentVersion = contentVersion;
  }

  public void route(HttpRouting.Builder routing) {
    routing
        .get("/health/live", (request, response) -> health(response, true))
        .get("/health/started", (request, response) -> health(response, isStarted()))
        .get("/health/ready", (request, response) -> health(response, isReady()))
        .get("/metrics", (request, response) -> metrics(response))
        .get("/scaling", (request, response) -> json(response, Status.OK_200, scaling()))
        .get("/status", (request, response) -> json(response, Status.OK_200, status()));
  }

  private boolean isStarted() {
    return lifecycle.stage() != Lifecycle.Stage.STARTING;
  }

  private boolean isReady() {
    return lifecycle.stage() == Lifecycle.Stage.SERVING;
  }

  private void health(ServerResponse response, boolean up) {
    json(
        response,
        up ? Status.OK_200 : Status.SERVICE_UNAVAILABLE_503,
        Map.of("status", up ? "UP" : "DOWN"));
  }

  private void metrics(ServerResponse response) {
    response
        .header(HeaderNames.CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")
        .send(metrics.scrape());
  }

  /** What an autoscaler needs: KEDA's metrics-api scaler reads {@code queueDepth}. */
  private Map<String, Object> scaling() {
    Map<String, Object> scaling = new LinkedHashMap<>();
    scaling.put("queueDepth", queue.waiting() + queue.running());
    scaling.put("waiting", queue.waiting());
    scaling.put("running", queue.running());
    return scaling;
  }

  private Map<String, Object> status() {
    Map<String, Object> status = new LinkedHashMap<>();
    status.put("stage", lifecycle.stage().name().toLowerCase(Locale.ROOT));
    status.put("contentVersion", contentVersion.toString());
    status.putAll(scaling());
    return status;
  }

  private static void json(ServerResponse response, Status status, Map<String, ?> body) {
    try {
      response
          .status(status)
          .header(HeaderNames.CONTENT_TYPE, "application/json")
          .header(HeaderNames.CACHE_CONTROL, "no-store")
          .send(JSON.writeValueAsBytes(body));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps of text and numbers are always JSON", e);
    }
  }
}
