package io.avatarorigin.worker.webui;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.avatarorigin.worker.draw.Job;
import io.avatarorigin.worker.draw.Snapshot;
import io.avatarorigin.worker.http.ApiHandler;
import io.avatarorigin.worker.http.Exchange;
import io.avatarorigin.worker.order.DrawingParts;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * {@code GET /sdapi/v1/progress}: how far the oldest request of the client is, and where it has
 * none, the oldest of all.
 */
final class ProgressHandler implements ApiHandler {
  private final DrawingParts parts;

  ProgressHandler(DrawingParts parts) {
    this.parts = parts;
  }

  @Override
  public void handle(Exchange exchange) {
    List<Job> jobs = parts.orders().desk().jobs();
    Optional<Snapshot> snapshot =
        jobs.stream()
            .filter(job -> job.order().client().equals(exchange.client()))
            .findFirst()
            .or(() -> jobs.stream().findFirst())
            .map(job -> job.progress().snapshot());
    boolean skip = exchange.request().query().first("skip_current_image").orElse("").equals("true");
    exchange.send(json(snapshot, skip));
  }

  private ObjectNode json(Optional<Snapshot> snapshot, boolean skipImage) {
    double progress = snapshot.map(ProgressHandler::progress).orElse(0.0);
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("progress", Infotext.plain(progress));
    json.put("eta_relative", Infotext.plain(snapshot.map(it -> left(it, progress)).orElse(0.0)));
    json.putObject("state")
        .put("skipped", false)
        .put("interrupted", false)
        .put("stopping_generation", false)
        .put("job", snapshot.isPresent() ? "txt2img" : "")
        .put("job_count", snapshot.map(Snapshot::pictures).orElse(0))
        .put(
            "job_timestamp",
            snapshot.map(it -> TextToImageAnswer.timestamp(it.submitted())).orElse("0"))
        .put("job_no", snapshot.map(Snapshot::finished).orElse(0))
        .put("sampling_step", snapshot.map(Snapshot::step).orElse(0))
        .put("sampling_steps", snapshot.map(Snapshot::steps).orElse(0));
    Optional<String> image =
        skipImage
            ? Optional.empty()
            : snapshot
                .flatMap(Snapshot::preview)
                .map(parts.encoder()::png)
                .map(Base64.getEncoder()::encodeToString);
    return json.put("current_image", image.orElse(null)).putNull("textinfo");
  }

  /** AUTOMATIC1111's formula. */
  private static double progress(Snapshot job) {
    double steps = job.steps() == 0 ? 0 : (double) job.step() / job.steps();
    return Math.min(1, 0.01 + (job.finished() + steps) / job.pictures());
  }

  private double left(Snapshot job, double progress) {
    if (job.began().isEmpty()) {
      return 0;
    }
    Duration elapsed = Duration.between(job.began().get(), parts.clock().instant());
    double seconds = elapsed.toMillis() / 1000.0;
    return Math.max(0, Math.rint((seconds / progress - seconds) * 1000) / 1000);
  }
}
