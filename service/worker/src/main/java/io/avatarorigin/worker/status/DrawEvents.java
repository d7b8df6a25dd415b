package io.avatarorigin.worker.status;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.avatarorigin.worker.draw.JobState;
import io.avatarorigin.worker.draw.Progress;
import io.avatarorigin.worker.draw.Snapshot;
import io.avatarorigin.worker.http.ApiHandler;
import io.avatarorigin.worker.http.Exchange;
import io.avatarorigin.worker.http.Json;
import io.avatarorigin.worker.picture.PictureEncoder;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.ServerConnectionException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

/**
 * {@code GET /v1/draws/{id}/events}: server-sent events, one for each step and one for the end. Who
 * reads slowly misses steps, never the end.
 */
final class DrawEvents implements ApiHandler {
  /** After so long without an event a comment is sent, which shows whether somebody listens. */
  private static final Duration SILENCE = Duration.ofSeconds(10);

  private final Draws draws;
  private final PictureEncoder encoder;

  DrawEvents(Draws draws, PictureEncoder encoder) {
    this.draws = draws;
    this.encoder = encoder;
  }

  @Override
  public void handle(Exchange exchange) {
    Progress progress = draws.require(exchange);
    boolean previews = exchange.request().query().first("previews").orElse("").equals("true");
    exchange
        .response()
        .header(HeaderNames.CONTENT_TYPE, "text/event-stream")
        .header(HeaderNames.CACHE_CONTROL, "no-store");
    try (OutputStream out = exchange.response().outputStream()) {
      follow(progress, previews, out);
    } catch (IOException e) {
      throw new ServerConnectionException("the listener has gone", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerConnectionException("the server stops", e);
    }
  }

  private void follow(Progress progress, boolean previews, OutputStream out)
      throws IOException, InterruptedException {
    Snapshot now = progress.snapshot();
    send(out, event(now), json(now, previews));
    while (!now.state().isEnd()) {
      Snapshot next = progress.awaitChange(now.version(), SILENCE);
      if (next.version() == now.version()) {
        write(out, ": still here\n\n");
      } else {
        send(out, event(next), json(next, previews));
      }
      now = next;
    }
  }

  private static String event(Snapshot snapshot) {
    return snapshot.state() == JobState.DRAWING && snapshot.step() > 0
        ? "step"
        : snapshot.state().label();
  }

  private ObjectNode json(Snapshot snapshot, boolean previews) {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("picture", snapshot.picture())
            .put("step", snapshot.step())
            .put("steps", snapshot.steps())
            .put("finished", snapshot.finished())
            .put("pictures", snapshot.pictures());
    snapshot.problem().ifPresent(problem -> json.put("problem", problem));
    if (previews) {
      snapshot
          .preview()
          .map(encoder::png)
          .map(Base64.getEncoder()::encodeToString)
          .ifPresent(preview -> json.put("preview", preview));
    }
    return json;
  }

  private static void send(OutputStream out, String event, ObjectNode json) throws IOException {
    write(out, "event: " + event + "\ndata: " + Json.text(json) + "\n\n");
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
