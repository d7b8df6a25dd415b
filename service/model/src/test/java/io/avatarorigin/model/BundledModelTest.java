package io.avatarorigin.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundledModelTest {
  private static final Map<String, String> FILES =
      Map.of("model_index.json", "{}", "unet/model.onnx", "weights", "unet/config.json", "[]");

  private final FakeResources resources = new FakeResources(FILES);
  private final BundledModel model = new BundledModel(resources);

  @TempDir Path data;

  @Test
  void unpacksEveryFileToAFolderNamedAfterTheIndex() throws IOException {
    Path folder = model.unpackTo(data);

    assertThat(folder.getParent()).isEqualTo(data.resolve("models"));
    assertThat(folder.getFileName().toString()).matches("bundled-[0-9a-f]{12}");
    assertThat(contents(folder)).isEqualTo(FILES);
    assertThat(data.resolve("models")).isDirectoryNotContaining("glob:**/.unpacking*");
  }

  @Test
  void readsNothingButTheIndexWhenAllIsThere() {
    model.unpackTo(data);
    int opened = resources.opened.get();

    model.unpackTo(data);

    assertThat(resources.opened.get() - opened).isEqualTo(1);
  }

  @Test
  void replacesTruncatedAndMissingFiles() throws IOException {
    Path folder = model.unpackTo(data);
    Files.writeString(folder.resolve("unet/model.onnx"), "weig");
    Files.delete(folder.resolve("model_index.json"));

    model.unpackTo(data);

    assertThat(contents(folder)).isEqualTo(FILES);
  }

  @Test
  void unpacksOnceForAllWhoStartAtOnce() throws Exception {
    Callable<Path> start = () -> model.unpackTo(data);
    try (ExecutorService pool = Executors.newFixedThreadPool(8)) {
      for (Future<Path> folder : pool.invokeAll(Collections.nCopies(8, start))) {
        assertThat(contents(folder.get())).isEqualTo(FILES);
      }
    }

    assertThat(resources.opened.get()).isEqualTo(8 + FILES.size());
  }

  @Test
  void refusesFilesThatAreNotWhatTheIndexSays() {
    resources.contents.put("bundled/unet/model.onnx", "Weights");

    assertThatThrownBy(() -> model.unpackTo(data))
        .isInstanceOf(BundledModelException.class)
        .hasMessageContaining("unet/model.onnx")
        .hasMessageContaining("damaged");
    assertThat(data.resolve("models")).isDirectoryNotContaining("glob:**/*bundled*");
  }

  @Test
  void saysWhatToDoInABuildWithoutTheModel() {
    resources.contents.clear();

    assertThatThrownBy(() -> model.unpackTo(data))
        .isInstanceOf(BundledModelException.class)
        .hasMessageContaining("--model");
  }

  @Test
  void refusesPathsThatLeaveTheFolder() {
    BundledModel leaving = new BundledModel(new FakeResources(Map.of("../../evil", "x")));

    assertThatThrownBy(() -> leaving.unpackTo(data))
        .isInstanceOf(BundledModelException.class)
        .hasMessageContaining("../../evil");
  }

  private static Map<String, String> contents(Path folder) throws IOException {
    try (var paths = Files.walk(folder)) {
      Map<String, String> contents = new TreeMap<>();
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        contents.put(folder.relativize(path).toString(), Files.readString(path));
      }
      return contents;
    }
  }

  /** A model of small texts, with an index that fits. */
  private static final class FakeResources implements BundledModel.Resources {
    private final Map<String, String> contents = new TreeMap<>();
    private final AtomicInteger opened = new AtomicInteger();

    FakeResources(Map<String, String> files) {
      files.forEach((path, text) -> contents.put("bundled/" + path, text));
      contents.put(
          "bundled.index",
          new TreeMap<>(files)
              .entrySet().stream()
                  .map(
                      file ->
                          sha256(file.getValue())
                              + "  "
                              + file.getValue().length()
                              + "  "
                              + file.getKey()
                              + "\n")
                  .collect(Collectors.joining()));
    }

    @Override
    public @Nullable InputStream open(String name) {
      opened.incrementAndGet();
      String text = contents.get(name);
      return text == null ? null : new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String sha256(String text) {
      try {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
