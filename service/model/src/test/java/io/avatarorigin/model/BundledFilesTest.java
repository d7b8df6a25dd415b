package io.avatarorigin.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The bundled model's folder in the sources, beside what index, card and golden pictures say. */
class BundledFilesTest {
  private static final Path RESOURCES = Path.of("src/main/resources/io/avatarorigin/model");
  private static final Path FOLDER = RESOURCES.resolve("bundled");
  private static final Path GOLDEN = Path.of("src/test/resources/golden/golden.json");
  private static final long MOST_BYTES = 20_000_000;

  /** A row of the card's table: {@code | `unet` | what it is | parameters | bytes |}. */
  private static final Pattern ROW =
      Pattern.compile("^\\| `(\\w+)` \\|.*\\| ([\\d,]+) \\|$", Pattern.MULTILINE);

  private static List<ModelIndex.Entry> files;

  @BeforeAll
  static void read() throws IOException {
    files = new ArrayList<>();
    try (Stream<Path> paths = Files.walk(FOLDER)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        byte[] content = Files.readAllBytes(path);
        String name = FOLDER.relativize(path).toString().replace('\\', '/');
        files.add(new ModelIndex.Entry(sha256(content), content.length, name));
      }
    }
    files.sort(Comparator.comparing(ModelIndex.Entry::path));
  }

  @Test
  void areThoseOfTheIndex() throws IOException {
    ModelIndex index = ModelIndex.parse(Files.readAllBytes(RESOURCES.resolve("bundled.index")));

    assertThat(files).isEqualTo(index.entries());
  }

  @Test
  void takeTwentyMegabytesAtMost() {
    assertThat(files.stream().mapToLong(ModelIndex.Entry::bytes).sum())
        .isLessThanOrEqualTo(MOST_BYTES);
  }

  @Test
  void haveTheSizesThatTheCardStates() throws IOException {
    Map<String, Long> stated = new TreeMap<>();
    for (MatchResult row :
        ROW.matcher(Files.readString(FOLDER.resolve("README.md"))).results().toList()) {
      stated.put(row.group(1) + "/model.onnx", Long.valueOf(row.group(2).replace(",", "")));
    }

    assertThat(stated).isEqualTo(graphs(ModelIndex.Entry::bytes));
  }

  @Test
  void areWhatTheGoldenPicturesWereDrawnWith() throws IOException {
    JsonNode weights = new ObjectMapper().readTree(GOLDEN.toFile()).path("weights");
    Map<String, String> drawnWith =
        weights
            .propertyStream()
            .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().asText()));

    assertThat(drawnWith).isEqualTo(graphs(ModelIndex.Entry::sha256));
  }

  private static <T> Map<String, T> graphs(Function<ModelIndex.Entry, T> property) {
    return files.stream()
        .filter(file -> file.path().endsWith(".onnx"))
        .collect(Collectors.toMap(ModelIndex.Entry::path, property));
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
