import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.avatarorigin.diffusion.DiffusionException;
import io.avatarorigin.diffusion.DrawRequest;
import io.avatarorigin.diffusion.DrawTask;
import io.avatarorigin.diffusion.Drawn;
import io.avatarorigin.diffusion.ExecutionOptions;
import io.avatarorigin.diffusion.ExecutionProvider;
import io.avatarorigin.diffusion.Preview;
import io.avatarorigin.diffusion.SchedulerChoice;
import io.avatarorigin.diffusion.StableDiffusion;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Draws what standard input says, one JSON object a line, all requests of a line together: as a
 * worker does whose {@code together} is large enough. {@code {"requests": [...], "pictures": FILE
 * or null}} is answered with {@code {"seconds": S}}, and the file gets the RGB bytes of all
 * pictures, one after the other.
 *
 * <p>Arguments: the model's folder, execution providers as {@code cuda,cpu}, and the folder in which
 * TensorRT keeps what it compiled of this model.
 */
final class BatchDrawer {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final StableDiffusion model;
  private final SchedulerChoice scheduler;

  private BatchDrawer(StableDiffusion model) {
    this.model = model;
    this.scheduler = model.description().defaults().scheduler().orElseThrow();
  }

  public static void main(String[] arguments) throws IOException {
    List<ExecutionProvider> providers =
        Stream.of(arguments[1].split(",")).map(ExecutionProvider::parse).toList();
    ExecutionOptions options =
        ExecutionOptions.onCpu(Runtime.getRuntime().availableProcessors())
            .on(providers)
            .keepingCompiled(Path.of(arguments[2]));
    try (StableDiffusion model = StableDiffusion.load(Path.of(arguments[0]), options)) {
      new BatchDrawer(model).serve();
    }
  }

  private void serve() throws IOException {
    answer(JSON.createObjectNode().put("ready", true));
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      answer(draw(JSON.readTree(line)));
    }
  }

  private ObjectNode draw(JsonNode command) throws IOException {
    List<Task> tasks = new ArrayList<>();
    for (JsonNode request : command.get("requests")) {
      tasks.add(new Task(request(request)));
    }
    long began = System.nanoTime();
    model.draw(tasks);
    double seconds = (System.nanoTime() - began) / 1e9;
    List<byte[]> pictures = tasks.stream().map(Task::rgb).toList();
    if (command.hasNonNull("pictures")) {
      try (OutputStream out = Files.newOutputStream(Path.of(command.get("pictures").textValue()))) {
        for (byte[] picture : pictures) {
          out.write(picture);
        }
      }
    }
    return JSON.createObjectNode().put("seconds", seconds);
  }

  private DrawRequest request(JsonNode request) {
    return new DrawRequest(
        request.get("prompt").textValue(),
        request.get("negativePrompt").textValue(),
        request.get("seed").longValue(),
        request.get("steps").intValue(),
        request.get("guidanceScale").doubleValue(),
        request.get("width").intValue(),
        request.get("height").intValue(),
        scheduler);
  }

  private static void answer(ObjectNode line) {
    System.out.println(line);
    System.out.flush();
  }

  /** A picture that is wanted, and what became of it. */
  private static final class Task implements DrawTask {
    private final DrawRequest request;
    private @Nullable Drawn drawn;
    private @Nullable DiffusionException failure;

    Task(DrawRequest request) {
      this.request = request;
    }

    @Override
    public DrawRequest request() {
      return request;
    }

    @Override
    public boolean step(int step, int steps, Preview preview) {
      return true;
    }

    @Override
    public void drawn(Drawn result) {
      drawn = result;
    }

    @Override
    public void failed(DiffusionException reason) {
      failure = reason;
    }

    byte[] rgb() {
      if (failure != null) {
        throw failure;
      }
      if (drawn == null) {
        throw new IllegalStateException("a draw ended without a result");
      }
      return drawn.picture().rgb();
    }
  }
}
