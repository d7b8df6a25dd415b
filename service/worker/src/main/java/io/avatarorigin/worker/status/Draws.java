package io.avatarorigin.worker.status;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.avatarorigin.worker.draw.DrawDesk;
import io.avatarorigin.worker.draw.Job;
import io.avatarorigin.worker.draw.Progress;
import io.avatarorigin.worker.draw.Snapshot;
import io.avatarorigin.worker.http.Exchange;
import io.avatarorigin.worker.http.Problem;

/** {@code /v1/draws/{id}}: how far a request is, by its name, and the end of it. */
final class Draws {
  private final DrawDesk desk;

  Draws(DrawDesk desk) {
    this.desk = desk;
  }

  /**
   * The progress of the request that the path names.
   *
   * @throws Problem where nobody knows it, or not any more
   */
  Progress require(Exchange exchange) {
    String id = exchange.variable("id");
    return desk.find(id)
        .orElseThrow(
            () ->
                Problem.of(
                    Problem.Kind.NOT_FOUND,
                    "no request of the last minute is named so, as X-Request-Id does"));
  }

  void show(Exchange exchange) {
    exchange.send(json(require(exchange)));
  }

  /** Interrupts it: whoever waits for it gets what is finished. */
  void interrupt(Exchange exchange) {
    Progress progress = require(exchange);
    desk.jobs().stream().filter(job -> job.progress() == progress).forEach(Job::interrupt);
    exchange.send(json(progress));
  }

  private static ObjectNode json(Progress progress) {
    Snapshot now = progress.snapshot();
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("id", progress.id())
            .put("state", now.state().label())
            .put("pictures", now.pictures())
            .put("finished", now.finished())
            .put("step", now.step())
            .put("steps", now.steps())
            .put("submitted", now.submitted().toString());
    progress.ahead().ifPresent(ahead -> json.put("ahead", ahead));
    now.began().ifPresent(began -> json.put("began", began.toString()));
    now.ended().ifPresent(ended -> json.put("ended", ended.toString()));
    now.problem().ifPresent(problem -> json.put("problem", problem));
    return json;
  }
}
