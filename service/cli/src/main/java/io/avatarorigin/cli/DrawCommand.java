package io.avatarorigin.cli;

import io.avatarorigin.diffusion.DrawRequest;
import io.avatarorigin.diffusion.Picture;
import io.avatarorigin.diffusion.StableDiffusion;
import io.avatarorigin.origin.SamplerPrecedence;
import io.avatarorigin.origin.VocabularyLoader;
import io.avatarorigin.origin.avatar.RenditionKey;
import io.avatarorigin.origin.avatar.Sampler;
import io.avatarorigin.origin.config.OriginConfig;
import io.avatarorigin.origin.encode.PictureEncoder;
import io.avatarorigin.origin.encode.Raster;
import io.avatarorigin.origin.engine.EmbeddedEngine;
import io.avatarorigin.vocabulary.Hash;
import io.avatarorigin.vocabulary.Reading;
import io.avatarorigin.vocabulary.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Draws one picture, without a server. */
@Command(
    name = "draw",
    description = "Draws the avatar of a hash or text to a file, as the server would.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    footer = {
      "",
      "Examples:",
      "  avatar-origin draw ada@example.org",
      "  avatar-origin draw ada@example.org -o ada.webp --size 80",
      "  avatar-origin draw ada --prompt \"1girl, red hair, smile\" --seed 7 -o red.png"
    })
final class DrawCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private final ConfigOptions settings = new ConfigOptions();

  @Parameters(
      paramLabel = "HASH-OR-TEXT",
      description = "A hash of 32 or 64 hex digits, or a text to hash, such as an e-mail address.")
  String argument = "";

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "The file to write (or overwrite): .png, .jpg or .webp; by default HASH.png.")
  @Nullable Path file;

  @Option(names = "--sha256", description = "Hash a text by SHA-256 rather than MD5.")
  boolean sha256;

  @Option(names = "--prompt", paramLabel = "TEXT", description = "Instead of the vocabulary's.")
  @Nullable String prompt;

  @Option(
      names = "--negative-prompt",
      paramLabel = "TEXT",
      description = "Instead of the vocabulary's.")
  @Nullable String negativePrompt;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Instead of the hash's: 0 to 4294967295.")
  @Nullable Long seed;

  @Option(names = "--steps", paramLabel = "N", description = "Steps of denoising.")
  @Nullable String steps;

  @Option(
      names = "--guidance-scale",
      paramLabel = "N",
      description = "Strength of classifier-free guidance.")
  @Nullable String guidanceScale;

  @Option(
      names = "--size",
      paramLabel = "PIXELS",
      description = "Side of the picture, which is drawn in the model's size and scaled.")
  @Nullable Integer size;

  DrawCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    Hash hash = HashArgument.read(argument, sha256);
    checkNumbers();
    OutputFile target =
        OutputFile.check(console.folder().resolve(file == null ? Path.of(hash + ".png") : file));
    OriginConfig config = settings.load(console, samplerFlags()).config();
    Vocabulary vocabulary = VocabularyLoader.load(config.vocabulary());

    Raster raster = draw(config, vocabulary, vocabulary.read(hash));
    if (size != null) {
      raster = PictureEncoder.scale(raster, size, size);
    }
    int quality = SamplerPrecedence.quality(config.jpegQuality(), vocabulary.sampler());
    Files.write(target.path(), PictureEncoder.encode(raster, target.format(), quality));
    console.out().println(target.path());
    return 0;
  }

  private Raster draw(OriginConfig config, Vocabulary vocabulary, Reading reading) {
    try (StableDiffusion model = ModelFolders.local(config, console).load(config.engine())) {
      DrawRequest request = request(config, model, vocabulary, reading);
      model.requireDrawable(request);
      try (Progress progress = new Progress(console, request.steps())) {
        Picture picture = model.draw(request, progress).picture();
        return new Raster(picture.width(), picture.height(), picture.rgb());
      }
    }
  }

  private DrawRequest request(
      OriginConfig config, StableDiffusion model, Vocabulary vocabulary, Reading reading) {
    try {
      Sampler sampler =
          SamplerPrecedence.resolve(
              config.sampler(), model.description().defaults(), vocabulary.sampler());
      return EmbeddedEngine.request(
          prompt == null ? reading.prompt() : prompt,
          negativePrompt == null ? reading.negativePrompt() : negativePrompt,
          seed == null ? reading.seed() : seed,
          sampler);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.wrongUse("nothing can be drawn with this sampler: " + e.getMessage());
    }
  }

  private List<ConfigOptions.Flag> samplerFlags() {
    return List.of(
        new ConfigOptions.Flag("--steps", "sampler.steps", steps),
        new ConfigOptions.Flag("--guidance-scale", "sampler.guidance-scale", guidanceScale));
  }

  private void checkNumbers() {
    if (seed != null && (seed < 0 || seed > 0xffff_ffffL)) {
      throw CommandFailure.wrongUse("--seed must be 0 to 4294967295, not " + seed);
    }
    if (size != null && (size < 1 || size > RenditionKey.MAX_SIZE)) {
      throw CommandFailure.wrongUse(
          "--size must be 1 to %d pixels, not %d".formatted(RenditionKey.MAX_SIZE, size));
    }
  }
}
