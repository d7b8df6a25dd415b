package io.avatarorigin.worker.webui;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.avatarorigin.diffusion.ModelDescription;
import io.avatarorigin.worker.draw.FinishedPicture;
import io.avatarorigin.worker.draw.Order;
import io.avatarorigin.worker.http.ApiHandler;
import io.avatarorigin.worker.http.Exchange;
import io.avatarorigin.worker.http.Json;
import io.avatarorigin.worker.http.Problem;
import io.avatarorigin.worker.http.RequestIds;
import io.avatarorigin.worker.order.DrawingParts;
import io.avatarorigin.worker.order.Taken;
import io.avatarorigin.worker.picture.PortablePixmap;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** {@code POST /sdapi/v1/txt2img}: pictures of a text, as JSON or one as its pixels. */
final class TextToImageHandler implements ApiHandler {
  private final DrawingParts parts;

  TextToImageHandler(DrawingParts parts) {
    this.parts = parts;
  }

  @Override
  public void handle(Exchange exchange) {
    Instant asked = parts.clock().instant();
    name(exchange, Optional.empty());
    ObjectNode body = Json.read(exchange.request(), parts.limits().bodyBytes());
    ModelDescription model = parts.orders().requireModel();
    TextToImage request = TextToImage.parse(body, model, parts.limits());
    String id = name(exchange, request.taskId());
    Order order = new Order(id, exchange.client(), request.draws(parts.random()));
    Taken taken = parts.orders().take(exchange, order);
    if (request.pictures() == 1 && acceptsPixmap(exchange.request())) {
      sendPixmap(exchange, taken);
      return;
    }
    List<byte[]> files =
        request.sendImages()
            ? taken.pictures().stream().map(picture -> png(picture, model)).toList()
            : List.of();
    exchange.send(new TextToImageAnswer(request, model, asked).json(taken.pictures(), files));
  }

  private String name(Exchange exchange, Optional<String> inBody) {
    String id = parts.ids().name(exchange.request(), inBody);
    exchange.response().header(RequestIds.HEADER, id);
    return id;
  }

  private byte[] png(FinishedPicture picture, ModelDescription model) {
    return parts
        .encoder()
        .png(picture.drawn().picture(), Infotext.KEYWORD, Infotext.of(picture, model));
  }

  private static void sendPixmap(Exchange exchange, Taken taken) {
    if (taken.pictures().isEmpty()) {
      throw Problem.notNow("it was interrupted", 1);
    }
    exchange
        .response()
        .header(HeaderNames.CONTENT_TYPE, PortablePixmap.MEDIA_TYPE)
        .header(HeaderNames.CACHE_CONTROL, "no-store")
        .send(PortablePixmap.encode(taken.pictures().getFirst().drawn().picture()));
  }

  private static boolean acceptsPixmap(ServerRequest request) {
    return request.headers().acceptedTypes().stream()
        .anyMatch(type -> type.mediaType().text().equals(PortablePixmap.MEDIA_TYPE));
  }
}
