package io.avatarorigin.operator.objects;

import static org.assertj.core.api.Assertions.assertThat;

import io.avatarorigin.operator.api.AvatarOrigin;
import io.avatarorigin.operator.blueprint.Blueprint;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Golden files: what each {@code in-CASE.yaml} comes to is {@code out-CASE.yaml}. {@code
 * -Dgolden.update=true} rewrites them and fails, so that somebody reads.
 */
class DerivedObjectsTest {
  static final Path FOLDER = Path.of("src/test/resources/io/avatarorigin/operator/objects/derived");

  static Stream<String> cases() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith("in-"))
          .map(name -> name.substring("in-".length(), name.length() - ".yaml".length()))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void comesTo(String name) throws IOException {
    String derived = derived(name).stream().map(Yaml::text).collect(Collectors.joining("---\n"));
    Path golden = FOLDER.resolve("out-" + name + ".yaml");
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(golden, derived);
    }

    assertThat(derived).isEqualTo(Files.readString(golden));
    assertThat(Boolean.getBoolean("golden.update")).as("golden files were rewritten").isFalse();
  }

  @Test
  void usesEveryFile() throws IOException {
    Set<String> used =
        cases()
            .flatMap(name -> Stream.of("in-" + name + ".yaml", "out-" + name + ".yaml"))
            .collect(Collectors.toSet());

    try (Stream<Path> files = Files.list(FOLDER)) {
      assertThat(files.map(file -> file.getFileName().toString()).toList())
          .containsExactlyInAnyOrderElementsOf(used);
    }
  }

  static List<HasMetadata> derived(String name) throws IOException {
    AvatarOrigin resource = Samples.read(FOLDER.resolve("in-" + name + ".yaml"));
    Blueprint blueprint = Samples.blueprint(resource);
    return Parts.ALL.stream()
        .filter(part -> part.exists().test(blueprint.apis()))
        .flatMap(part -> part.derive().apply(blueprint).stream())
        .map(HasMetadata.class::cast)
        .toList();
  }
}
