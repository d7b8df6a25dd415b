package io.avatarorigin.worker.admin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.avatarorigin.worker.http.Json;
import io.avatarorigin.worker.load.Lifecycle;
import io.avatarorigin.worker.load.LoadState;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerResponse;

/**
 * The admin socket: {@code /health/{started,live,ready}} and {@code /metrics}. It answers whoever
 * can reach it, so it belongs on a closed network.
 */
public final class AdminFace {
  private final Metrics metrics;
  private final Lifecycle lifecycle;

  public AdminFace(Metrics metrics, Lifecycle lifecycle) {
    this.metrics = metrics;
    this.lifecycle = lifecycle;
  }

  public void route(HttpRouting.Builder routing) {
    routing
        .get("/health/started", (request, response) -> health(response, lifecycle.hasStarted()))
        .get(
            "/health/live",
            (request, response) -> health(response, lifecycle.state() != Lifecycle.State.BROKEN))
        .get(
            "/health/ready",
            (request, response) -> health(response, lifecycle.state() == Lifecycle.State.READY))
        .get("/metrics", (request, response) -> metrics(response));
  }

  /** The body is the same for each, for people who wonder why. */
  private void health(ServerResponse response, boolean up) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    LoadState.Reached reached = lifecycle.load().reached();
    body.put("status", up ? "UP" : "DOWN")
        .put("state", lifecycle.state().label())
        .put("stage", reached.stage().label())
        .put("percent", reached.percent());
    lifecycle.fault().ifPresent(fault -> body.put("fault", fault));
    Json.send(response, up ? 200 : 503, body);
  }

  private void metrics(ServerResponse response) {
    response
        .header(HeaderNames.CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")
        .send(metrics.scrape());
  }
}
