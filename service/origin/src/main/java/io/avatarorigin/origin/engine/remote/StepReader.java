package io.avatarorigin.origin.engine.remote;

import com.fasterxml.jackson.databind.JsonNode;
import io.avatarorigin.origin.encode.PictureReader;
import io.avatarorigin.origin.encode.Raster;
import io.avatarorigin.origin.encode.UnreadablePictureException;
import io.avatarorigin.origin.engine.DrawWatch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Tells a watch of the steps of one draw as its server tells of them, on a thread of its own that
 * is there while somebody follows the draw and no longer than the draw. Whatever goes wrong here
 * costs steps, and nothing else.
 */
final class StepReader implements AutoCloseable {
  private static final System.Logger LOGGER = System.getLogger(StepReader.class.getName());
  private static final String MEDIA_TYPE = "text/event-stream";

  /** The server knows a draw when it has been asked for it, which happens at the same time. */
  private static final Duration FIRST_PAUSE = Duration.ofMillis(20);

  /** As each pause is twice the one before, ten seconds in all. */
  private static final int MOST_TRIES = 10;

  private static final int MOST_STEPS = 10_000;
  private static final int MOST_PIXELS = 256 * 256;
  private static final int MOST_OF_A_REFUSAL = 4096;

  private final RemoteServer server;
  private final String path;
  private final DrawWatch watch;
  private final ReentrantLock lock = new ReentrantLock();

  /** Guarded by {@link #lock}, as is what follows. */
  private @Nullable Thread thread;

  private int triesLeft = MOST_TRIES;
  private boolean over;

  private StepReader(RemoteServer server, String path, DrawWatch watch) {
    this.server = server;
    this.path = path;
    this.watch = watch;
  }

  /**
   * Begins when somebody follows; to be closed when the draw has ended.
   *
   * @param path where the server tells of the draw
   */
  static StepReader begin(RemoteServer server, String path, DrawWatch watch) {
    StepReader reader = new StepReader(server, path, watch);
    watch.whenFollowed(reader::followed);
    return reader;
  }

  private void followed() {
    lock.lock();
    try {
      if (thread == null && !over) {
        thread = Thread.ofVirtual().name("steps").start(this::read);
      }
    } finally {
      lock.unlock();
    }
  }

  private void read() {
    try {
      for (Duration pause = FIRST_PAUSE; isWanted(); pause = pause.multipliedBy(2)) {
        readOnce();
        Thread.sleep(pause);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the draw has ended, and so does this thread
    }
  }

  /** Whether to try; where not, this thread ends, and who follows later begins another. */
  private boolean isWanted() {
    lock.lock();
    try {
      if (!over && triesLeft > 0 && watch.isFollowed()) {
        triesLeft--;
        return true;
      }
      thread = null;
      return false;
    } finally {
      lock.unlock();
    }
  }

  /** Until the stream ends, or nobody follows any more. */
  private void readOnce() throws InterruptedException {
    try (RemoteServer.Stream stream = server.open(path, MEDIA_TYPE)) {
      if (stream.status() == 200) {
        read(new EventReader(stream.body()));
      } else {
        stream.body().readNBytes(MOST_OF_A_REFUSAL); // so that the connection can be used again
        LOGGER.log(System.Logger.Level.DEBUG, "{0} answered {1}", server, stream.status());
      }
    } catch (IOException | RuntimeException e) { // the draw shall never suffer from it
      LOGGER.log(System.Logger.Level.DEBUG, "no steps from " + server, e);
    }
  }

  private void read(EventReader events) throws IOException {
    for (Optional<EventReader.Event> event = events.next();
        event.isPresent();
        event = events.next()) {
      if (!watch.isFollowed()) {
        free();
        return;
      }
      switch (event.get().name()) {
        case "step" -> tell(Refusals.json(event.get().data().getBytes(StandardCharsets.UTF_8)));
        case "done", "failed", "cancelled" -> end(); // after which the stream ends
        default -> {} // the draw waits, or has made no step yet
      }
    }
  }

  /** Decodes on this thread what the watch may look at later, on the draw's account. */
  private void tell(JsonNode json) {
    int step = json.path("step").asInt();
    int steps = json.path("steps").asInt();
    if (step < 1 || step > steps || steps > MOST_STEPS) {
      return;
    }
    Optional<Raster> preview = preview(json.path("preview"));
    lock.lock();
    try {
      if (!over) {
        watch.stepped(step, steps, () -> preview);
      }
    } finally {
      lock.unlock();
    }
  }

  private static Optional<Raster> preview(JsonNode base64) {
    if (!base64.isTextual()) {
      return Optional.empty();
    }
    try {
      byte[] file = Base64.getDecoder().decode(base64.textValue());
      return Optional.of(PictureReader.centreSquare(file, MOST_PIXELS));
    } catch (IllegalArgumentException | UnreadablePictureException e) {
      LOGGER.log(System.Logger.Level.DEBUG, "a preview that is none", e);
      return Optional.empty();
    }
  }

  /** A try that ended because nobody followed counts for none. */
  private void free() {
    lock.lock();
    try {
      triesLeft++;
    } finally {
      lock.unlock();
    }
  }

  private void end() {
    lock.lock();
    try {
      over = true;
    } finally {
      lock.unlock();
    }
  }

  /** Returns when the watch will be told no more. */
  @Override
  public void close() {
    watch.whenFollowed(() -> {});
    lock.lock();
    try {
      over = true;
      if (thread != null) {
        thread.interrupt();
      }
    } finally {
      lock.unlock();
    }
  }
}
