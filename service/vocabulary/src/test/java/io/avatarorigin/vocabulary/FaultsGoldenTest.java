package io.avatarorigin.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One folder a faulty file. {@code -Dgolden.update=true} writes what is found to {@code
 * out-faults.txt}, and fails, so that a person reads the difference.
 */
class FaultsGoldenTest {
  private static final Path FOLDER = Path.of("src/test/resources/FaultsGoldenTest");

  static List<String> cases() throws IOException {
    try (Stream<Path> folders = Files.list(FOLDER)) {
      return folders.map(folder -> folder.getFileName().toString()).sorted().toList();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void reportsEveryFaultAtItsPathAndLine(String name) throws IOException {
    // Given
    Path folder = FOLDER.resolve(name);
    Path expected = folder.resolve("out-faults.txt");
    String yaml = Files.readString(folder.resolve("in.yaml"));

    // When
    InvalidVocabularyException exception =
        catchThrowableOfType(
            InvalidVocabularyException.class, () -> Vocabulary.parse(yaml, "in.yaml"));

    // Then
    assertThat(exception).as("the file was read without a fault").isNotNull();
    String found = exception.getMessage() + "\n";
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(expected, found);
      fail("wrote %s; read the difference", expected);
    }
    assertThat(found).isEqualTo(Files.readString(expected));
    assertThat(
            exception.faults().stream()
                .map(fault -> "in.yaml:" + fault + "\n")
                .collect(Collectors.joining()))
        .isEqualTo(found);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void readsEveryFileOfACase(String name) throws IOException {
    try (Stream<Path> files = Files.list(FOLDER.resolve(name))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("in.yaml", "out-faults.txt");
    }
  }
}
