package io.avatarorigin.worker.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.avatarorigin.diffusion.DrawRequest;
import io.avatarorigin.diffusion.ModelDescription;
import io.avatarorigin.diffusion.noise.NoiseKind;
import io.avatarorigin.worker.draw.DrawDefaults;
import io.avatarorigin.worker.http.Fields;
import io.avatarorigin.worker.http.Problem;
import io.avatarorigin.worker.order.ModelNames;
import io.avatarorigin.worker.order.RequestLimits;
import io.avatarorigin.worker.picture.PictureFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/**
 * The body of a request for images. Negative prompt, seed and steps are extensions: the API has
 * none.
 *
 * @param seed of the first image; empty for any
 * @param quality of JPEG and WebP, 0 to 100
 */
record ImageRequest(
    String prompt,
    String negativePrompt,
    OptionalLong seed,
    int steps,
    Size size,
    int count,
    PictureFormat format,
    int quality) {
  private static final int MOST_IMAGES = 10;
  private static final int MOST_NAME_CHARS = 200;
  private static final long RANDOM_SEEDS = 1L << 32;
  private static final Pattern SIZE = Pattern.compile("(\\d{1,5})x(\\d{1,5})");

  /** In pixels. */
  record Size(int width, int height) {
    @Override
    public String toString() {
      return width + "x" + height;
    }
  }

  /**
   * Understands a body.
   *
   * @throws Problem with every field that is wrong, or that this model cannot draw
   */
  static ImageRequest parse(ObjectNode body, ModelDescription model, RequestLimits limits) {
    Fields fields = new Fields(body);
    DrawDefaults defaults = DrawDefaults.of(model.defaults());
    refuseOthers(fields);
    Optional<String> wanted = fields.text("model", MOST_NAME_CHARS);
    ImageRequest request =
        new ImageRequest(
            fields.requiredText("prompt", limits.promptChars()),
            fields.text("negative_prompt", limits.promptChars()).orElse(""),
            seed(fields),
            fields.integer("steps", 1, limits.steps()).orElse(defaults.steps()),
            size(fields, defaults, model, limits),
            fields.integer("n", 1, Math.min(MOST_IMAGES, limits.pictures())).orElse(1),
            format(fields),
            fields.integer("output_compression", 0, 100).orElse(100));
    fields.requireFaultless();
    if (wanted.isPresent() && !ModelNames.isNamed(model, wanted.get())) {
      throw Problem.of(
          Problem.Kind.NOT_FOUND,
          "The model '%s' does not exist: this worker draws with '%s' alone"
              .formatted(wanted.get(), model.name()));
    }
    return request;
  }

  /** The images, of one seed after the other. */
  List<DrawRequest> draws(
      ModelDescription model, Optional<NoiseKind> noise, RandomGenerator random) {
    DrawDefaults defaults = DrawDefaults.of(model.defaults());
    long first = seed.orElseGet(() -> random.nextLong(RANDOM_SEEDS));
    return LongStream.range(0, count)
        .mapToObj(
            i ->
                new DrawRequest(
                    prompt,
                    negativePrompt,
                    first + i,
                    steps,
                    defaults.guidanceScale(),
                    size.width(),
                    size.height(),
                    defaults.scheduler(),
                    noise.orElse(defaults.noise())))
        .toList();
  }

  /** What would have to be answered otherwise. */
  private static void refuseOthers(Fields fields) {
    if (!fields.text("response_format", MOST_NAME_CHARS).orElse("b64_json").equals("b64_json")) {
      fields.unsupported(
          "response_format", "only b64_json is answered: nothing is kept that a URL could name");
    }
    if (fields.flag("stream").orElse(false)) {
      fields.unsupported("stream", "images come whole; GET /v1/draws/{id}/events tells the steps");
    }
    if (fields.text("background", MOST_NAME_CHARS).orElse("").equals("transparent")) {
      fields.unsupported("background", "images have no transparency");
    }
  }

  private static OptionalLong seed(Fields fields) {
    OptionalLong seed = fields.wholeNumber("seed");
    return seed.isPresent() && seed.getAsLong() == -1 ? OptionalLong.empty() : seed;
  }

  private static Size size(
      Fields fields, DrawDefaults defaults, ModelDescription model, RequestLimits limits) {
    Size usual = new Size(defaults.size(), defaults.size());
    String text = fields.text("size", MOST_NAME_CHARS).orElse("auto");
    if (text.equals("auto")) {
      return usual;
    }
    Matcher sides = SIZE.matcher(text);
    if (!sides.matches()) {
      fields.fault("size", "use auto or WIDTHxHEIGHT, for example " + usual, "value_error");
      return usual;
    }
    Size size = new Size(Integer.parseInt(sides.group(1)), Integer.parseInt(sides.group(2)));
    if (!isDrawn(size.width(), model, limits) || !isDrawn(size.height(), model, limits)) {
      fields.fault(
          "size",
          "width and height must be multiples of %d up to %d here, not %s"
              .formatted(model.latentFactor(), limits.size(), size),
          "value_error");
    }
    return size;
  }

  private static boolean isDrawn(int side, ModelDescription model, RequestLimits limits) {
    return side > 0 && side <= limits.size() && side % model.latentFactor() == 0;
  }

  private static PictureFormat format(Fields fields) {
    String text = fields.text("output_format", MOST_NAME_CHARS).orElse("png");
    for (PictureFormat format : PictureFormat.values()) {
      if (format.label().equals(text.toLowerCase(Locale.ROOT))) {
        return format;
      }
    }
    fields.fault("output_format", "use png, jpeg or webp", "value_error.const");
    return PictureFormat.PNG;
  }
}
