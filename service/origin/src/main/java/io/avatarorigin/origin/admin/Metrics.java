package io.avatarorigin.origin.admin;

import static java.util.Objects.requireNonNull;
import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import io.avatarorigin.origin.connection.ConnectionListener;
import io.avatarorigin.origin.engine.DrawListener;
import io.avatarorigin.origin.engine.DrawQueue;
import io.avatarorigin.origin.engine.DrawResult;
import io.avatarorigin.origin.engine.EngineException;
import io.avatarorigin.origin.engine.EngineState;
import io.avatarorigin.origin.engine.Workshop;
import io.avatarorigin.origin.pinned.PinnedFiles;
import io.avatarorigin.origin.s3.S3Answer;
import io.avatarorigin.origin.s3.S3Operation;
import io.avatarorigin.origin.s3.auth.CredentialListener;
import io.avatarorigin.origin.s3.wire.S3ErrorCode;
import io.avatarorigin.origin.store.StoreListener;
import io.avatarorigin.origin.store.shared.SharedOutcome;
import io.avatarorigin.origin.store.shared.SharedState;
import io.avatarorigin.origin.web.exchange.WebAnswer;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * What the origin counts, in Prometheus' format. Every name begins with {@code avatar_origin_}, and
 * labels come from closed sets.
 */
public final class Metrics implements DrawListener, StoreListener, CredentialListener {
  private static final String PREFIX = "avatar_origin_";

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Map<S3Answer, Counter> s3Requests = new ConcurrentHashMap<>();
  private final Map<WebAnswer, Counter> webRequests = new ConcurrentHashMap<>();
  private final Map<SharedOutcome, Counter> sharedPortraits =
      Stream.of(SharedOutcome.values()).collect(toMap(identity(), this::sharedPortraits));
  private final Map<EngineException.Trouble, Counter> retries = new ConcurrentHashMap<>();
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

  private final Counter credentialsTaken = credentials("taken");
  private final Counter credentialsRefused = credentials("refused");
  private final AtomicInteger credentialsStale =
      gauge(
          "credentials_stale",
          "1 while files with S3 credentials are faulty and the last good keys stay in force");
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
    Gauge.builder(PREFIX + "queue_oldest_seconds", queue, q -> q.demand().oldest().toSeconds())
        .description("How long the first of those that wait has waited")
        .register(registry);
  }

  /** Shows how those who draw are whenever metrics are read. */
  public void watch(Workshop workshop) {
    for (EngineState.Condition condition : EngineState.Condition.values()) {
      Gauge.builder(
              PREFIX + "engines",
              workshop,
              it -> it.engines().stream().filter(e -> e.condition() == condition).count())
          .description("Those who draw, by whether they do")
          .tag("condition", condition.name().toLowerCase(Locale.ROOT))
          .register(registry);
    }
  }

  /** Shows what is pinned whenever metrics are read. */
  public void watch(PinnedFiles files) {
    pinned("picture", files, PinnedFiles::pictures);
    pinned("object", files, PinnedFiles::objects);
    pinned("fault", files, PinnedFiles::faults);
    Gauge.builder(PREFIX + "pinned_current", files, f -> f.isCurrent() ? 1 : 0)
        .description("Whether the pinned files could be listed when they were last looked at")
        .register(registry);
  }

  private void pinned(String kind, PinnedFiles files, ToDoubleFunction<PinnedFiles> count) {
    Gauge.builder(PREFIX + "pinned_files", files, count)
        .description("Pinned files by what they are: pictures, other objects, and what is faulty")
        .tag("kind", kind)
        .register(registry);
  }

  /** Shows what waits to be shared whenever metrics are read. */
  public void watchBacklog(Supplier<Optional<SharedState>> shared) {
    Gauge.builder(
            PREFIX + "shared_portraits_backlog",
            shared,
            state -> state.get().map(SharedState::backlog).orElse(0))
        .description("Portraits that wait to be written to the shared bucket")
        .strongReference(true) // nobody else has this supplier
        .register(registry);
  }

  /** Shows how many event streams are open whenever metrics are read. */
  public void watchEventStreams(IntSupplier open) {
    Gauge.builder(PREFIX + "web_event_streams", open, IntSupplier::getAsInt)
        .description("Pages that are being told how a picture comes about")
        .strongReference(true) // nobody else has this supplier
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
  public void retried(EngineException.Trouble trouble) {
    retries
        .computeIfAbsent(
            trouble,
            t ->
                Counter.builder(PREFIX + "draw_retries")
                    .description("Draws that went back to the queue, by what went wrong")
                    .tag("trouble", t.name().toLowerCase(Locale.ROOT))
                    .register(registry))
        .increment();
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

  @Override
  public void shared(SharedOutcome outcome) {
    requireNonNull(sharedPortraits.get(outcome)).increment();
  }

  /** All are there from the beginning: of a first one no increase could be seen. */
  private Counter sharedPortraits(SharedOutcome outcome) {
    return Counter.builder(PREFIX + "shared_portraits")
        .description("What the shared bucket was good for")
        .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
        .register(registry);
  }

  @Override
  public void credentialsTaken() {
    credentialsTaken.increment();
    credentialsStale.set(0);
  }

  @Override
  public void credentialsRefused() {
    credentialsRefused.increment();
    credentialsStale.set(1);
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

  private AtomicInteger gauge(String name, String description) {
    AtomicInteger value = new AtomicInteger();
    Gauge.builder(PREFIX + name, value, AtomicInteger::get)
        .description(description)
        .register(registry);
    return value;
  }

  private Counter credentials(String outcome) {
    return Counter.builder(PREFIX + "credential_changes")
        .description("Changes of the files with S3 credentials, by what became of them")
        .tag("outcome", outcome)
        .register(registry);
  }

  private Counter counter(String name, String description) {
    return Counter.builder(PREFIX + name).description(description).register(registry);
  }
}
