package io.avatarorigin.operator.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.avatarorigin.operator.reconcile.TestedOperator;
import io.avatarorigin.testbed.Cluster;
import io.avatarorigin.testbed.KubernetesTest;
import io.avatarorigin.testbed.TestNamespace;
import io.avatarorigin.testbed.TestbedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The API server refuses each {@code invalid-*.yaml} with the words in its first line. */
@KubernetesTest
class InvalidResourcesIT {
  private static final Path FOLDER =
      Path.of("src/test/resources/io/avatarorigin/operator/api/invalid");

  @BeforeEach
  void install(Cluster cluster) {
    TestedOperator.install(cluster);
  }

  static Stream<String> cases() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isRefused(String name, Cluster cluster, TestNamespace namespace) throws IOException {
    Path file = FOLDER.resolve(name);
    String expected = Files.readAllLines(file).getFirst().substring("# ".length());

    assertThatThrownBy(() -> apply(cluster, namespace, file))
        .isInstanceOf(TestbedException.class)
        .hasMessageContaining(expected);
  }

  @Test
  void takesEverySample(Cluster cluster, TestNamespace namespace) throws IOException {
    List<Path> samples;
    try (Stream<Path> files = Files.list(Path.of("../crds/samples"))) {
      samples = files.toList();
    }
    assertThat(samples).isNotEmpty();
    for (Path sample : samples) {
      apply(cluster, namespace, sample);
    }
  }

  @Test
  void isExplained(Cluster cluster) {
    assertThat(cluster.kubectl("explain", "avatarorigin.spec.worker.scaling"))
        .contains("minReplicas", "How long nothing is wanted before the last ones stop");
  }

  private static String apply(Cluster cluster, TestNamespace namespace, Path file) {
    return cluster.kubectl(
        "apply", "--dry-run=server", "-n", namespace.name(), "-f", file.toString());
  }
}
