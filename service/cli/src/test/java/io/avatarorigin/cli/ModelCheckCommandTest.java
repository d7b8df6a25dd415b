package io.avatarorigin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.avatarorigin.model.BundledModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelCheckCommandTest {
  @TempDir Path folder;

  @Test
  void saysWhatTheModelIsAndHowFast() {
    CommandRun run = CommandRun.of(folder, "model", "check", bundled());

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .containsPattern("(?m)^family     Stable Diffusion 1\\.x$")
        .containsPattern("(?m)^digest     [0-9a-f]{64}$")
        .containsPattern("(?m)^latent     24 channels, 16 pixels along a cell$")
        .containsPattern("(?m)^parts      text_encoder  .* MB +[0-9.]+[kM] weights, fp16$")
        .containsPattern("(?m)^           unet  .* MB +[0-9.]+M weights, fp16$")
        .containsPattern("(?m)^memory     at least [0-9.]+ MB for the weights$")
        .containsPattern("(?m)^runs on    cpu$")
        .containsPattern("(?m)^sampler    DPMSolverMultistep, 8 steps, guidance 4\\.0, 256x256$")
        .containsPattern("(?m)^loaded in  [0-9]+\\.[0-9]{2} s$")
        .containsPattern("(?m)^drawn in   [0-9]+\\.[0-9]{2} s, [0-9]+\\.[0-9]{3} s a step$")
        .containsPattern("(?m)^safety     not checked$");
  }

  @Test
  void tellsAProgramTheSame() throws IOException {
    CommandRun run =
        CommandRun.of(
            folder,
            "model",
            "check",
            bundled(),
            "--set=sampler.steps=1",
            "--set=sampler.noise=nv",
            "--set=engine.threads=2",
            "--output=json");

    JsonNode report = new JsonMapper().readTree(run.out());
    assertThat(report.fieldNames())
        .toIterable()
        .containsExactly(
            "name",
            "family",
            "digest",
            "latentChannels",
            "latentFactor",
            "parts",
            "weightBytes",
            "providers",
            "sampler",
            "loadSeconds",
            "picture");
    assertThat(report.at("/parts/1/name").asText()).isEqualTo("unet");
    assertThat(report.at("/providers/used/0").asText()).isEqualTo("cpu");
    assertThat(report.at("/sampler/steps").asInt()).isEqualTo(1);
    assertThat(report.at("/sampler/noise").asText()).isEqualTo("nv");
    assertThat(report.at("/picture/safety").asText()).isEqualTo("not checked");
  }

  @Test
  void checksTheModelOfTheSettingsWithoutDrawing() {
    CommandRun run = CommandRun.of(folder, "model", "check", "--no-draw");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("loaded in").doesNotContain("drawn in");
  }

  @Test
  void saysWhyThereIsNoGpu() {
    CommandRun run =
        CommandRun.of(
            folder,
            "model",
            "check",
            bundled(),
            "--no-draw",
            "--set=engine.providers=tensorrt,cuda:1,cpu");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .containsPattern("(?m)^runs on    .*cpu$")
        .containsPattern("(?m)^           not cuda:1: .+$");
  }

  @Test
  void endsWithOneLineForAFolderThatIsBroken() throws IOException {
    Path model = Path.of(bundled());
    Files.delete(model.resolve("unet/model.onnx"));

    CommandRun run = CommandRun.of(folder, "model", "check", model.toString());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines())
        .singleElement()
        .asString()
        .startsWith("unet/model.onnx: missing in ");
  }

  @Test
  void refusesProvidersThatDoNotExist() {
    CommandRun run = CommandRun.of(folder, "model", "check", bundled(), "--provider=gpu");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err().lines())
        .containsExactly(
            "--provider: \"gpu\" is no execution provider; use cpu, cuda[:DEVICE] or"
                + " tensorrt[:DEVICE]");
  }

  private String bundled() {
    return BundledModel.unpack(folder.resolve("data")).toString();
  }
}
