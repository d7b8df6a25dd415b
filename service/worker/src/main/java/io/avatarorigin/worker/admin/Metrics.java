package io.avatarorigin.worker.admin;

import io.avatarorigin.worker.draw.DrawDesk;
import io.avatarorigin.worker.draw.DrawListener;
import io.avatarorigin.worker.draw.DrawOutcome;
import io.avatarorigin.worker.http.AnswerListener;
import io.avatarorigin.worker.load.Lifecycle;
import io.avatarorigin.worker.load.LoadStage;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/**
 * What the worker counts, in Prometheus' format. Every name begins with {@code
 * avatar_origin_worker_}, and labels come from closed sets.
 */
public final class Metrics implements DrawListener, AnswerListener {
  private static final String PREFIX = "avatar_origin_worker_";

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Map<DrawOutcome, Counter> draws = new EnumMap<>(DrawOutcome.class);
  private final Timer drawing =
      Timer.builder(PREFIX + "draw")
          .description("Time that a finished picture took, without its wait")
          .publishPercentileHistogram()
          .minimumExpectedValue(Duration.ofMillis(50))
          .maximumExpectedValue(Duration.ofMinutes(2))
          .register(registry);

  /** Counts from now on, and shows how far the model is. */
  public Metrics(Lifecycle lifecycle) {
    for (DrawOutcome outcome : DrawOutcome.values()) {
      draws.put(
          outcome,
          Counter.builder(PREFIX + "draws")
              .description("Pictures by how their draw ended")
              .tag("outcome", outcome.label())
              .register(registry));
    }
    for (LoadStage stage : LoadStage.values()) {
      Gauge.builder(
              PREFIX + "load_stage", lifecycle, it -> it.load().reached().stage() == stage ? 1 : 0)
          .description("1 for the stage that the model is in")
          .tag("stage", stage.label())
          .register(registry);
      if (stage != LoadStage.DONE) {
        Gauge.builder(PREFIX + "load_seconds", lifecycle, it -> seconds(it.load().spent(stage)))
            .description("How long the model has been in each stage so far")
            .tag("stage", stage.label())
            .register(registry);
      }
    }
    gauge(
        "load_percent",
        "How much of its stage the model has behind it",
        lifecycle,
        it -> it.load().reached().percent());
    for (Lifecycle.State state : Lifecycle.State.values()) {
      Gauge.builder(PREFIX + "state", lifecycle, it -> it.state() == state ? 1 : 0)
          .description("1 for the state that the worker is in")
          .tag("state", state.label())
          .register(registry);
    }
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }

  /** Shows the desk's state whenever metrics are read. */
  public void watch(DrawDesk desk) {
    gauge("queue_depth", "Pictures that wait", desk, DrawDesk::waiting);
    gauge("drawing", "Pictures that are being drawn", desk, DrawDesk::drawing);
    gauge("capacity", "Pictures that can be drawn at once", desk, DrawDesk::capacity);
  }

  @Override
  public void ended(DrawOutcome outcome, Duration took) {
    Objects.requireNonNull(draws.get(outcome)).increment();
    if (outcome == DrawOutcome.DRAWN) {
      drawing.record(took);
    }
  }

  @Override
  public void answered(String route, int status) {
    Counter.builder(PREFIX + "http_requests")
        .description("Requests by route and status; 0 where the client went away")
        .tag("route", route)
        .tag("status", Integer.toString(status))
        .register(registry)
        .increment();
  }

  /** The text that Prometheus scrapes. */
  String scrape() {
    return registry.scrape();
  }

  private <T> void gauge(String name, String description, T of, ToDoubleFunction<T> value) {
    Gauge.builder(PREFIX + name, of, value).description(description).register(registry);
  }
}
