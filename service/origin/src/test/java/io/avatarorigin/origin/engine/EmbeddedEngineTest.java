package io.avatarorigin.origin.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.avatarorigin.diffusion.DrawRequest;
import io.avatarorigin.diffusion.ExecutionOptions;
import io.avatarorigin.diffusion.SafetyPolicy;
import io.avatarorigin.diffusion.SchedulerChoice;
import io.avatarorigin.diffusion.StableDiffusion;
import io.avatarorigin.diffusion.noise.NoiseKind;
import io.avatarorigin.origin.avatar.Noise;
import io.avatarorigin.origin.avatar.Recipe;
import io.avatarorigin.origin.avatar.Sampler;
import io.avatarorigin.origin.encode.Raster;
import io.avatarorigin.vocabulary.Hash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engine with a tiny model, whose safety checker refuses the pictures of some seeds. */
class EmbeddedEngineTest {
  private static final Path MODELS = Path.of("../diffusion/src/test/resources/fixtures/models");
  private static final int SEEDS = 8;

  @TempDir Path folder;

  @BeforeEach
  void makeModel() throws IOException {
    for (String name : List.of("epsilon", "safety")) {
      Path source = MODELS.resolve(name);
      try (Stream<Path> files = Files.walk(source)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          Path copy = folder.resolve(source.relativize(file).toString());
          Files.createDirectories(copy.getParent());
          Files.copy(file, copy);
        }
      }
    }
  }

  @Test
  void refusesForGoodWhatTheSafetyCheckerRefuses() {
    Map<Boolean, List<Drawing>> drawings = drawings(new SafetyPolicy.Refuse());

    assertThat(drawings.get(true))
        .isNotEmpty()
        .allSatisfy(
            drawing ->
                assertThat(drawing)
                    .isEqualTo(
                        new Drawing.Refused("the model's safety checker refuses the picture")));
    assertThat(drawings.get(false)).isNotEmpty();
  }

  @Test
  void drawsEverySeedWhereTheNextOnesMayStandIn() {
    assertThat(drawings(new SafetyPolicy.Redraw(10)).get(true)).isEmpty();
  }

  @Test
  void drawsWithTheNoiseAndTheSpacingOfTheSampler() {
    Sampler sampler = new Sampler("DPMSolverMultistepSDE Exponential", false, 2, 1, 32, Noise.NV);

    DrawRequest request = EmbeddedEngine.request("smile", "", 7, sampler);

    assertThat(request.noise()).isEqualTo(NoiseKind.NV);
    assertThat(request.scheduler()).isEqualTo(SchedulerChoice.parse("DPM++ 2M SDE Exponential"));
  }

  @Test
  void showsItsStepsAndDrawsTheSameForIt() {
    List<String> seen = new ArrayList<>();
    DrawWatch watch =
        new DrawWatch() {
          @Override
          public void began() {}

          @Override
          public void stepped(int step, int steps, Supplier<Optional<Raster>> preview) {
            String size = preview.get().map(it -> it.width() + "x" + it.height()).orElse("none");
            seen.add(step + " of " + steps + ": " + size);
          }

          @Override
          public void queuedAgain() {}

          @Override
          public boolean isFollowed() {
            return true;
          }

          @Override
          public void whenFollowed(Runnable told) {}
        };
    try (EmbeddedEngine engine =
        new EmbeddedEngine(StableDiffusion.load(folder, ExecutionOptions.onCpu()))) {
      byte[] unseen = pixels(engine.draw(recipe(1), DrawWatch.NONE));

      byte[] pixels = pixels(engine.draw(recipe(1), watch));

      assertThat(pixels).isEqualTo(unseen);
      assertThat(seen).startsWith("1 of 2: 4x4", "2 of 2: 4x4"); // then another seed's
    }
  }

  private static byte[] pixels(Drawing drawing) {
    return ((Drawing.Drawn) drawing).raster().rgb();
  }

  @Test
  void refusesToWarmUpForWhatItCannotDraw() {
    Sampler sampler = new Sampler("DPMSolverMultistep", false, 2, 1, 33);
    try (EmbeddedEngine engine =
        new EmbeddedEngine(StableDiffusion.load(folder, ExecutionOptions.onCpu()))) {
      engine.warmUp(recipe(1));
      assertThatThrownBy(() -> engine.warmUp(recipe(1, sampler)))
          .isInstanceOf(EngineException.class)
          .hasRootCauseMessage("width must be a multiple of 8 for this model, not 33");
    }
  }

  /** The drawings of some seeds, by whether they were refused. */
  private Map<Boolean, List<Drawing>> drawings(SafetyPolicy policy) {
    ExecutionOptions options = ExecutionOptions.onCpu().withSafety(policy);
    try (EmbeddedEngine engine = new EmbeddedEngine(StableDiffusion.load(folder, options))) {
      return IntStream.range(0, SEEDS)
          .mapToObj(seed -> engine.draw(recipe(seed), DrawWatch.NONE))
          .collect(Collectors.partitioningBy(Drawing.Refused.class::isInstance));
    }
  }

  private static Recipe recipe(long seed) {
    return recipe(seed, new Sampler("DPMSolverMultistep", false, 2, 1, 32));
  }

  private static Recipe recipe(long seed, Sampler sampler) {
    return new Recipe(
        Hash.parse("d41d8cd98f00b204e9800998ecf8427e"), "smile", "", seed, sampler, "digest");
  }
}
