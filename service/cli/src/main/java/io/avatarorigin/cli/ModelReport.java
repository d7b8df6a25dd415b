package io.avatarorigin.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.avatarorigin.diffusion.ModelDescription;
import io.avatarorigin.diffusion.ModelPart;
import io.avatarorigin.diffusion.ProviderChoice;
import io.avatarorigin.diffusion.SafetyOutcome;
import io.avatarorigin.origin.avatar.Noise;
import io.avatarorigin.origin.avatar.Sampler;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What {@code model check} found, as JSON has it.
 *
 * @param family what the model was made from
 * @param weightBytes memory that the weights take at least
 * @param sampler what it is drawn with unless a setting says otherwise
 * @param picture the test picture; absent where none was asked for
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ModelReport(
    String name,
    String family,
    String digest,
    int latentChannels,
    int latentFactor,
    List<Part> parts,
    long weightBytes,
    Providers providers,
    Sampler sampler,
    double loadSeconds,
    @Nullable TestPicture picture) {

  /** A net of the model. */
  record Part(String name, long bytes, long weights, String precision) {
    static Part of(ModelPart part) {
      return new Part(
          part.name(), part.bytes(), part.weights().total(), part.weights().precision().toString());
    }
  }

  /** What runs it, in this order, and why others do not. */
  record Providers(List<String> used, List<Skipped> skipped) {
    static Providers of(ProviderChoice choice) {
      return new Providers(
          choice.used().stream().map(Object::toString).toList(),
          choice.skipped().stream()
              .map(each -> new Skipped(each.provider().toString(), each.reason()))
              .toList());
    }
  }

  /** A provider that cannot be had. */
  record Skipped(String provider, String reason) {}

  /**
   * The test picture.
   *
   * @param seconds from prompt to picture, what happens at a first draw only included
   * @param safety what the safety checker said
   * @param peakMemoryBytes the most that the process has had; absent where nobody tells
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record TestPicture(double seconds, String safety, @Nullable Long peakMemoryBytes) {
    TestPicture(double seconds, SafetyOutcome safety, OptionalLong peakMemory) {
      this(seconds, words(safety), peakMemory.isPresent() ? (Long) peakMemory.getAsLong() : null);
    }

    private static String words(SafetyOutcome outcome) {
      return switch (outcome) {
        case SafetyOutcome.Unchecked _ -> "not checked";
        case SafetyOutcome.Passed _ -> "passed";
        case SafetyOutcome.Redrawn(int times) ->
            "redrawn " + times + (times == 1 ? " time" : " times");
      };
    }
  }

  static ModelReport of(
      ModelDescription model, Sampler sampler, double loadSeconds, Optional<TestPicture> picture) {
    return new ModelReport(
        model.name(),
        model.family().toString(),
        model.digest(),
        model.latentChannels(),
        model.latentFactor(),
        model.parts().stream().map(Part::of).toList(),
        model.weightBytes(),
        Providers.of(model.providers()),
        sampler,
        loadSeconds,
        picture.orElse(null));
  }

  /** Prints it for people. */
  void print(PrintWriter out) {
    out.println("model      " + name);
    out.println("family     " + family);
    out.println("digest     " + digest);
    out.printf("latent     %d channels, %d pixels along a cell%n", latentChannels, latentFactor);
    String label = "parts";
    for (Part part : parts) {
      out.printf(
          "%-10s %-14s  %9s  %6s weights, %s%n",
          label, part.name(), size(part.bytes()), count(part.weights()), part.precision());
      label = "";
    }
    out.println("memory     at least " + size(weightBytes) + " for the weights");
    out.println("runs on    " + String.join(", then ", providers.used()));
    providers
        .skipped()
        .forEach(each -> out.println("           not " + each.provider() + ": " + each.reason()));
    out.printf(
        Locale.ROOT,
        "sampler    %s%s, %d steps, guidance %s, %dx%d%s%n",
        sampler.scheduler(),
        sampler.karras() ? " with Karras' spacing" : "",
        sampler.steps(),
        sampler.guidanceScale(),
        sampler.size(),
        sampler.size(),
        sampler.noise() == Noise.CPU ? "" : ", noise " + sampler.noise());
    out.printf(Locale.ROOT, "loaded in  %.2f s%n", loadSeconds);
    if (picture != null) {
      out.printf(
          Locale.ROOT,
          "drawn in   %.2f s, %.3f s a step%n",
          picture.seconds(),
          picture.seconds() / sampler.steps());
      out.println("safety     " + picture.safety());
      if (picture.peakMemoryBytes() != null) {
        out.println(
            "peak       " + size(picture.peakMemoryBytes()) + " of memory, Java's included");
      }
    }
  }

  private static String size(long bytes) {
    return scaled(bytes, "B", "kB", "MB", "GB");
  }

  private static String count(long weights) {
    return scaled(weights, "", "k", "M", "G").replace(" ", "");
  }

  private static String scaled(long value, String... units) {
    double scaled = value;
    int unit = 0;
    while (scaled >= 1000 && unit < units.length - 1) {
      scaled /= 1000;
      unit++;
    }
    return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", scaled, units[unit]);
  }
}
