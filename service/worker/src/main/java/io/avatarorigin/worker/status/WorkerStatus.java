package io.avatarorigin.worker.status;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.avatarorigin.diffusion.ModelDefaults;
import io.avatarorigin.diffusion.ModelDescription;
import io.avatarorigin.worker.draw.DrawDesk;
import io.avatarorigin.worker.http.ApiHandler;
import io.avatarorigin.worker.http.Exchange;
import io.avatarorigin.worker.load.Lifecycle;
import io.avatarorigin.worker.load.LoadState;
import java.util.Locale;
import java.util.Optional;

/** {@code GET /v1/worker}: what an origin has to know to send requests here. */
final class WorkerStatus implements ApiHandler {
  private final DrawDesk desk;
  private final Lifecycle lifecycle;
  private final Optional<String> label;

  WorkerStatus(DrawDesk desk, Lifecycle lifecycle, Optional<String> label) {
    this.desk = desk;
    this.lifecycle = lifecycle;
    this.label = label;
  }

  @Override
  public void handle(Exchange exchange) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("state", lifecycle.state().label());
    LoadState.Reached reached = lifecycle.load().reached();
    json.putObject("load").put("stage", reached.stage().label()).put("percent", reached.percent());
    desk.model().ifPresent(model -> json.set("model", model(model)));
    exchange.send(
        json.put("capacity", desk.capacity())
            .put("waiting", desk.waiting())
            .put("drawing", desk.drawing()));
  }

  private ObjectNode model(ModelDescription model) {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("name", model.name())
            .put("digest", model.digest())
            .put("family", model.family().toString())
            .put("latentFactor", model.latentFactor())
            .put("checked", model.isChecked());
    label.ifPresent(text -> json.put("label", text));
    ModelDefaults defaults = model.defaults();
    ObjectNode suits = json.putObject("defaults");
    defaults.steps().ifPresent(steps -> suits.put("steps", steps));
    defaults.guidanceScale().ifPresent(scale -> suits.put("guidanceScale", scale));
    defaults.size().ifPresent(size -> suits.put("size", size));
    defaults
        .scheduler()
        .ifPresent(
            scheduler ->
                suits
                    .put("scheduler", scheduler.withKarras(false).label())
                    .put("karras", scheduler.karras()));
    defaults.noise().ifPresent(noise -> suits.put("noise", noise.name().toLowerCase(Locale.ROOT)));
    return json;
  }
}
