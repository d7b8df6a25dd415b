package io.avatarorigin.origin.admin;

import io.avatarorigin.origin.connection.ConnectionListener;
import io.avatarorigin.origin.engine.DrawListener;
import io.avatarorigin.origin.engine.DrawQueue;
import io.avatarorigin.origin.engine.DrawResult;
import io.avatarorigin.origin.s3.S3Answer;
import io.avatarorigin.origin.s3.S3Operation;
import io.avatarorigin.origin.s3.wire.S3ErrorCode;
import io.avatarorigin.origin.store.StoreListener;
import io.avatarorigin.origin.web.exchange.WebAnswer;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the origin counts, in Prometheus' format. Every name begins with {@code avatar_origin_}, and
 * labels come from closed sets.
 */
public final class Metrics implements DrawListener, StoreListener {
  private static final String PREFIX = "avatar_origin_";

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Map<S3Answer, Counter> s3Requests = new ConcurrentHashMap<>();
  private final Map<WebAnswer, Counter> webRequests = new ConcurrentHashMap<>();
  private final Counter drawn = draws("drawn");
  private final Counter refused = draws("refused");
  private final Counter failed = draws("failed");
  private final Counter cancelled = draws("cancelled");
  private final Timer drawing =
      Timer.builder(PREFIX + "draw")
          .description("Time that a finished draw took, without its wait")
          .publishPercentileHistogram()
          .minimumExpectedValue(Duration.ofMillis(50))
          .maximumExpectedValue(Duration.ofMinutes(2))
          .register(registry);
  private final Counter damaged =
      counter("store_damaged_files", "Stored files whose digest did not match, and were removed");
  private final Counter diskFailures =
      counter("store_disk_failures", "Files that could not be read, written or removed");
  private final Counter evicted =
      counter("store_evicted_files", "Files removed to stay under the disk limit");

  private final Counter deletesIgnored =
      counter("deletes_ignored", "DeleteObject requests that were answered 204, without effect");

  /** Shows the queue's state whenever metrics are read. */
  public void watch(DrawQueue queue) {
    Gauge.builder(PREFIX + "queue_depth", queue, DrawQueue::waiting)
        .description("Draws that wait for a drawer")
        .register(registry);
    Gauge.builder(PREFIX + "draws_running", queue, DrawQueue::running)
        .description("Draws that run now")
        .register(registry);
  }

  /** Counts the connections of a socket. */
  public ConnectionListener connections(String socket) {
    return new ConnectionMetrics(registry, PREFIX, socket);
  }

  /** Counts an answered S3 request. */
  public void answered(S3Answer answer) {
    s3Requests
        .computeIfAbsent(
            answer,
            a ->
                registry.counter(
                    PREFIX + "s3_requests",
                    "operation",
                    a.operation().label(),
                    "status",
                    Integer.toString(a.status()),
                    "error",
                    a.error().map(S3ErrorCode::code).orElse("")))
        .increment();
    if (answer.operation() == S3Operation.DELETE_OBJECT && answer.status() == 204) {
      deletesIgnored.increment();
    }
  }

  /** Counts an answered web request. */
  public void answered(WebAnswer answer) {
    webRequests
        .computeIfAbsent(
            answer,
            a ->
                registry.counter(
                    PREFIX + "web_requests", "answer", a.name().toLowerCase(Locale.ROOT)))
        .increment();
  }

  @Override
  public void finished(DrawResult result, Duration duration) {
    switch (result) {
      case DrawResult.Drawn done -> {
        drawing.record(duration);
        drawn.increment();
      }
      case DrawResult.Refused never -> refused.increment();
      case DrawResult.Failed error -> failed.increment();
      case DrawResult.Cancelled gone -> cancelled.increment();
    }
  }

  @Override
  public void damaged() {
    damaged.increment();
  }

  @Override
  public void diskFailed() {
    diskFailures.increment();
  }

  @Override
  public void evicted(long files, long bytes) {
    evicted.increment((double) files);
  }

  /** The text that Prometheus scrapes. */
  String scrape() {
    return registry.scrape();
  }

  private Counter draws(String outcome) {
    return Counter.builder(PREFIX + "draws")
        .description("Draws by how they ended")
        .tag("outcome", outcome)
        .register(registry);
  }

  private Counter counter(String name, String description) {
    return Counter.builder(PREFIX + name).description(description).register(registry);
  }
}
