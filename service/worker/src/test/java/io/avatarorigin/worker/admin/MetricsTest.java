package io.avatarorigin.worker.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.avatarorigin.diffusion.studio.StudioOptions;
import io.avatarorigin.worker.draw.DeskSettings;
import io.avatarorigin.worker.draw.DrawDesk;
import io.avatarorigin.worker.draw.DrawOutcome;
import io.avatarorigin.worker.load.Lifecycle;
import io.avatarorigin.worker.load.LoadStage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MetricsTest {
  private final Lifecycle lifecycle = new Lifecycle();
  private final Metrics metrics = new Metrics(lifecycle);

  @Test
  void countsPicturesByTheirEnd() {
    metrics.ended(DrawOutcome.DRAWN, Duration.ofSeconds(2));
    metrics.ended(DrawOutcome.CANCELLED, Duration.ofSeconds(5));

    assertThat(metrics.scrape())
        .contains("avatar_origin_worker_draws_total{outcome=\"drawn\"} 1.0")
        .contains("avatar_origin_worker_draws_total{outcome=\"cancelled\"} 1.0")
        .contains("avatar_origin_worker_draws_total{outcome=\"timed_out\"} 0.0")
        .contains("avatar_origin_worker_draw_seconds_sum 2.0");
  }

  @Test
  void tellsStageAndState() {
    lifecycle.load().at(LoadStage.VERIFYING, 30);
    assertThat(metrics.scrape())
        .contains("avatar_origin_worker_load_stage{stage=\"verifying\"} 1.0")
        .contains("avatar_origin_worker_load_percent 30.0")
        .contains("avatar_origin_worker_state{state=\"loading\"} 1.0");

    lifecycle.ready();
    lifecycle.draining();
    assertThat(metrics.scrape()).contains("avatar_origin_worker_state{state=\"draining\"} 1.0");

    lifecycle.broken("test");
    assertThat(metrics.scrape()).contains("avatar_origin_worker_state{state=\"broken\"} 1.0");
  }

  @Test
  void tellsHowLongEachStageHasTaken() {
    AtomicLong seconds = new AtomicLong(100);
    Lifecycle timed = new Lifecycle(() -> Duration.ofSeconds(seconds.get()).toNanos());
    Metrics ofTimed = new Metrics(timed);

    seconds.set(112);
    timed.load().at(LoadStage.FETCHING, 99);
    timed.load().at(LoadStage.LOADING, 0);
    seconds.set(115);
    assertThat(ofTimed.scrape())
        .contains("avatar_origin_worker_load_seconds{stage=\"fetching\"} 12.0")
        .contains("avatar_origin_worker_load_seconds{stage=\"verifying\"} 0.0")
        .contains("avatar_origin_worker_load_seconds{stage=\"loading\"} 3.0")
        .doesNotContain("avatar_origin_worker_load_seconds{stage=\"done\"}");

    timed.ready();
    seconds.set(500);
    assertThat(ofTimed.scrape())
        .contains("avatar_origin_worker_load_seconds{stage=\"loading\"} 3.0");
  }

  @Test
  void everyMetricIsDocumentedAndNoOther() throws IOException {
    metrics.ended(DrawOutcome.DRAWN, Duration.ofSeconds(2));
    metrics.answered("/v1/worker", 200);
    try (DrawDesk desk = desk()) {
      metrics.watch(desk);
    }

    assertThat(
            metrics
                .scrape()
                .lines()
                .filter(line -> line.startsWith("# TYPE "))
                .map(line -> line.split(" ")[2])
                .filter(name -> !name.endsWith("_max")))
        .containsExactlyInAnyOrderElementsOf(documented());
  }

  private DrawDesk desk() {
    DeskSettings settings = new DeskSettings(StudioOptions.sideBySide(1, 1), Duration.ofSeconds(1));
    return new DrawDesk(settings, lifecycle, metrics, InstantSource.system());
  }

  private static List<String> documented() throws IOException {
    return Files.readString(Path.of("../../docs/metrics.md"))
        .lines()
        .map(line -> line.split("`", -1))
        .filter(parts -> parts[0].equals("| ") && parts[1].startsWith("avatar_origin_worker_"))
        .map(parts -> parts[1])
        .toList();
  }
}
