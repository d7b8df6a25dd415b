package io.avatarorigin.origin.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.avatarorigin.origin.engine.DrawQueue;
import io.avatarorigin.origin.engine.DrawQueueSettings;
import io.avatarorigin.origin.engine.EngineException;
import io.avatarorigin.origin.engine.EngineState;
import io.avatarorigin.origin.engine.Stations;
import io.avatarorigin.origin.engine.Workshop;
import io.avatarorigin.origin.pinned.PinnedFiles;
import io.avatarorigin.origin.s3.S3Answer;
import io.avatarorigin.origin.s3.S3Operation;
import io.avatarorigin.origin.s3.wire.S3ErrorCode;
import io.avatarorigin.origin.store.shared.SharedOutcome;
import io.avatarorigin.origin.web.exchange.WebAnswer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsTest {
  private final Metrics metrics = new Metrics();

  @Test
  void countsDeletesThatWereAnsweredWithoutEffect() {
    metrics.answered(new S3Answer(S3Operation.DELETE_OBJECT, 204, Optional.empty()));
    metrics.answered(new S3Answer(S3Operation.DELETE_OBJECT, 204, Optional.empty()));
    metrics.answered(
        new S3Answer(S3Operation.DELETE_OBJECT, 403, Optional.of(S3ErrorCode.ACCESS_DENIED)));
    metrics.answered(new S3Answer(S3Operation.GET_OBJECT, 200, Optional.empty()));

    assertThat(metrics.scrape())
        .contains("avatar_origin_deletes_ignored_total 2.0")
        .contains("operation=\"DeleteObject\",status=\"204\"} 2.0");
  }

  @Test
  void knowsTheDeletesBeforeTheFirst() {
    assertThat(metrics.scrape()).contains("avatar_origin_deletes_ignored_total 0.0");
  }

  @Test
  void knowsOfTheSharedBucketBeforeAnythingIsShared() {
    assertThat(metrics.scrape())
        .contains("avatar_origin_shared_portraits_total{outcome=\"damaged\"} 0.0");
  }

  @Test
  void everyMetricIsDocumentedAndNoOther(@TempDir Path folder) throws IOException {
    metrics.answered(new S3Answer(S3Operation.GET_OBJECT, 200, Optional.empty()));
    metrics.answered(WebAnswer.HIT);
    metrics.retried(EngineException.Trouble.BUSY);
    metrics.shared(SharedOutcome.HIT);
    metrics.connections("s3");
    metrics.watch(PinnedFiles.ofFolder(folder, new PinnedFiles.Rules("", 1)));
    metrics.watchBacklog(Optional::empty);
    metrics.watchEventStreams(() -> 0);
    try (Workshop nobody = new Nobody();
        DrawQueue queue =
            new DrawQueue(nobody.stations(), new DrawQueueSettings(1, 1), (_, _) -> {})) {
      metrics.watch(nobody);
      metrics.watch(queue);

      assertThat(
              metrics
                  .scrape()
                  .lines()
                  .filter(line -> line.startsWith("# TYPE "))
                  .map(line -> line.split(" ")[2])
                  .filter(name -> !name.endsWith("_max")))
          .containsExactlyInAnyOrderElementsOf(documented());
    }
  }

  private static List<String> documented() throws IOException {
    String document = Files.readString(Path.of("../../docs/metrics.md"));
    return document
        .substring(document.indexOf("\n## Origin\n"), document.indexOf("\n## Worker\n"))
        .lines()
        .map(line -> line.split("`", -1))
        .filter(parts -> parts[0].equals("| ") && parts[1].startsWith("avatar_origin_"))
        .map(parts -> parts[1])
        .toList();
  }

  /** A workshop in which nobody draws. */
  private static final class Nobody implements Workshop {
    private final Stations stations = new Stations();

    @Override
    public Stations stations() {
      return stations;
    }

    @Override
    public List<EngineState> engines() {
      return List.of();
    }

    @Override
    public void close() {}
  }
}
