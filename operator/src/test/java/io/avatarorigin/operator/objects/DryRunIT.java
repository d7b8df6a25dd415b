package io.avatarorigin.operator.objects;

import static org.assertj.core.api.Assertions.assertThat;

import io.avatarorigin.operator.OtherKinds;
import io.avatarorigin.testbed.Cluster;
import io.avatarorigin.testbed.KubernetesTest;
import io.avatarorigin.testbed.TestNamespace;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The API server takes what is derived, kinds of other projects included, and its pods in a
 * namespace that enforces the restricted Pod Security Standard.
 */
@KubernetesTest
class DryRunIT {
  @TempDir Path folder;

  static Stream<String> cases() throws IOException {
    return DerivedObjectsTest.cases();
  }

  @BeforeAll
  static void define(Cluster cluster) {
    OtherKinds.install(cluster);
  }

  @AfterAll
  static void undefine(Cluster cluster) {
    OtherKinds.remove(cluster);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isTaken(String name, Cluster cluster, TestNamespace namespace) throws IOException {
    cluster.restrict(namespace.name());
    StringBuilder objects = new StringBuilder();
    for (HasMetadata object : DerivedObjectsTest.derived(name)) {
      object.getMetadata().setNamespace(namespace.name());
      objects.append("---\n").append(Yaml.text(object));
      pod(object).ifPresent(pod -> objects.append("---\n").append(Yaml.text(pod)));
    }
    Path file = Files.writeString(folder.resolve("objects.yaml"), objects);

    String taken =
        cluster.kubectl(
            "apply",
            "--server-side",
            "--dry-run=server",
            "--validate=strict",
            "-f",
            file.toString());

    assertThat(taken.lines().filter(line -> line.contains("serverside-applied")).count())
        .isEqualTo(objects.toString().lines().filter("---"::equals).count());
  }

  /** The standard is enforced for pods alone, whoever makes them. */
  private static Optional<Pod> pod(HasMetadata owner) {
    Optional<PodTemplateSpec> template =
        switch (owner) {
          case Deployment deployment -> Optional.of(deployment.getSpec().getTemplate());
          case StatefulSet set -> Optional.of(set.getSpec().getTemplate());
          default -> Optional.empty();
        };
    return template
        .filter(it -> it.getSpec().getRuntimeClassName() == null) // which the cluster lacks
        .filter(it -> it.getSpec().getPriorityClassName() == null)
        .filter(_ -> !(owner instanceof StatefulSet)) // its volume is a template
        .map(
            it ->
                new PodBuilder()
                    .withNewMetadata()
                    .withName(owner.getMetadata().getName())
                    .withNamespace(owner.getMetadata().getNamespace())
                    .endMetadata()
                    .withSpec(it.getSpec())
                    .build());
  }
}
