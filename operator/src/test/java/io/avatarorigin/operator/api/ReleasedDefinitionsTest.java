package io.avatarorigin.operator.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the last release took is taken still, apart from what {@code accepted-changes.txt} has, line
 * by line as it is told here; its lines go with the next release.
 */
class ReleasedDefinitionsTest {
  private static final Path REPOSITORY = Path.of("").toAbsolutePath().getParent();
  private static final String FOLDER = "crds";
  private static final Path ACCEPTED =
      Path.of("src/test/resources/io/avatarorigin/operator/api/accepted-changes.txt");

  private static final String EARLIER =
      """
      spec:
        group: example.org
        names: {plural: robots, kind: Robot, singular: robot}
        versions:
        - name: v1
          served: true
          storage: true
          schema:
            openAPIV3Schema:
              type: object
              properties: {arms: {type: integer, maximum: 4}}
      """;

  @TempDir private Path folder;

  @Test
  void takeWhatTheyTook() throws IOException {
    Optional<LastRelease> release = LastRelease.of(REPOSITORY);
    assumeTrue(release.isPresent(), "there is no tag v* yet, or no git, to compare crds/ with");

    assertThat(changes(release.get(), REPOSITORY)).isEqualTo(accepted());
  }

  @Test
  void areThoseOfTheTag() throws IOException {
    Path crds = Files.createDirectory(folder.resolve(FOLDER));
    Path robots = Files.writeString(crds.resolve("robots.yaml"), EARLIER);
    Files.writeString(crds.resolve("wheels.yaml"), EARLIER.replace("robots", "wheels"));
    git("init", "--quiet");
    git("add", ".");
    git("commit", "--quiet", "-m", "first");
    assertThat(LastRelease.of(folder)).as("without a tag").isEmpty();
    git("tag", "v1.0.0");
    Files.writeString(robots, EARLIER.replace("maximum: 4", "maximum: 3"));
    git("commit", "--quiet", "-a", "-m", "second");
    git("tag", "other");

    LastRelease release = LastRelease.of(folder).orElseThrow();

    assertThat(release.tag()).isEqualTo("v1.0.0");
    assertThat(release.text("crds/robots.yaml")).isEqualTo(EARLIER);
    assertThat(changes(release, folder))
        .containsExactly("crds/robots.yaml: v1.arms: maximum was 4.0, and is 3.0");
    Files.delete(crds.resolve("wheels.yaml"));
    assertThat(changes(release, folder)).contains("crds/wheels.yaml: is gone");
  }

  @Test
  void areNoneOutsideOfARepository() {
    assertThat(LastRelease.of(folder)).isEmpty();
  }

  private static List<String> changes(LastRelease release, Path repository) throws IOException {
    List<String> changes = new ArrayList<>();
    for (String file : release.files(FOLDER)) {
      if (!file.endsWith(".yaml")) {
        continue;
      }
      Path present = repository.resolve(file);
      if (Files.exists(present)) {
        DefinitionChanges.between(parse(release.text(file)), parse(Files.readString(present)))
            .forEach(change -> changes.add(file + ": " + change));
      } else {
        changes.add(file + ": is gone");
      }
    }
    return changes;
  }

  private static CustomResourceDefinition parse(String yaml) {
    return Serialization.unmarshal(yaml, CustomResourceDefinition.class);
  }

  private static List<String> accepted() throws IOException {
    return Files.readAllLines(ACCEPTED).stream().filter(line -> !line.startsWith("#")).toList();
  }

  private void git(String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "git",
                "-c",
                "user.name=A",
                "-c",
                "user.email=a@example.org",
                "-c",
                "commit.gpgsign=false"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.onExit().join().exitValue()).as(said).isZero();
  }
}
