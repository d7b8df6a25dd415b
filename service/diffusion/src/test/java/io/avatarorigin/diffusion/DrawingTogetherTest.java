package io.avatarorigin.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures that share the runs of the UNet. */
class DrawingTogetherTest {
  /** Of 255: what other orders of summing in a run of other shape may change. */
  private static final int TOLERANCE = 1;

  private static final SchedulerChoice SCHEDULER = SchedulerChoice.parse("DPM++ 2M");

  private StableDiffusion model =
      StableDiffusion.load(Fixtures.path("models/velocity"), ExecutionOptions.onCpu());

  @AfterEach
  void close() {
    model.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"epsilon", "velocity", "half", "xl", "consistency", "second", "int8"})
  void areEqualToPicturesDrawnAlone(String name) {
    model.close();
    model = StableDiffusion.load(Fixtures.path("models/" + name), ExecutionOptions.onCpu());
    List<Task> tasks =
        List.of(
            new Task(request("blonde, smile", 1, 5)),
            new Task(request("red hair", 2, 1)),
            new Task(request("landscape, " + "smile, ".repeat(90), 3, 7)),
            new Task(request("armor", 4, 3)));

    model.draw(tasks);

    for (Task task : tasks) {
      byte[] alone = model.draw(task.request(), StepListener.NONE).picture().rgb();
      byte[] together = task.picture();
      assertThat(together).hasSameSizeAs(alone);
      for (int i = 0; i < alone.length; i++) {
        assertThat(together[i] & 0xff)
            .as("byte %d of %s", i, task.request().prompt())
            .isCloseTo(alone[i] & 0xff, within(TOLERANCE));
      }
      assertThat(task.steps).containsExactly(1, 2, 3, 4);
    }
  }

  @Test
  void shareNoRunsOfAModelThatIsQuantisedAsItRuns() {
    model.close();
    model = StableDiffusion.load(Fixtures.path("models/int8"), ExecutionOptions.onCpu());

    assertThat(model.drawsTogether(request("smile", 1, 5), request("frown", 2, 5))).isFalse();
  }

  /** Of such a net most weights are in float32 still. */
  @Test
  void shareNoRunsWhereOnlyProductsAreQuantised(@TempDir Path folder) throws IOException {
    model.close();
    Fixtures.copyOfModel("epsilon", folder);
    Files.copy(
        Fixtures.path("quantised/unet.onnx"),
        folder.resolve("unet/model.onnx"),
        StandardCopyOption.REPLACE_EXISTING);
    model = StableDiffusion.load(folder, ExecutionOptions.onCpu());

    assertThat(model.drawsTogether(request("smile", 1, 5), request("frown", 2, 5))).isFalse();
  }

  @Test
  void goOnWithoutTheOneThatLeaves() {
    Task leaving = new Task(request("smile", 1, 5), 2);
    Task staying = new Task(request("frown", 2, 5));
    Task first = new Task(request("angry", 3, 5), 1);

    model.draw(List.of(leaving, staying, first));

    assertThat(leaving.steps).containsExactly(1, 2);
    assertThat(leaving.failure).isInstanceOf(DrawCancelledException.class);
    assertThat(first.steps).containsExactly(1);
    assertThat(first.failure).hasMessageContaining("after step 1 of 4");
    assertThat(staying.picture())
        .isEqualTo(model.draw(staying.request(), StepListener.NONE).picture().rgb());
  }

  @Test
  void goOnWithoutTheOneThatCannotBeDrawn() {
    Task bad = new Task(request("(smile:1" + "0".repeat(39) + ")", 1, 5));
    Task good = new Task(request("frown", 2, 5));

    model.draw(List.of(bad, good));

    assertThat(bad.failure).isInstanceOf(InvalidDrawException.class);
    assertThat(good.picture()).isNotEmpty();
  }

  @Test
  void areNotHeldUpByOnesThatAreDrawnAnew(@TempDir Path folder) throws IOException {
    // Given
    model.close();
    Fixtures.copyOfModel("epsilon", folder);
    Fixtures.copyOfModel("safety", folder);
    JsonNode checked = Fixtures.json("draws/safety/checked.json");
    List<Integer> refused = new ArrayList<>();
    List<Integer> passed = new ArrayList<>();
    for (int seed = 0; seed < checked.get("refused").size(); seed++) {
      (checked.get("refused").get(seed).booleanValue() ? refused : passed).add(seed);
    }
    model = StableDiffusion.load(folder, ExecutionOptions.onCpu());
    List<String> told = new ArrayList<>();

    // When
    model.draw(
        List.of(
            new Telling(checkedRequest(checked, refused.getFirst()), "refused", told),
            new Telling(checkedRequest(checked, passed.getFirst()), "passed", told)));

    // Then
    assertThat(told.subList(told.indexOf("passed drawn") + 1, told.size()))
        .startsWith("refused 1", "refused 2")
        .endsWith("refused drawn");
  }

  @ParameterizedTest
  @ValueSource(strings = {"request", "step", "drawn"})
  void loseNothingByATaskThatThrows(String where) {
    Throwing throwing = new Throwing(request("smile", 1, 5), where);
    Task good = new Task(request("frown", 2, 5));

    model.draw(List.of(throwing, good));

    assertThat(good.picture())
        .isEqualTo(model.draw(good.request(), StepListener.NONE).picture().rgb());
    if (where.equals("drawn")) {
      assertThat(throwing.failure).isNull();
    } else {
      assertThat(throwing.failure).isInstanceOf(DrawFailedException.class).hasCause(Throwing.FAULT);
    }
  }

  @Test
  void showRoughlyWhatWillComeOnceThereWasAPicture() {
    Task first = new Task(request("smile", 1, 5));
    Task second = new Task(request("frown", 2, 5));

    model.draw(List.of(first));
    model.draw(List.of(second));

    assertThat(first.previews).containsOnly(Optional.empty());
    assertThat(second.previews)
        .hasSize(4)
        .allSatisfy(
            preview -> {
              assertThat(preview.orElseThrow().width()).isEqualTo(8);
              assertThat(preview.orElseThrow().height()).isEqualTo(8);
            });
  }

  @Test
  void needOneSizeOneNumberOfStepsAndOneScheduler() {
    DrawRequest one = request("smile", 1, 5);

    assertThat(model.drawsTogether(one, request("frown", 2, 1))).isTrue();
    assertThat(model.drawsTogether(one, other(5, 32, 32, "DPM++ 2M"))).isFalse();
    assertThat(model.drawsTogether(one, other(4, 64, 32, "DPM++ 2M"))).isFalse();
    assertThat(model.drawsTogether(one, other(4, 32, 64, "DPM++ 2M"))).isFalse();
    assertThat(model.drawsTogether(one, other(4, 32, 32, "DPM++ 2M Karras"))).isFalse();
  }

  private static DrawRequest other(int steps, int width, int height, String scheduler) {
    return new DrawRequest("", "", 1, steps, 5, width, height, SchedulerChoice.parse(scheduler));
  }

  private static DrawRequest request(String prompt, int seed, double guidance) {
    return new DrawRequest(prompt, "lowres, text", seed, 4, guidance, 32, 32, SCHEDULER);
  }

  private static DrawRequest checkedRequest(JsonNode checked, int seed) {
    return new DrawRequest(
        checked.get("prompt").textValue(),
        checked.get("negativePrompt").textValue(),
        seed,
        checked.get("steps").intValue(),
        checked.get("guidanceScale").doubleValue(),
        checked.get("width").intValue(),
        checked.get("height").intValue(),
        SCHEDULER);
  }

  /** Writes down what it is told. */
  private record Telling(DrawRequest request, String name, List<String> told) implements DrawTask {
    @Override
    public boolean step(int step, int steps, Preview preview) {
      return told.add(name + " " + step);
    }

    @Override
    public void drawn(Drawn drawn) {
      told.add(name + " drawn");
    }

    @Override
    public void failed(DiffusionException reason) {
      told.add(name + " failed");
    }
  }

  private static final class Throwing implements DrawTask {
    static final Error FAULT = new AssertionError("test");

    private final DrawRequest request;
    private final String where;
    @Nullable DiffusionException failure;

    Throwing(DrawRequest request, String where) {
      this.request = request;
      this.where = where;
    }

    @Override
    public DrawRequest request() {
      throwAt("request");
      return request;
    }

    @Override
    public boolean step(int step, int steps, Preview preview) {
      throwAt("step");
      return true;
    }

    @Override
    public void drawn(Drawn drawn) {
      throwAt("drawn");
    }

    @Override
    public void failed(DiffusionException reason) {
      failure = reason;
      throw FAULT;
    }

    private void throwAt(String place) {
      if (where.equals(place)) {
        throw FAULT;
      }
    }
  }

  private static final class Task implements DrawTask {
    private final DrawRequest request;
    private final int last;
    final List<Integer> steps = new ArrayList<>();
    final List<Optional<Picture>> previews = new ArrayList<>();
    @Nullable Drawn drawn;
    @Nullable DiffusionException failure;

    Task(DrawRequest request) {
      this(request, Integer.MAX_VALUE);
    }

    Task(DrawRequest request, int last) {
      this.request = request;
      this.last = last;
    }

    byte[] picture() {
      assertThat(failure).isNull();
      assertThat(drawn).isNotNull();
      return drawn.picture().rgb();
    }

    @Override
    public DrawRequest request() {
      return request;
    }

    @Override
    public boolean step(int step, int of, Preview preview) {
      steps.add(step);
      previews.add(preview.picture());
      return step < last;
    }

    @Override
    public void drawn(Drawn result) {
      drawn = result;
    }

    @Override
    public void failed(DiffusionException reason) {
      failure = reason;
    }
  }
}
