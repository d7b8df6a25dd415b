package io.avatarorigin.origin.web;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.avatarorigin.origin.avatar.RenditionKey;
import io.avatarorigin.origin.store.AvatarSource;
import io.avatarorigin.origin.store.Following;
import io.avatarorigin.origin.store.Outcome;
import io.avatarorigin.origin.store.Progress;
import io.avatarorigin.origin.web.events.EventStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.OptionalInt;

/** Tells one client how one picture comes about, until it is there or cannot be had. */
final class PictureEvents {
  /** How often it is looked up how many draws come first, of which nobody is told. */
  private static final Duration LOOK = Duration.ofSeconds(1);

  private static final String NO_PICTURE = "This hash has no picture here.";

  private final RenditionKey key;
  private final String url;
  private final AvatarSource source;
  private final WebSettings.Events settings;
  private final EventStream events;
  private Progress told = new Progress.Unasked();
  private long written = System.nanoTime();

  /**
   * @param url where the picture is to be had
   */
  PictureEvents(
      RenditionKey key,
      String url,
      AvatarSource source,
      WebSettings.Events settings,
      EventStream events) {
    this.key = key;
    this.url = url;
    this.source = source;
    this.settings = settings;
    this.events = events;
  }

  /** Returns when the stream has ended. */
  void tell(Following following) throws IOException, InterruptedException {
    Following.Moment now = following.now();
    long unaskedSince = System.nanoTime();
    while (!ends(now.progress(), unaskedSince)) {
      tell(now.progress());
      keepAlive();
      Following.Moment next = following.await(now, pause(now.progress()));
      if (!(now.progress() instanceof Progress.Unasked)) {
        unaskedSince = System.nanoTime();
      }
      now = next;
    }
  }

  private boolean ends(Progress progress, long unaskedSince) throws IOException {
    switch (progress) {
      case Progress.Done _ -> sendDone(source.isBarred(key.hash()));
      case Progress.Failed(Progress.Reason reason) ->
          events.sendLast("failed", failure(label(reason), detail(reason)));
      case Progress.Unasked _ -> {
        return endsUnasked(unaskedSince);
      }
      case Progress.Looking _, Progress.Queued _, Progress.Drawing _ -> {
        return false;
      }
    }
    return true;
  }

  /** Nobody may ask here because it is there already, or because another origin draws it. */
  private boolean endsUnasked(long since) throws IOException {
    Optional<Outcome> found = source.find(key, Duration.ZERO);
    if (found.isPresent()) {
      sendDone(found.get() instanceof Outcome.Barred);
      return true;
    }
    if (System.nanoTime() - since < settings.unasked().toNanos()) {
      return false;
    }
    events.end();
    return true;
  }

  private void sendDone(boolean barred) throws IOException {
    if (barred) {
      events.sendLast("failed", failure("barred", NO_PICTURE));
    } else {
      events.sendLast("done", object().put("url", url));
    }
  }

  private void tell(Progress progress) throws IOException {
    if (progress.equals(told)) {
      return;
    }
    switch (progress) {
      case Progress.Queued(OptionalInt ahead) -> {
        if (ahead.isPresent()) {
          send("queued", object().put("position", ahead.getAsInt() + 1));
        }
      }
      case Progress.Drawing drawing -> send("step", step(drawing));
      case Progress.Unasked _, Progress.Looking _, Progress.Done _, Progress.Failed _ -> {}
    }
    told = progress;
  }

  private static ObjectNode step(Progress.Drawing drawing) {
    ObjectNode json = object().put("step", drawing.step()).put("steps", drawing.steps());
    drawing
        .preview()
        .png()
        .map(Base64.getEncoder()::encodeToString)
        .ifPresent(png -> json.put("preview", png));
    return json;
  }

  private void send(String event, ObjectNode data) throws IOException {
    events.send(event, data);
    written = System.nanoTime();
  }

  private void keepAlive() throws IOException {
    if (System.nanoTime() - written >= settings.silence().toNanos()) {
      events.keepAlive();
      written = System.nanoTime();
    }
  }

  private Duration pause(Progress progress) {
    boolean isQueued = progress instanceof Progress.Queued;
    return isQueued && LOOK.compareTo(settings.silence()) < 0 ? LOOK : settings.silence();
  }

  private static String label(Progress.Reason reason) {
    return switch (reason) {
      case REFUSED -> "refused";
      case QUEUE_FULL -> "queue_full";
      case FAILED -> "failed";
      case STOPPING -> "stopping";
    };
  }

  private static String detail(Progress.Reason reason) {
    return switch (reason) {
      case REFUSED -> NO_PICTURE;
      case QUEUE_FULL -> "Too many pictures are waiting to be drawn.";
      case FAILED -> "The picture could not be drawn; another try may succeed.";
      case STOPPING -> "The origin is stopping; another try may succeed.";
    };
  }

  private static ObjectNode failure(String reason, String detail) {
    return object().put("reason", reason).put("detail", detail);
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
