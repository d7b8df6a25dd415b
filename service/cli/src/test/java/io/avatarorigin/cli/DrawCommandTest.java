package io.avatarorigin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of a draw that cannot be, before anything is drawn. */
class DrawCommandTest {
  private static final String KNOWN =
      "DPMSolverMultistep (DPM++ 2M), DPMSolverMultistepSDE (DPM++ 2M SDE),"
          + " DPMSolverMultistepSDEHeun (DPM++ 2M SDE Heun), DPMSolverMultistepSDE3 (DPM++ 3M"
          + " SDE), EulerDiscrete (Euler), EulerAncestralDiscrete (Euler a), DDIM, UniPCMultistep (UniPC), LCM, HeunDiscrete"
          + " (Heun), LMSDiscrete (LMS), PNDM, PLMS, FlowMatchEulerDiscrete";

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "-o none/a.png, --output: there is no folder FOLDER/none",
    "-o /, '--output must name a file, and / is a folder'",
    "-o ., '--output must name a file, and FOLDER/. is a folder'",
    "-o a.gif, '--output must end in .png, .jpg, .jpeg or .webp, not a.gif'",
    "-o a, '--output must end in .png, .jpg, .jpeg or .webp, not a'",
    "--size 0, '--size must be 1 to 2048 pixels, not 0'",
    "--seed -1, '--seed must be 0 to 4294967295, not -1'",
    "--steps 0, '--steps: sampler.steps: must be a whole number, 1 to 1000 steps, not \"0\"'",
    "--guidance-scale x, '--guidance-scale: sampler.guidance-scale: must be a number, 0 to 50, not \"x\"'",
    "--set sampler.size=100, 'width must be a multiple of 16 for this model, not 100'",
    "--set sampler.scheduler=DDIM --set sampler.karras=true, 'scheduler DDIM has no Karras spacing; switch karras off'",
    "--set sampler.noise=gpu, '--set: sampler.noise: must be cpu | nv, not \"gpu\"'",
    "--set engine.providers=gpu, '--set: engine.providers[0]: must be cpu, cuda[:DEVICE] or tensorrt[:DEVICE], not \"gpu\"'",
    "--set sampler.scheduler=DDPM, 'nothing can be drawn with this sampler: scheduler \"DDPM\" is not known; use one of "
        + KNOWN
        + "'",
  })
  void refusesWrongUseBeforeItDraws(String flags, String line) {
    CommandRun run = CommandRun.of(folder, ("draw ada " + flags).split(" "));

    assertThat(run.err().lines()).containsExactly(line.replace("FOLDER", folder.toString()));
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
  }

  @Test
  void drawsTheSameFromTheGraphsThatItStored() throws IOException {
    CommandRun first = CommandRun.of(folder, "draw", "ada", "--steps=1", "-o", "first.png");
    assertThat(first.exitCode()).as(first.err()).isZero();
    try (Stream<Path> graphs = Files.list(folder.resolve(".cache/avatar-origin/graphs"))) {
      assertThat(graphs).hasSize(3);
    }

    CommandRun second = CommandRun.of(folder, "draw", "ada", "--steps=1", "-o", "second.png");

    assertThat(second.exitCode()).as(second.err()).isZero();
    assertThat(folder.resolve("second.png")).hasSameBinaryContentAs(folder.resolve("first.png"));
  }

  @Test
  void refusesTheSizeOfAModelThatCannotBeDrawn() throws IOException {
    CommandRun first = CommandRun.of(folder, "draw", "ada", "--steps=1");
    assertThat(first.exitCode()).as(first.err()).isZero();
    Path models = folder.resolve(".local/share/avatar-origin/models");
    Path defaults;
    try (var files = Files.walk(models)) {
      defaults =
          files.filter(file -> file.endsWith("avatar-origin.json")).findFirst().orElseThrow();
    }
    Files.writeString(defaults, "{\"size\": 8200}");

    CommandRun run =
        CommandRun.of(folder, "draw", "ada", "--model", Objects.toString(defaults.getParent()));

    assertThat(run.err().lines())
        .containsExactly(
            "nothing can be drawn with this sampler: width must be 1 to 8192 pixels, not 8200");
    assertThat(run.exitCode()).isEqualTo(2);
  }
}
