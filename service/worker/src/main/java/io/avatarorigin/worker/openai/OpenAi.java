package io.avatarorigin.worker.openai;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.avatarorigin.diffusion.ModelDescription;
import io.avatarorigin.worker.draw.FinishedPicture;
import io.avatarorigin.worker.draw.Order;
import io.avatarorigin.worker.http.ApiHandler;
import io.avatarorigin.worker.http.Exchange;
import io.avatarorigin.worker.http.Json;
import io.avatarorigin.worker.http.Problem;
import io.avatarorigin.worker.http.RequestIds;
import io.avatarorigin.worker.http.Route;
import io.avatarorigin.worker.order.DrawingParts;
import io.avatarorigin.worker.order.ModelNames;
import io.avatarorigin.worker.order.Taken;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** The routes of OpenAI's API that make images, and tell the model. */
public final class OpenAi {
  private final DrawingParts parts;

  public OpenAi(DrawingParts parts) {
    this.parts = parts;
  }

  public List<Route> routes() {
    return List.of(
        route("POST", "/v1/images/generations", this::generate),
        route("GET", "/v1/models", this::models),
        route("GET", "/v1/models/{id}", this::model));
  }

  private static Route route(String method, String pattern, ApiHandler handler) {
    return new Route(method, pattern, handler, new OpenAiStyle());
  }

  private void generate(Exchange exchange) {
    Instant asked = parts.clock().instant();
    String id = parts.ids().name(exchange.request(), Optional.empty());
    exchange.response().header(RequestIds.HEADER, id);
    ObjectNode body = Json.read(exchange.request(), parts.limits().bodyBytes());
    ModelDescription model = parts.orders().requireModel();
    ImageRequest request = ImageRequest.parse(body, model, parts.limits());
    Order order =
        new Order(
            id, exchange.client(), request.draws(model, parts.limits().noise(), parts.random()));
    Taken taken = parts.orders().take(exchange, order);
    if (taken.pictures().isEmpty()) {
      throw Problem.notNow("it was interrupted", 1);
    }
    exchange.send(answer(request, taken.pictures(), asked));
  }

  private ObjectNode answer(ImageRequest request, List<FinishedPicture> pictures, Instant asked) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("created", asked.getEpochSecond());
    ArrayNode data = json.putArray("data");
    for (FinishedPicture picture : pictures) {
      byte[] file =
          parts.encoder().file(picture.drawn().picture(), request.format(), request.quality());
      data.addObject()
          .put("b64_json", Base64.getEncoder().encodeToString(file))
          .put("seed", picture.seed());
    }
    return json.put("background", "opaque")
        .put("output_format", request.format().label())
        .put("size", request.size().toString());
  }

  private void models(Exchange exchange) {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("object", "list");
    json.putArray("data").add(describe(parts.orders().requireModel()));
    exchange.send(json);
  }

  private void model(Exchange exchange) {
    ModelDescription model = parts.orders().requireModel();
    String id = exchange.variable("id");
    if (!ModelNames.isNamed(model, id)) {
      throw Problem.of(
          Problem.Kind.NOT_FOUND,
          "The model '%s' does not exist: this worker draws with '%s' alone"
              .formatted(id, model.name()));
    }
    exchange.send(describe(model));
  }

  private static ObjectNode describe(ModelDescription model) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("id", model.name())
        .put("object", "model")
        .put("created", 0)
        .put("owned_by", "avatar-origin");
  }
}
