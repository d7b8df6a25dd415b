package io.avatarorigin.worker.webui;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.avatarorigin.diffusion.ModelDescription;
import io.avatarorigin.diffusion.ScheduleType;
import io.avatarorigin.diffusion.SchedulerChoice;
import io.avatarorigin.diffusion.SchedulerKind;
import io.avatarorigin.worker.draw.Job;
import io.avatarorigin.worker.http.ApiHandler;
import io.avatarorigin.worker.http.Exchange;
import io.avatarorigin.worker.http.PlainStyle;
import io.avatarorigin.worker.http.Route;
import io.avatarorigin.worker.order.DrawingParts;
import io.avatarorigin.worker.order.ModelNames;
import java.util.List;
import java.util.Locale;

/** The routes of AUTOMATIC1111's API that draw, and those that its clients look at before. */
public final class WebUi {
  private static final String PREFIX = "/sdapi/v1/";

  private final DrawingParts parts;

  public WebUi(DrawingParts parts) {
    this.parts = parts;
  }

  public List<Route> routes() {
    return List.of(
        route("POST", "txt2img", new TextToImageHandler(parts)),
        route("GET", "progress", new ProgressHandler(parts)),
        route("POST", "interrupt", this::interrupt),
        route("GET", "options", this::options),
        route("GET", "samplers", WebUi::samplers),
        route("GET", "schedulers", WebUi::schedulers),
        route("GET", "sd-models", this::models));
  }

  private static Route route(String method, String name, ApiHandler handler) {
    return new Route(method, PREFIX + name, handler, new PlainStyle());
  }

  /** Ends what the client has being drawn; other clients' requests are none of its business. */
  private void interrupt(Exchange exchange) {
    parts.orders().desk().jobs().stream()
        .filter(job -> job.order().client().equals(exchange.client()))
        .filter(job -> job.progress().snapshot().began().isPresent())
        .forEach(Job::interrupt);
    exchange.send(JsonNodeFactory.instance.objectNode());
  }

  private void options(Exchange exchange) {
    ModelDescription model = parts.orders().requireModel();
    exchange.send(
        JsonNodeFactory.instance
            .objectNode()
            .put("samples_format", "png")
            .put("sd_model_checkpoint", ModelNames.title(model))
            .put("sd_checkpoint_hash", model.digest())
            .put("CLIP_stop_at_last_layers", 1));
  }

  private static void samplers(Exchange exchange) {
    ArrayNode samplers = JsonNodeFactory.instance.arrayNode();
    for (SchedulerKind kind : SchedulerKind.values()) {
      add(samplers, kind, new SchedulerChoice(kind.schedulerName(), false));
      if (kind.takesKarras()) {
        add(samplers, kind, new SchedulerChoice(kind.schedulerName(), true));
      }
    }
    exchange.send(samplers);
  }

  private static void add(ArrayNode samplers, SchedulerKind kind, SchedulerChoice choice) {
    ObjectNode sampler = samplers.addObject().put("name", ModelNames.sampler(choice));
    ArrayNode aliases = sampler.putArray("aliases");
    String ending = choice.karras() ? " Karras" : "";
    kind.samplerAliases().forEach(alias -> aliases.add(alias + ending));
    sampler.putObject("options");
  }

  private static void schedulers(Exchange exchange) {
    ArrayNode schedulers = JsonNodeFactory.instance.arrayNode();
    for (ScheduleType type : ScheduleType.values()) {
      schedulers
          .addObject()
          .put("name", type.name().toLowerCase(Locale.ROOT))
          .put("label", type.label())
          .putNull("aliases")
          .put("default_rho", type == ScheduleType.KARRAS ? 7 : -1)
          .put("need_inner_model", false);
    }
    exchange.send(schedulers);
  }

  private void models(Exchange exchange) {
    ModelDescription model = parts.orders().requireModel();
    ArrayNode models = JsonNodeFactory.instance.arrayNode();
    models
        .addObject()
        .put("title", ModelNames.title(model))
        .put("model_name", model.name())
        .put("hash", ModelNames.hash(model))
        .put("sha256", model.digest())
        .put("filename", model.name())
        .putNull("config");
    exchange.send(models);
  }
}
