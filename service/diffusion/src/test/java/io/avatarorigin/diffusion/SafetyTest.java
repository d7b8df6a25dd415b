package io.avatarorigin.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The epsilon model with a safety checker, which refuses the pictures of some seeds. */
class SafetyTest {

  private static final JsonNode CHECKED = Fixtures.json("draws/safety/checked.json");

  @TempDir private Path folder;

  @BeforeEach
  void copy() throws IOException {
    Fixtures.copyOfModel("epsilon", folder);
    Fixtures.copyOfModel("safety", folder);
  }

  @Test
  void refusesThePicturesThatDiffusersCheckerRefuses() {
    List<Boolean> refused = new ArrayList<>();
    try (StableDiffusion diffusion = load(new SafetyPolicy.Refuse())) {
      assertThat(diffusion.description().isChecked()).isTrue();
      for (int seed = 0; seed < CHECKED.get("refused").size(); seed++) {
        refused.add(isRefused(diffusion, seed));
      }
    }

    List<Boolean> expected = new ArrayList<>();
    CHECKED.get("refused").forEach(each -> expected.add(each.booleanValue()));
    assertThat(refused).isEqualTo(expected).contains(true, false);
  }

  @Test
  void drawsTheNextSeedThatPasses() {
    int refused = firstSeed(true, false);
    byte[] next = drawUnchecked(refused + 1).picture().rgb();

    try (StableDiffusion diffusion = load(new SafetyPolicy.Redraw(2))) {
      List<Integer> steps = new ArrayList<>();
      Drawn drawn =
          diffusion.draw(
              request(refused),
              (step, of) -> {
                steps.add(step);
                return true;
              });
      assertThat(drawn.safety()).isEqualTo(new SafetyOutcome.Redrawn(1));
      assertThat(drawn.picture().rgb()).isEqualTo(next);
      assertThat(steps).containsExactly(1, 2, 3, 4, 1, 2, 3, 4);
    }
  }

  @Test
  void leavesAPictureThatPassesAlone() {
    int passed = firstSeed(false, false);
    byte[] alone = drawUnchecked(passed).picture().rgb();

    try (StableDiffusion diffusion = load(new SafetyPolicy.Redraw(2))) {
      Drawn drawn = diffusion.draw(request(passed), StepListener.NONE);
      assertThat(drawn.safety()).isEqualTo(new SafetyOutcome.Passed());
      assertThat(drawn.picture().rgb()).isEqualTo(alone);
    }
  }

  @Test
  void givesUpAfterSoManySeeds() {
    List<Long> seeds = new ArrayList<>();
    SafetyGuard guard = new SafetyGuard(Optional.of(picture -> true), 2);

    assertThatThrownBy(
            () ->
                guard.redrawn(
                    request(5),
                    each -> {
                      seeds.add(each.seed());
                      return new Picture(1, 1, new byte[3]);
                    }))
        .isInstanceOf(DrawRefusedException.class)
        .hasMessage(
            "the model's safety checker refuses the picture, and those of the next 2 seeds");
    assertThat(seeds).containsExactly(6L, 7L);
  }

  @Test
  void doesNotLookWhereThePolicyIsOff() {
    Drawn drawn = drawUnchecked(firstSeed(true, false));
    assertThat(drawn.safety()).isEqualTo(new SafetyOutcome.Unchecked());
  }

  @Test
  void checkerCountsForTheDigestWhereItHasASay() throws IOException {
    String off = digest(new SafetyPolicy.Off());
    String checked = digest(new SafetyPolicy.Refuse());
    assertThat(checked).isNotEqualTo(off).isEqualTo(digest(new SafetyPolicy.Redraw(3)));

    Files.delete(folder.resolve("safety_checker/model.onnx"));
    assertThat(digest(new SafetyPolicy.Refuse())).isEqualTo(off);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"height\": 24|\"height\": 25|its fields do not fit together: crop_size must be 1 to the size of 24, not 25",
        "\"resample\": 3|\"resample\": 1|resample: 1 is not supported; use 3 (bicubic) or 2 (bilinear)",
        "\"do_normalize\": true|\"do_normalize\": false|do_normalize: false is not supported",
        "\"rescale_factor\": 0.00392156862745098|\"rescale_factor\": 1|rescale_factor: 1.0 is not supported",
        "\"shortest_edge\": 24|\"shortest_edge\": \"no\"|size: must be a whole number, not \"no\""
      })
  void namesTheFieldThatIsWrong(String before, String after, String problem) throws IOException {
    Path config = folder.resolve("feature_extractor/preprocessor_config.json");
    String text = Files.readString(config);
    assertThat(text).contains(before);
    Files.writeString(config, text.replace(before, after));

    assertThatThrownBy(() -> load(new SafetyPolicy.Refuse()).close())
        .isInstanceOf(ModelException.class)
        .hasMessageStartingWith("feature_extractor/preprocessor_config.json: " + problem);
  }

  @Test
  void readsSidesThatAreWrittenAsNumbers() throws IOException {
    Files.writeString(
        folder.resolve("feature_extractor/preprocessor_config.json"),
        """
        {"size": 24, "crop_size": 24, "image_mean": [0.5, 0.5, 0.5], "image_std": [1, 1, 1]}
        """);
    try (StableDiffusion diffusion = load(new SafetyPolicy.Refuse())) {
      assertThat(diffusion.description().isChecked()).isTrue();
    }
  }

  @Test
  void saysWhenCheckerAndConfigDisagree() throws IOException {
    Files.writeString(
        folder.resolve("feature_extractor/preprocessor_config.json"),
        """
        {"size": 32, "crop_size": 32, "image_mean": [0.5, 0.5, 0.5], "image_std": [1, 1, 1]}
        """);
    assertThatThrownBy(() -> load(new SafetyPolicy.Refuse()).close())
        .isInstanceOf(ModelException.class)
        .hasMessage(
            "safety_checker/model.onnx: input clip_input does not take one picture of the crop_size"
                + " 32 of feature_extractor/preprocessor_config.json");
  }

  private static boolean isRefused(StableDiffusion diffusion, int seed) {
    try {
      assertThat(diffusion.draw(request(seed), StepListener.NONE).safety())
          .isEqualTo(new SafetyOutcome.Passed());
      return false;
    } catch (DrawRefusedException e) {
      assertThat(e).hasMessage("the model's safety checker refuses the picture");
      return true;
    }
  }

  /** The first seed whose picture is refused or not, before one whose picture is or not. */
  private static int firstSeed(boolean refused, boolean nextRefused) {
    JsonNode all = CHECKED.get("refused");
    for (int seed = 0; seed + 1 < all.size(); seed++) {
      if (all.get(seed).booleanValue() == refused
          && all.get(seed + 1).booleanValue() == nextRefused) {
        return seed;
      }
    }
    throw new IllegalStateException("the fixtures have no such seed");
  }

  private Drawn drawUnchecked(int seed) {
    try (StableDiffusion diffusion = load(new SafetyPolicy.Off())) {
      return diffusion.draw(request(seed), StepListener.NONE);
    }
  }

  private String digest(SafetyPolicy policy) {
    try (StableDiffusion diffusion = load(policy)) {
      return diffusion.description().digest();
    }
  }

  private StableDiffusion load(SafetyPolicy policy) {
    return StableDiffusion.load(folder, ExecutionOptions.onCpu().withSafety(policy));
  }

  private static DrawRequest request(int seed) {
    return new DrawRequest(
        CHECKED.get("prompt").textValue(),
        CHECKED.get("negativePrompt").textValue(),
        seed,
        CHECKED.get("steps").intValue(),
        CHECKED.get("guidanceScale").doubleValue(),
        CHECKED.get("width").intValue(),
        CHECKED.get("height").intValue(),
        SchedulerChoice.parse("DPM++ 2M"));
  }
}
