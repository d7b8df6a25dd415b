package io.avatarorigin.worker.webui;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.avatarorigin.diffusion.DrawRequest;
import io.avatarorigin.diffusion.ModelDescription;
import io.avatarorigin.diffusion.SchedulerChoice;
import io.avatarorigin.diffusion.noise.NoiseKind;
import io.avatarorigin.worker.draw.DrawDefaults;
import io.avatarorigin.worker.http.Fields;
import io.avatarorigin.worker.http.Problem;
import io.avatarorigin.worker.order.ModelNames;
import io.avatarorigin.worker.order.RequestLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;

/**
 * The body of a request for pictures of a text.
 *
 * @param seed of the first picture; empty for any
 * @param batchSize with the next it gives the number of pictures
 * @param styles which have no effect here
 * @param taskId the client's own name for the request
 */
record TextToImage(
    String prompt,
    String negativePrompt,
    OptionalLong seed,
    int steps,
    double guidanceScale,
    int width,
    int height,
    SchedulerChoice scheduler,
    NoiseKind noise,
    int batchSize,
    int iterations,
    List<String> styles,
    boolean sendImages,
    Optional<String> taskId) {
  private static final int MOST_GUIDANCE = 100;
  private static final int MOST_NAME_CHARS = 200;

  /** As AUTOMATIC1111 does: any of 32 bits but the last. */
  private static final long RANDOM_SEEDS = (1L << 32) - 2;

  TextToImage {
    styles = List.copyOf(styles);
  }

  /**
   * Understands a body.
   *
   * @throws Problem with every field that is wrong, or that this model cannot draw
   */
  static TextToImage parse(ObjectNode body, ModelDescription model, RequestLimits limits) {
    Fields fields = new Fields(body);
    DrawDefaults defaults = DrawDefaults.of(model.defaults());
    NeutralFields.check(fields);
    requireModel(fields, model);
    int batchSize = fields.integer("batch_size", 1, limits.pictures()).orElse(1);
    int iterations = fields.integer("n_iter", 1, limits.pictures()).orElse(1);
    if ((long) batchSize * iterations > limits.pictures()) {
      fields.fault(
          "batch_size",
          "ensure batch_size times n_iter is less than or equal to " + limits.pictures(),
          "value_error.number.not_le");
    }
    TextToImage request =
        new TextToImage(
            fields.requiredText("prompt", limits.promptChars()),
            fields.text("negative_prompt", limits.promptChars()).orElse(""),
            seed(fields),
            fields.integer("steps", 1, limits.steps()).orElse(defaults.steps()),
            fields.number("cfg_scale", 0, MOST_GUIDANCE).orElse(defaults.guidanceScale()),
            side(fields, "width", defaults, model, limits),
            side(fields, "height", defaults, model, limits),
            scheduler(fields, defaults),
            noise(fields, limits.noise().orElse(defaults.noise())),
            batchSize,
            iterations,
            styles(fields),
            fields.flag("send_images").orElse(true),
            fields.text("force_task_id", MOST_NAME_CHARS));
    fields.requireFaultless();
    return request;
  }

  /** How many pictures it is for. */
  int pictures() {
    return batchSize * iterations;
  }

  /** The pictures, of one seed after the other. */
  List<DrawRequest> draws(RandomGenerator random) {
    long first = seed.orElseGet(() -> random.nextLong(RANDOM_SEEDS));
    return LongStream.range(0, pictures())
        .mapToObj(
            i ->
                new DrawRequest(
                    prompt,
                    negativePrompt,
                    first + i,
                    steps,
                    guidanceScale,
                    width,
                    height,
                    scheduler,
                    noise))
        .toList();
  }

  /** Where the request names a model, it must be this one. */
  private static void requireModel(Fields fields, ModelDescription model) {
    JsonNode settings = fields.node("override_settings");
    if (!settings.isMissingNode() && !settings.isObject()) {
      fields.fault("override_settings", "value is not a valid dict", "type_error.dict");
    }
    JsonNode wanted = settings.path("sd_model_checkpoint");
    if (wanted.isTextual() && !ModelNames.isNamed(model, wanted.textValue())) {
      throw Problem.of(
          Problem.Kind.NOT_FOUND,
          "sd_model_checkpoint: this worker draws with %s alone"
              .formatted(ModelNames.title(model)));
    }
  }

  private static OptionalLong seed(Fields fields) {
    OptionalLong seed = fields.wholeNumber("seed");
    return seed.isPresent() && seed.getAsLong() == -1 ? OptionalLong.empty() : seed;
  }

  private static int side(
      Fields fields,
      String name,
      DrawDefaults defaults,
      ModelDescription model,
      RequestLimits limits) {
    int pixels = fields.integer(name, 1, limits.size()).orElse(defaults.size());
    if (pixels % model.latentFactor() != 0) {
      fields.fault(
          name,
          "ensure this value is a multiple of " + model.latentFactor(),
          "value_error.number.not_multiple");
    }
    return pixels;
  }

  private static SchedulerChoice scheduler(Fields fields, DrawDefaults defaults) {
    Optional<String> sampler =
        fields
            .text("sampler_name", MOST_NAME_CHARS)
            .or(() -> fields.text("sampler_index", MOST_NAME_CHARS))
            .filter(name -> !name.isBlank());
    String scheduleType = fields.text("scheduler", MOST_NAME_CHARS).orElse("");
    return Samplers.choose(sampler, scheduleType, defaults.scheduler());
  }

  private static NoiseKind noise(Fields fields, NoiseKind usual) {
    String name = "avatar_origin_noise";
    Optional<String> text = fields.text(name, MOST_NAME_CHARS);
    if (text.isEmpty()) {
      return usual;
    }
    return switch (text.get().toLowerCase(Locale.ROOT)) {
      case "cpu" -> NoiseKind.CPU;
      case "nv" -> NoiseKind.NV;
      default -> {
        fields.fault(name, "use cpu or nv", "value_error.const");
        yield usual;
      }
    };
  }

  private static List<String> styles(Fields fields) {
    JsonNode styles = fields.node("styles");
    List<String> names = new ArrayList<>();
    if (!styles.isMissingNode() && !styles.isArray()) {
      fields.fault("styles", "value is not a valid list", "type_error.list");
    }
    for (JsonNode style : styles) {
      if (style.isTextual()) {
        names.add(style.textValue());
      } else {
        fields.fault("styles", "str type expected", "type_error.str");
      }
    }
    return names;
  }
}
