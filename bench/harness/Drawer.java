import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.avatarorigin.diffusion.DrawCancelledException;
import io.avatarorigin.diffusion.DrawRequest;
import io.avatarorigin.diffusion.ExecutionOptions;
import io.avatarorigin.diffusion.Picture;
import io.avatarorigin.diffusion.Preview;
import io.avatarorigin.diffusion.SchedulerChoice;
import io.avatarorigin.diffusion.StableDiffusion;
import io.avatarorigin.diffusion.studio.Draw;
import io.avatarorigin.diffusion.studio.DrawObserver;
import io.avatarorigin.diffusion.studio.Studio;
import io.avatarorigin.diffusion.studio.StudioOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Draws what standard input says, one JSON object a line, and answers each with one line:
 *
 * <ul>
 *   <li>{@code {"requests": [...], "pictures": FILE or null}}: {@code {"seconds": S}}, and in the
 *       file the RGB bytes of all pictures, one after the other;
 *   <li>{@code {"collect": true}}: {@code {"heapBytes": B}}, in use after a full collection.
 * </ul>
 *
 * <p>Arguments: the model's folder, intra-op threads, lanes of the studio that draws.
 */
final class Drawer {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_REQUESTS = 1000;

  private final SchedulerChoice scheduler;
  private final Studio studio;

  private Drawer(SchedulerChoice scheduler, Studio studio) {
    this.scheduler = scheduler;
    this.studio = studio;
  }

  public static void main(String[] arguments) throws Exception {
    ExecutionOptions options = ExecutionOptions.onCpu(Integer.parseInt(arguments[1]));
    StudioOptions lanes =
        StudioOptions.sideBySide(Integer.parseInt(arguments[2]), MOST_REQUESTS);
    try (StableDiffusion model = StableDiffusion.load(Path.of(arguments[0]), options);
        Studio studio = new Studio(model, lanes)) {
      new Drawer(model.description().defaults().scheduler().orElseThrow(), studio).serve();
    }
  }

  private void serve() throws IOException, InterruptedException, ExecutionException {
    answer(JSON.createObjectNode().put("ready", true));
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      JsonNode command = JSON.readTree(line);
      answer(command.has("collect") ? collect() : drawAll(command));
    }
  }

  private ObjectNode drawAll(JsonNode command)
      throws IOException, InterruptedException, ExecutionException {
    long began = System.nanoTime();
    List<Draw> draws = new ArrayList<>();
    for (JsonNode request : command.get("requests")) {
      draws.add(draw(request));
    }
    List<Optional<Picture>> pictures = new ArrayList<>();
    for (Draw draw : draws) {
      pictures.add(picture(draw));
    }
    double seconds = (System.nanoTime() - began) / 1e9;
    if (command.hasNonNull("pictures")) {
      write(Path.of(command.get("pictures").textValue()), pictures);
    }
    return JSON.createObjectNode().put("seconds", seconds);
  }

  /** A request may name a scheduler. */
  private Draw draw(JsonNode request) {
    SchedulerChoice named =
        request.has("scheduler")
            ? SchedulerChoice.parse(request.get("scheduler").textValue())
            : scheduler;
    DrawRequest wanted =
        new DrawRequest(
            request.get("prompt").textValue(),
            request.get("negativePrompt").textValue(),
            request.get("seed").longValue(),
            request.get("steps").intValue(),
            request.get("guidanceScale").doubleValue(),
            request.get("width").intValue(),
            request.get("height").intValue(),
            named);
    Watching watching =
        new Watching(
            request.path("endAfter").asInt(Integer.MAX_VALUE),
            request.path("previews").asBoolean());
    Draw draw = studio.submit(wanted, "bench", watching).orElseThrow();
    watching.draw.complete(draw);
    return draw;
  }

  /** Nothing of a draw that was cancelled. */
  private static Optional<Picture> picture(Draw draw)
      throws InterruptedException, ExecutionException {
    try {
      return Optional.of(draw.result().get().picture());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof DrawCancelledException) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** A request may say {@code endAfter}: the step after which it is cancelled, and {@code previews}. */
  private static final class Watching implements DrawObserver {
    private final CompletableFuture<Draw> draw = new CompletableFuture<>();
    private final int last;
    private final boolean previews;
    private Optional<Picture> shown = Optional.empty();

    Watching(int last, boolean previews) {
      this.last = last;
      this.previews = previews;
    }

    @Override
    public void stepped(int step, int steps, Preview preview) {
      if (previews) {
        shown = preview.picture();
      }
      if (step >= last) {
        draw.join().cancel();
      }
    }
  }

  private static void write(Path file, List<Optional<Picture>> pictures) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      for (Optional<Picture> picture : pictures) {
        out.write(picture.orElseThrow().rgb());
      }
    }
  }

  private static ObjectNode collect() {
    System.gc();
    long bytes = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    return JSON.createObjectNode().put("heapBytes", bytes);
  }

  private static void answer(ObjectNode line) {
    System.out.println(line);
    System.out.flush();
  }
}
