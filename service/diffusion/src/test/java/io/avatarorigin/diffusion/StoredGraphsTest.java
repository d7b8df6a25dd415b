package io.avatarorigin.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Graphs are optimized once, and draw what they draw when they are optimized each time. */
class StoredGraphsTest {

  private static final SchedulerChoice SCHEDULER = SchedulerChoice.parse("DPM++ 2M");

  private static final FileTime LONG_AGO = FileTime.fromMillis(1);

  @TempDir private Path temporary;
  private Path graphs;
  private Path folder;

  @BeforeEach
  void places() {
    graphs = temporary.resolve("cache/graphs");
    folder = temporary.resolve("model");
  }

  @ParameterizedTest
  @ValueSource(strings = {"consistency", "epsilon", "half", "int8", "second", "velocity", "xl"})
  void drawsEqualLatents(String name) throws IOException {
    Path model = Fixtures.path("models/" + name);
    List<float[]> expected = latents(model, ExecutionOptions.onCpu(), "smile");

    List<float[]> storing = latents(model, storing(), "smile");
    markWritten();
    List<float[]> fromStore = latents(model, storing(), "smile");

    assertThat(entries()).hasSize(name.equals("xl") ? 4 : 3).allMatch(this::isMarked);
    assertEqual(storing, expected);
    assertEqual(fromStore, expected);
  }

  @Test
  void drawsEqualLatentsWithAdapters() throws IOException {
    copyWithAdapters();
    List<float[]> expected = latents(folder, ExecutionOptions.onCpu(), "smile, <lora:style:0.7>");
    List<float[]> plain = latents(folder, ExecutionOptions.onCpu(), "smile");
    load(folder, storing()).close();
    markWritten();

    assertEqual(latents(folder, storing(), "smile, <lora:style:0.7>"), expected);
    assertEqual(latents(folder, storing(), "smile"), plain);
    assertThat(plain.getLast()).isNotEqualTo(expected.getLast());
    assertThat(entries()).hasSize(3).allMatch(this::isMarked);
  }

  @Test
  void storesTheSafetyCheckersToo() throws IOException {
    Fixtures.copyOfModel("velocity", folder);
    Fixtures.copyOfModel("safety", folder);
    ExecutionOptions refusing = storing().withSafety(new SafetyPolicy.Refuse());
    load(folder, refusing).close();
    markWritten();

    load(folder, refusing).close();

    assertThat(entries())
        .hasSize(4)
        .allMatch(this::isMarked)
        .anyMatch(entry -> entry.getFileName().toString().startsWith("safety_checker-"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"model.onnx", "weights", "sums"})
  void throwsAwayWhatIsDamaged(String file) throws IOException {
    replaces(file, StoredGraphsTest::withAFlippedBit);
  }

  @ParameterizedTest
  @ValueSource(strings = {"model.onnx", "weights", "sums"})
  void throwsAwayWhatIsCutShort(String file) throws IOException {
    replaces(file, content -> Arrays.copyOf(content, content.length / 2));
  }

  private void replaces(String file, UnaryOperator<byte[]> damage) throws IOException {
    Path model = Fixtures.path("models/velocity");
    List<float[]> expected = latents(model, storing(), "smile");
    for (Path entry : entries()) {
      Path damaged = entry.resolve(file);
      Files.write(damaged, damage.apply(Files.readAllBytes(damaged)));
    }
    markWritten();

    List<float[]> drawn = latents(model, storing(), "smile");

    assertEqual(drawn, expected);
    assertThat(entries()).hasSize(3).noneMatch(this::isMarked);
    markWritten();
    load(model, storing()).close();
    assertThat(entries()).hasSize(3).allMatch(this::isMarked);
  }

  /** Whole, but of no use to this ONNX Runtime. */
  @Test
  void throwsAwayWhatTheRuntimeRefuses() throws IOException {
    Path model = Fixtures.path("models/velocity");
    load(model, storing()).close();
    byte[] noGraph = "no graph".getBytes(StandardCharsets.UTF_8);
    CRC32C sum = new CRC32C();
    sum.update(noGraph);
    for (Path entry : entries()) {
      Files.write(entry.resolve("model.onnx"), noGraph);
      String weights = Files.readAllLines(entry.resolve("sums")).getLast();
      Files.write(
          entry.resolve("sums"),
          List.of("%08x %d model.onnx".formatted(sum.getValue(), noGraph.length), weights));
    }
    markWritten();

    load(model, storing()).close();

    assertThat(entries()).hasSize(3).noneMatch(this::isMarked);
  }

  @Test
  void loadsWhereNothingCanBeWritten() throws IOException {
    Files.createDirectories(graphs.getParent());
    Files.writeString(graphs, "a file");

    List<float[]> drawn = latents(Fixtures.path("models/velocity"), storing(), "smile");

    assertEqual(
        drawn, latents(Fixtures.path("models/velocity"), ExecutionOptions.onCpu(), "smile"));
    assertThat(graphs).hasContent("a file");
  }

  /** Same name, length and time: content alone tells them apart. */
  @Test
  void neverServesTheGraphOfAnotherContent() throws IOException {
    Fixtures.copyOfModel("velocity", folder);
    load(folder, storing()).close();
    Path unet = folder.resolve("unet/model.onnx");
    FileTime written = Files.getLastModifiedTime(unet);
    Files.write(unet, withAFlippedBit(Files.readAllBytes(unet)));
    Files.setLastModifiedTime(unet, written);

    List<float[]> drawn = latents(folder, storing(), "smile");

    assertEqual(drawn, latents(folder, ExecutionOptions.onCpu(), "smile"));
    assertThat(drawn.getLast())
        .isNotEqualTo(
            latents(Fixtures.path("models/velocity"), ExecutionOptions.onCpu(), "smile").getLast());
  }

  @Test
  void storesNothingOfWhatCannotBeLoaded() throws IOException {
    Fixtures.copyOfModel("velocity", folder);
    byte[] graph = Files.readAllBytes(folder.resolve("unet/model.onnx"));
    Files.copy(
        Fixtures.path("models/velocity/vae_decoder/model.onnx"),
        folder.resolve("unet/model.onnx"),
        StandardCopyOption.REPLACE_EXISTING);
    assertThatThrownBy(() -> load(folder, storing())).isInstanceOf(ModelException.class);

    Files.write(folder.resolve("unet/model.onnx"), graph);

    assertEqual(
        latents(folder, storing(), "smile"), latents(folder, ExecutionOptions.onCpu(), "smile"));
  }

  @Test
  void knowsThatAFileWasWrittenToAfterItsDigest() throws IOException {
    Fixtures.copyOfModel("velocity", folder);
    ModelFolder read = new ModelFolder(folder);
    read.digest(false);
    assertThat(read.isUnchanged("unet")).isTrue();
    Path unet = folder.resolve("unet/model.onnx");

    Files.setLastModifiedTime(unet, LONG_AGO);

    assertThat(read.isUnchanged("unet")).isFalse();
    assertThat(read.isUnchanged("vae_decoder")).isTrue();
  }

  @Test
  void isForTheUserAlone() throws IOException {
    load(Fixtures.path("models/velocity"), storing()).close();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(graphs)))
        .isEqualTo("rwx------");
  }

  private ExecutionOptions storing() {
    return ExecutionOptions.onCpu().keepingGraphs(graphs);
  }

  private static StableDiffusion load(Path model, ExecutionOptions options) {
    return StableDiffusion.load(model, options);
  }

  /** Those of each step, and the picture's bytes as numbers at the end. */
  private static List<float[]> latents(Path folder, ExecutionOptions options, String prompt) {
    try (StableDiffusion model = load(folder, options)) {
      List<float[]> latents = new ArrayList<>();
      Drawn drawn =
          model.draw(
              new DrawRequest(prompt, "blurry", 1, 3, 5, 32, 32, SCHEDULER),
              (step, steps, latent) -> {
                latents.add(latent.clone());
                return true;
              });
      latents.add(numbers(drawn.picture().rgb()));
      return latents;
    }
  }

  private static float[] numbers(byte[] bytes) {
    float[] numbers = new float[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      numbers[i] = bytes[i];
    }
    return numbers;
  }

  private static void assertEqual(List<float[]> some, List<float[]> others) {
    assertThat(some).hasSameSizeAs(others);
    for (int i = 0; i < some.size(); i++) {
      assertThat(some.get(i)).isEqualTo(others.get(i));
    }
  }

  private List<Path> entries() throws IOException {
    try (Stream<Path> entries = Files.list(graphs)) {
      return entries.toList();
    }
  }

  /** So that it can be told what is written anew. */
  private void markWritten() throws IOException {
    for (Path entry : entries()) {
      Files.setLastModifiedTime(entry.resolve("sums"), LONG_AGO);
    }
  }

  private boolean isMarked(Path entry) {
    try {
      return Files.getLastModifiedTime(entry.resolve("sums")).equals(LONG_AGO);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] withAFlippedBit(byte[] content) {
    byte[] changed = content.clone();
    changed[changed.length / 2] ^= 0x10;
    return changed;
  }

  private void copyWithAdapters() throws IOException {
    Fixtures.copyOfModel("epsilon", folder);
    Files.createDirectory(folder.resolve("lora"));
    for (String file :
        List.of(
            "unet/model.onnx",
            "text_encoder/model.onnx",
            "lora/style.onnx_adapter",
            "lora/style.text_encoder.onnx_adapter")) {
      Files.copy(
          Fixtures.path("adapters/" + file),
          folder.resolve(file),
          StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
