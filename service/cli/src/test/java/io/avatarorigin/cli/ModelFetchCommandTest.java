package io.avatarorigin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.avatarorigin.model.BundledModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFetchCommandTest {
  @TempDir Path folder;

  @Test
  void fetchesAModelAndSaysSo() throws IOException {
    CommandRun run = CommandRun.of(folder, "model", "fetch", bundled(), "mine");

    assertThat(run.exitCode()).as(run.err()).isZero();
    String size = megabytesFetched();
    assertThat(run.out().strip())
        .isEqualTo("%s: fetched and verified 13 files, %s MB", folder.resolve("mine"), size);
    assertThat(run.err().lines())
        .startsWith("fetching: 0.0 of %s MB".formatted(size))
        .contains("fetching: %1$s of %1$s MB".formatted(size))
        .contains("verifying: 0.0 of %s MB".formatted(size))
        .endsWith("verifying: %1$s of %1$s MB".formatted(size))
        .hasSizeLessThanOrEqualTo(22);
    CommandRun check =
        CommandRun.of(folder, "model", "check", folder.resolve("mine").toString(), "--no-draw");
    assertThat(check.exitCode()).as(check.err()).isZero();
  }

  @Test
  void saysThatItIsThereAlready() throws IOException {
    CommandRun.of(folder, "model", "fetch", bundled(), "mine");

    CommandRun run = CommandRun.of(folder, "model", "fetch", bundled(), "mine");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out().strip())
        .isEqualTo(
            "%s: there already and whole, 13 files, %s MB",
            folder.resolve("mine"), megabytesFetched());
    assertThat(run.err()).isEmpty();
  }

  @Test
  void showsABarToAPerson() {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Console console =
        new Console(
            Map.of("HOME", folder.toString()),
            folder,
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            true);

    int exitCode = Main.run(console, new StopSignals(_ -> {}), "model", "fetch", bundled(), "mine");

    assertThat(exitCode).isZero();
    assertThat(err.toString())
        .contains("\rfetching 100%", "\rverifying 100%")
        .containsPattern("\\b(\\d+)/\\1 MB")
        .doesNotContainPattern("of [\\d.]+ MB");
  }

  @Test
  void refusesWhatIsNoSource() {
    CommandRun run =
        CommandRun.of(folder, "model", "fetch", "https://huggingface.co/org/name", "mine");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err().lines())
        .containsExactly(
            "https://huggingface.co/org/name is no model source; write"
                + " hf://ORGANISATION/NAME[@REVISION][/FOLDER], s3://BUCKET/PREFIX or a folder");
  }

  @Test
  void readsWhereTheHubIsFromTheVariablesOfItsOwnTools() {
    CommandRun run =
        CommandRun.of(
            folder,
            Map.of("HF_ENDPOINT", "ftp://hub", "HF_TOKEN", "hf_secret"),
            "model",
            "fetch",
            "hf://org/name",
            "mine");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err().lines())
        .containsExactly("the Hub's endpoint must be an http or https URL, not ftp://hub");
  }

  @Test
  void endsWithOneLineForAFolderThatIsNoModel() throws IOException {
    Files.createDirectories(folder.resolve("empty"));

    CommandRun run = CommandRun.of(folder, "model", "fetch", "empty", "mine");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err().lines())
        .containsExactly(
            folder.resolve("empty")
                + " has no model_index.json, so it is no model in diffusers' layout; name the"
                + " folder in it that has one");
    assertThat(folder.resolve("mine")).doesNotExist();
  }

  /** Of what lies there, but for the manifest. */
  private String megabytesFetched() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("mine"))) {
      long bytes =
          files
              .filter(
                  file -> Files.isRegularFile(file) && !file.endsWith(".avatar-origin-fetch.json"))
              .mapToLong(file -> file.toFile().length())
              .sum();
      return "%.1f".formatted(bytes / 1e6);
    }
  }

  private String bundled() {
    return BundledModel.unpack(folder.resolve("data")).toString();
  }
}
