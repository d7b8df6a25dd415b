package io.avatarorigin.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.avatarorigin.diffusion.noise.NoiseKind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StableDiffusionTest {

  private static final SchedulerChoice DPM_PLUS_PLUS_2M = SchedulerChoice.parse("DPM++ 2M");

  private final StableDiffusion diffusion =
      StableDiffusion.load(Fixtures.path("models/velocity"), ExecutionOptions.onCpu());

  @AfterEach
  void close() {
    diffusion.close();
  }

  @Test
  void describesWhatItLoaded() {
    ModelDescription description = diffusion.description();
    assertThat(description.name()).isEqualTo("velocity");
    assertThat(description.digest()).matches("[0-9a-f]{64}");
    assertThat(description.latentChannels()).isEqualTo(6);
    assertThat(description.latentFactor()).isEqualTo(4);
    assertThat(description.defaults().size()).hasValue(48);
    assertThat(description.defaults().scheduler()).contains(DPM_PLUS_PLUS_2M);
  }

  @Test
  void drawsEqualPicturesSideBySide() throws Exception {
    byte[] alone = diffusion.draw(request("smile", 32, 3), StepListener.NONE).picture().rgb();
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<Drawn>> pictures = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        pictures.add(
            threads.submit(() -> diffusion.draw(request("smile", 32, 3), StepListener.NONE)));
      }
      for (Future<Drawn> picture : pictures) {
        assertThat(picture.get().picture().rgb()).isEqualTo(alone);
      }
    }
  }

  @Test
  void drawsAsIfLoraTagsWereNotThere() {
    byte[] plain =
        diffusion.draw(request("blonde, smile", 32, 3), StepListener.NONE).picture().rgb();
    byte[] tagged =
        diffusion
            .draw(request("blonde, <lora:cdi:1>, smile", 32, 3), StepListener.NONE)
            .picture()
            .rgb();
    assertThat(tagged).isEqualTo(plain);
  }

  @Test
  void tellsWhichTagsItIgnored() {
    Drawn drawn =
        diffusion.draw(
            new DrawRequest(
                "smile, <lora:a:1>, <lora::x>", "<lora:b:1>", 1, 1, 5, 32, 32, DPM_PLUS_PLUS_2M),
            StepListener.NONE);
    assertThat(drawn.ignoredTags())
        .containsExactly(
            new IgnoredTag("<lora:a:1>", "the model folder holds no lora/a.onnx_adapter"),
            new IgnoredTag("<lora:b:1>", "it is in the negative prompt"),
            new IgnoredTag("<lora::x>", "it is not of the form <lora:name:weight>"));
  }

  @Test
  void tellsOfNegativeTagsWithoutGuidanceToo() {
    Drawn drawn =
        diffusion.draw(
            new DrawRequest("smile", "<lora:b:1>", 1, 1, 1, 32, 32, DPM_PLUS_PLUS_2M),
            StepListener.NONE);
    assertThat(drawn.ignoredTags())
        .containsExactly(new IgnoredTag("<lora:b:1>", "it is in the negative prompt"));
  }

  @Test
  void handsBackWhatTheListenerThrows() {
    IllegalStateException fault = new IllegalStateException("test");
    assertThatThrownBy(
            () ->
                diffusion.draw(
                    request("smile", 32, 3),
                    (step, of) -> {
                      throw fault;
                    }))
        .isSameAs(fault);
  }

  @Test
  void refusesPromptsThatAreTooLongBeforehand() {
    assertThatThrownBy(() -> diffusion.requireDrawable(request("x ".repeat(2000), 32, 3)))
        .isInstanceOf(InvalidDrawException.class)
        .hasMessageStartingWith("the prompt needs 27 chunks of 75 tokens");
    assertThatThrownBy(() -> diffusion.requireDrawable(request("x".repeat(40_000), 32, 3)))
        .isInstanceOf(InvalidDrawException.class)
        .hasMessage("a prompt of 40000 characters is longer than 32768; shorten it");
  }

  @Test
  void tellsEachStep() {
    List<String> steps = new ArrayList<>();
    diffusion.draw(request("smile", 32, 3), (step, of) -> steps.add(step + "/" + of));
    assertThat(steps).containsExactly("1/3", "2/3", "3/3");
  }

  @Test
  void tellsTheStepsOfSchedulersThatAskTwice() {
    List<String> steps = new ArrayList<>();
    diffusion.draw(
        request("Heun", NoiseKind.CPU),
        (step, of) -> {
          steps.add(step + "/" + of);
          return true;
        });
    assertThat(steps).containsExactly("1/5", "2/5", "3/5", "4/5", "5/5");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Euler a", "DPM++ 2M SDE Karras", "LCM", "UniPC"})
  void drawsAgainWhatItDrewWithEachNoise(String scheduler) {
    byte[] cpu =
        diffusion.draw(request(scheduler, NoiseKind.CPU), StepListener.NONE).picture().rgb();
    byte[] gpu =
        diffusion.draw(request(scheduler, NoiseKind.NV), StepListener.NONE).picture().rgb();
    assertThat(diffusion.draw(request(scheduler, NoiseKind.CPU), StepListener.NONE).picture().rgb())
        .isEqualTo(cpu)
        .isNotEqualTo(gpu);
    assertThat(diffusion.draw(request(scheduler, NoiseKind.NV), StepListener.NONE).picture().rgb())
        .isEqualTo(gpu);
  }

  @ParameterizedTest
  @ValueSource(strings = {"DPM++ 2M", "Euler a", "Heun", "LCM"})
  void drawsTheSameOnceItIsWarm(String scheduler) {
    byte[] cold =
        diffusion.draw(request(scheduler, NoiseKind.CPU), StepListener.NONE).picture().rgb();

    diffusion.warmUp(request(scheduler, NoiseKind.CPU), 3);

    assertThat(diffusion.draw(request(scheduler, NoiseKind.CPU), StepListener.NONE).picture().rgb())
        .isEqualTo(cold);
  }

  @Test
  void refusesToWarmUpForWhatItCannotDraw() {
    assertThatThrownBy(() -> diffusion.warmUp(request("smile", 30, 3), 1))
        .isInstanceOf(InvalidDrawException.class);
    assertThatThrownBy(() -> diffusion.warmUp(request("(smile:1" + "0".repeat(39) + ")", 32, 3), 1))
        .isInstanceOf(InvalidDrawException.class)
        .hasMessage("the weights of the prompt are beyond what can be computed");
    assertThatThrownBy(() -> diffusion.warmUp(request("smile", 32, 3), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("together must be at least 1, not 0");
  }

  @Test
  void endsWhenTheListenerSaysSo() {
    List<Integer> steps = new ArrayList<>();
    assertThatThrownBy(
            () ->
                diffusion.draw(
                    request("smile", 32, 9),
                    (step, of) -> {
                      steps.add(step);
                      return step < 2;
                    }))
        .isInstanceOf(DrawCancelledException.class)
        .hasMessage("the draw was cancelled after step 2 of 9");
    assertThat(steps).containsExactly(1, 2);
  }

  @Test
  void refusesSizesBetweenLatentCells() {
    assertThatThrownBy(() -> diffusion.draw(request("smile", 30, 3), StepListener.NONE))
        .isInstanceOf(InvalidDrawException.class)
        .hasMessage("width must be a multiple of 4 for this model, not 30");
  }

  @Test
  void saysBeforehandWhatItCannotDraw() {
    DrawRequest drawable = request("smile", 32, 3);
    assertThatCode(() -> diffusion.requireDrawable(drawable)).doesNotThrowAnyException();
    assertThatThrownBy(() -> diffusion.requireDrawable(request("smile", 30, 3)))
        .isInstanceOf(InvalidDrawException.class)
        .hasMessage("width must be a multiple of 4 for this model, not 30");
    assertThatThrownBy(() -> diffusion.requireDrawable(request("smile", 32, 1001)))
        .isInstanceOf(InvalidDrawException.class)
        .hasMessage("1001 steps are more than the 1000 timesteps of the model's training");
    DrawRequest unspaced =
        new DrawRequest("", "", 1, 3, 5, 32, 32, new SchedulerChoice("DDIM", true));
    assertThatThrownBy(() -> diffusion.requireDrawable(unspaced))
        .isInstanceOf(InvalidDrawException.class)
        .hasMessage("scheduler DDIM has no Karras spacing; switch karras off");
  }

  @Test
  @Timeout(30)
  void isNotClosedByItsOwnListener() {
    assertThatThrownBy(
            () ->
                diffusion.draw(
                    request("smile", 32, 3),
                    (step, of) -> {
                      diffusion.close();
                      return true;
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a model cannot be closed by what it draws for");
    assertThat(diffusion.draw(request("smile", 32, 1), StepListener.NONE).picture().width())
        .isEqualTo(32);
  }

  @Test
  void drawsNothingOnceClosed() {
    diffusion.close();
    assertThatThrownBy(() -> diffusion.draw(request("smile", 32, 3), StepListener.NONE))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the model velocity is closed");
  }

  private static DrawRequest request(String prompt, int width, int steps) {
    return new DrawRequest(prompt, "blurry", 1, steps, 5, width, 32, DPM_PLUS_PLUS_2M);
  }

  private static DrawRequest request(String scheduler, NoiseKind noise) {
    return new DrawRequest(
        "smile", "blurry", 1, 3, 5, 32, 32, SchedulerChoice.parse(scheduler), noise);
  }
}
