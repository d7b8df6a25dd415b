package io.avatarorigin.worker.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.avatarorigin.worker.draw.DrawOutcome;
import io.avatarorigin.worker.load.Lifecycle;
import io.avatarorigin.worker.load.LoadStage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
  void everyMetricIsDocumented() throws IOException {
    metrics.answered("/v1/worker", 200);
    String document = Files.readString(Path.of("../../docs/operations.md"));
    List<String> names =
        metrics
            .scrape()
            .lines()
            .filter(line -> line.startsWith("# TYPE "))
            .map(line -> line.split(" ")[2])
            .filter(name -> !name.endsWith("_max"))
            .toList();

    assertThat(names).hasSizeGreaterThan(4);
    assertThat(names).allSatisfy(name -> assertThat(document).contains("`" + name + "`"));
  }
}
