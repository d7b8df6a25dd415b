import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.avatarorigin.diffusion.DrawCancelledException;
import io.avatarorigin.diffusion.DrawRequest;
import io.avatarorigin.diffusion.ExecutionOptions;
import io.avatarorigin.diffusion.Picture;
import io.avatarorigin.diffusion.SchedulerChoice;
import io.avatarorigin.diffusion.StableDiffusion;
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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Draws what standard input says, one JSON object a line, and answers each with one line:
 *
 * <ul>
 *   <li>{@code {"requests": [...], "pictures": FILE or null}}: {@code {"seconds": S}}, and in the
 *       file the RGB bytes of all pictures, one after the other;
 *   <li>{@code {"collect": true}}: {@code {"heapBytes": B}}, in use after a full collection.
 * </ul>
 *
 * <p>Arguments: the model's folder, intra-op threads, threads that draw.
 */
final class Drawer {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final StableDiffusion model;
  private final SchedulerChoice scheduler;
  private final ExecutorService drawers;

  private Drawer(StableDiffusion model, ExecutorService drawers) {
    this.model = model;
    this.scheduler = model.description().defaults().scheduler().orElseThrow();
    this.drawers = drawers;
  }

  public static void main(String[] arguments) throws Exception {
    ExecutionOptions options = ExecutionOptions.onCpu(Integer.parseInt(arguments[1]));
    try (StableDiffusion model = StableDiffusion.load(Path.of(arguments[0]), options);
        ExecutorService drawers = Executors.newFixedThreadPool(Integer.parseInt(arguments[2]))) {
      new Drawer(model, drawers).serve();
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
    List<Future<Optional<Picture>>> pictures = new ArrayList<>();
    for (JsonNode request : command.get("requests")) {
      pictures.add(drawers.submit(() -> draw(request)));
    }
    for (Future<Optional<Picture>> picture : pictures) {
      picture.get();
    }
    double seconds = (System.nanoTime() - began) / 1e9;
    if (command.hasNonNull("pictures")) {
      write(Path.of(command.get("pictures").textValue()), pictures);
    }
    return JSON.createObjectNode().put("seconds", seconds);
  }

  /** A request may say {@code endAfter}: the step after which it is cancelled. */
  private Optional<Picture> draw(JsonNode request) {
    int last = request.path("endAfter").asInt(Integer.MAX_VALUE);
    DrawRequest wanted =
        new DrawRequest(
            request.get("prompt").textValue(),
            request.get("negativePrompt").textValue(),
            request.get("seed").longValue(),
            request.get("steps").intValue(),
            request.get("guidanceScale").doubleValue(),
            request.get("width").intValue(),
            request.get("height").intValue(),
            scheduler);
    try {
      return Optional.of(model.draw(wanted, (step, steps) -> step < last).picture());
    } catch (DrawCancelledException e) {
      return Optional.empty();
    }
  }

  private static void write(Path file, List<Future<Optional<Picture>>> pictures)
      throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      for (Future<Optional<Picture>> picture : pictures) {
        out.write(picture.resultNow().orElseThrow().rgb());
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
