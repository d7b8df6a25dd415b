package io.avatarorigin.origin.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.avatarorigin.origin.avatar.ContentVersion;
import io.avatarorigin.origin.engine.Demand;
import io.avatarorigin.origin.engine.DrawQueue;
import io.avatarorigin.origin.engine.EngineState;
import io.avatarorigin.origin.engine.Workshop;
import io.avatarorigin.origin.store.shared.SharedState;
import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerResponse;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The admin socket: {@code /health/{live,ready,started}}, {@code /metrics}, {@code /scaling} and
 * {@code /status}. It answers whoever can reach it, so it belongs on a closed network.
 */
public final class AdminFace {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Metrics metrics;
  private final Lifecycle lifecycle;
  private volatile boolean needsWorker;
  private volatile Optional<Watched> watched = Optional.empty();
  private volatile Supplier<Optional<SharedState>> shared = Optional::empty;

  /** Tells of an origin that is starting, and has no model yet. */
  public AdminFace(Metrics metrics, Lifecycle lifecycle) {
    this.metrics = metrics;
    this.lifecycle = lifecycle;
  }

  private record Watched(DrawQueue queue, Workshop workshop, ContentVersion contentVersion) {}

  /**
   * Says what the start waits for.
   *
   * @param isWorker whether it takes a worker, so that one is wanted though nothing is queued yet
   */
  public void awaitDrawer(boolean isWorker) {
    needsWorker = isWorker;
  }

  /** Tells of draws from now on. */
  public void watch(DrawQueue queue, Workshop workshop, ContentVersion contentVersion) {
    watched = Optional.of(new Watched(queue, workshop, contentVersion));
  }

  /** Tells of the bucket that is shared from now on. */
  public void watch(Supplier<Optional<SharedState>> shared) {
    this.shared = shared;
  }

  /** Answers what never reaches a route, in the form of the other answers. */
  public DirectHandlers unroutedErrors() {
    DirectHandlers.Builder builder = DirectHandlers.builder();
    for (DirectHandler.EventType eventType : DirectHandler.EventType.values()) {
      builder.addHandler(eventType, AdminFace::refuse);
    }
    return builder.build();
  }

  private static DirectHandler.TransportResponse refuse(
      DirectHandler.TransportRequest request,
      DirectHandler.EventType eventType,
      Status status,
      ServerResponseHeaders headers,
      @Nullable String message) {
    return DirectHandler.TransportResponse.builder()
        .status(status)
        .headers(headers)
        .keepAlive(false)
        .header(HeaderNames.CONTENT_TYPE, "application/json")
        .header(HeaderNames.CACHE_CONTROL, "no-store")
        .entity(bytes(Map.of("error", status.reasonPhrase())))
        .build();
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

  /** What an autoscaler needs: KEDA's metrics-api scaler reads {@code demand}. */
  private Map<String, Object> scaling() {
    Map<String, Object> scaling = new LinkedHashMap<>();
    Demand demand = watched.map(it -> it.queue().demand()).orElse(Demand.NONE);
    boolean waitsForWorker = watched.isEmpty() && needsWorker;
    scaling.put("queued", demand.queued());
    scaling.put("drawing", demand.drawing());
    scaling.put("demand", waitsForWorker ? 1 : demand.total());
    scaling.put("oldestSeconds", demand.oldest().toSeconds());
    scaling.put("workers", watched.map(it -> it.queue().engines()).orElse(0));
    return scaling;
  }

  private Map<String, Object> status() {
    Map<String, Object> status = new LinkedHashMap<>();
    status.put("stage", lifecycle.stage().name().toLowerCase(Locale.ROOT));
    watched.ifPresent(it -> status.put("contentVersion", it.contentVersion().toString()));
    status.putAll(scaling());
    watched.ifPresent(
        it ->
            status.put(
                "engines", it.workshop().engines().stream().map(AdminFace::engine).toList()));
    shared.get().ifPresent(state -> status.put("sharedBucket", sharedBucket(state)));
    return status;
  }

  private static Map<String, Object> engine(EngineState engine) {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("name", engine.name());
    told.put("condition", engine.condition().name().toLowerCase(Locale.ROOT));
    told.put("drawing", engine.drawing());
    if (!engine.detail().isEmpty()) {
      told.put("detail", engine.detail());
    }
    return told;
  }

  private static Map<String, Object> sharedBucket(SharedState state) {
    Map<String, Object> status = new LinkedHashMap<>();
    status.put("state", state.problem().isPresent() ? "unusable" : "usable");
    state.problem().ifPresent(problem -> status.put("problem", problem));
    status.put("backlog", state.backlog());
    return status;
  }

  private static void json(ServerResponse response, Status status, Map<String, ?> body) {
    response
        .status(status)
        .header(HeaderNames.CONTENT_TYPE, "application/json")
        .header(HeaderNames.CACHE_CONTROL, "no-store")
        .send(bytes(body));
  }

  private static byte[] bytes(Map<String, ?> body) {
    try {
      return JSON.writeValueAsBytes(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps of text and numbers are always JSON", e);
    }
  }
}
