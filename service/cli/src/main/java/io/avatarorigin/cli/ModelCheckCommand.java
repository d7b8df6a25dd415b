package io.avatarorigin.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.avatarorigin.diffusion.DrawRequest;
import io.avatarorigin.diffusion.Drawn;
import io.avatarorigin.diffusion.ExecutionOptions;
import io.avatarorigin.diffusion.ExecutionProvider;
import io.avatarorigin.diffusion.StableDiffusion;
import io.avatarorigin.origin.ModelExecution;
import io.avatarorigin.origin.SamplerPrecedence;
import io.avatarorigin.origin.VocabularyLoader;
import io.avatarorigin.origin.avatar.Sampler;
import io.avatarorigin.origin.config.OriginConfig;
import io.avatarorigin.origin.engine.EmbeddedEngine;
import io.avatarorigin.vocabulary.Vocabulary;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what a model folder is, whether it works, and how fast. */
@Command(
    name = "check",
    description = {
      "Says what a model folder is and what it needs, and draws a test picture.",
      "A folder that cannot be used ends it with one line, which names the file, and exit code 1."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    footer = {
      "",
      "Examples:",
      "  avatar-origin model check ./my-model",
      "  avatar-origin model check ./my-turbo-model --set sampler.steps=1",
      "  avatar-origin model check ./my-model --provider cuda,cpu --output json"
    })
final class ModelCheckCommand implements Callable<Integer> {
  private static final String PROMPT =
      "headshot, portrait, masterpiece, best quality, 1girl, smile";
  private static final String NEGATIVE_PROMPT = "worst quality, blurry";
  private static final double NANOS = Duration.ofSeconds(1).toNanos();

  private final Console console;

  @Mixin private final ConfigOptions settings = new ConfigOptions();

  @Parameters(
      arity = "0..1",
      paramLabel = "DIR",
      description = "A folder in diffusers' ONNX layout; by default the model of the settings.")
  @Nullable String folder;

  @Option(names = "--no-draw", description = "Only load it.")
  boolean noDraw;

  @Option(
      names = "--provider",
      split = ",",
      paramLabel = "PROVIDER",
      description =
          "What shall run it, best first: cpu, cuda[:DEVICE], tensorrt[:DEVICE]; by default what"
              + " engine.providers says.")
  List<String> providers = new ArrayList<>();

  @Option(
      names = "--output",
      paramLabel = "text|json",
      description = "How to print; by default text.")
  ExplainCommand.Output output = ExplainCommand.Output.text;

  ModelCheckCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws JsonProcessingException {
    ConfigOptions.Flag model = new ConfigOptions.Flag("DIR", "model", folder);
    OriginConfig config = settings.load(console, List.of(model)).config();
    Vocabulary vocabulary = VocabularyLoader.load(config.vocabulary());
    ModelReport report = check(config, vocabulary);
    switch (output) {
      case json -> printJson(report);
      case text -> report.print(console.out());
    }
    return 0;
  }

  private ModelReport check(OriginConfig config, Vocabulary vocabulary) {
    ExecutionOptions execution = execution(config);
    long start = System.nanoTime();
    try (StableDiffusion model = StableDiffusion.load(ModelFolders.find(config), execution)) {
      double loadSeconds = secondsSince(start);
      Sampler sampler =
          SamplerPrecedence.resolve(
              config.sampler(), model.description().defaults(), vocabulary.sampler());
      Optional<ModelReport.TestPicture> picture =
          noDraw ? Optional.empty() : Optional.of(draw(model, sampler));
      return ModelReport.of(model.description(), sampler, loadSeconds, picture);
    }
  }

  private ModelReport.TestPicture draw(StableDiffusion model, Sampler sampler) {
    DrawRequest request = request(sampler);
    model.requireDrawable(request);
    long start = System.nanoTime();
    try (Progress progress = new Progress(console, request.steps())) {
      Drawn drawn = model.draw(request, progress);
      return new ModelReport.TestPicture(secondsSince(start), drawn.safety(), PeakMemory.bytes());
    }
  }

  private static DrawRequest request(Sampler sampler) {
    try {
      return EmbeddedEngine.request(PROMPT, NEGATIVE_PROMPT, 1, sampler);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.wrongUse("nothing can be drawn with this sampler: " + e.getMessage());
    }
  }

  private ExecutionOptions execution(OriginConfig config) {
    ExecutionOptions configured = ModelExecution.of(config.engine());
    try {
      return providers.isEmpty()
          ? configured
          : configured.on(providers.stream().map(ExecutionProvider::parse).toList());
    } catch (IllegalArgumentException e) {
      throw CommandFailure.wrongUse("--provider: " + e.getMessage());
    }
  }

  private void printJson(ModelReport report) throws JsonProcessingException {
    console
        .out()
        .println(
            new JsonMapper()
                .writerWithDefaultPrettyPrinter()
                .with(SerializationFeature.WRITE_ENUMS_USING_TO_STRING)
                .writeValueAsString(report));
  }

  private static double secondsSince(long start) {
    return (System.nanoTime() - start) / NANOS;
  }
}
