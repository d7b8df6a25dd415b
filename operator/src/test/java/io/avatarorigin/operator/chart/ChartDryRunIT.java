package io.avatarorigin.operator.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.avatarorigin.operator.OtherKinds;
import io.avatarorigin.testbed.Cluster;
import io.avatarorigin.testbed.KubernetesTest;
import io.avatarorigin.testbed.TestNamespace;
import io.avatarorigin.testbed.TestbedException;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The API server takes what the chart comes to, and its pods, that of {@code helm test} among them,
 * in a namespace that enforces the restricted Pod Security Standard.
 */
@KubernetesTest
class ChartDryRunIT {
  @TempDir Path folder;

  @BeforeAll
  static void define(Cluster cluster) {
    OtherKinds.install(cluster);
  }

  @AfterAll
  static void undefine(Cluster cluster) {
    OtherKinds.remove(cluster);
  }

  @ParameterizedTest
  @EnumSource
  void isTaken(ChartCase values, Cluster cluster, TestNamespace namespace) throws IOException {
    cluster.restrict(namespace.name());
    String rendered = rendered(values, namespace.name());
    List<HasMetadata> objects = parse(cluster, rendered);
    objects.stream() // pods are refused whose account is not there
        .filter(ServiceAccount.class::isInstance)
        .forEach(account -> cluster.client().resource(account).create());
    StringBuilder all = new StringBuilder(rendered);
    objects.stream()
        .filter(Deployment.class::isInstance)
        .map(Deployment.class::cast)
        .map(ChartDryRunIT::pod)
        .forEach(pod -> all.append("---\n").append(Serialization.asYaml(pod)));

    String taken = apply(cluster, all.toString());

    assertThat(taken.lines().filter(line -> line.contains("serverside-applied")))
        .hasSize(objects.size() + 1);
    assertThat(taken).contains("-check serverside-applied").doesNotContain("Warning");
  }

  @Test
  void theStandardIsEnforced(Cluster cluster, TestNamespace namespace) {
    cluster.restrict(namespace.name());
    String loose =
        rendered(
            ChartCase.BARE,
            namespace.name(),
            "--set",
            "securityContext.allowPrivilegeEscalation=true",
            "--show-only",
            "templates/tests/check.yaml");

    assertThatThrownBy(() -> apply(cluster, loose))
        .isInstanceOf(TestbedException.class)
        .hasMessageContaining("violates PodSecurity \"restricted");
  }

  private String apply(Cluster cluster, String objects) throws IOException {
    Path file = Files.writeString(folder.resolve("objects.yaml"), objects);
    return cluster.kubectl(
        "apply",
        "--server-side",
        "--force-conflicts",
        "--dry-run=server",
        "--validate=strict",
        "-f",
        file.toString());
  }

  /** With what {@code helm test} makes, in this namespace and for it. */
  private static String rendered(ChartCase values, String namespace, String... arguments) {
    Stream<String> watched =
        values == ChartCase.NAMESPACED
            ? Stream.of("--set", "watchNamespaces={" + namespace + "}")
            : Stream.of();
    return Helm.run(
        Stream.of(
                Stream.of(
                    "template", Helm.RELEASE, Helm.OPERATOR.toString(), "--namespace", namespace),
                values.arguments().stream(),
                watched,
                Stream.of(arguments))
            .flatMap(it -> it)
            .toArray(String[]::new));
  }

  private static List<HasMetadata> parse(Cluster cluster, String yaml) {
    return cluster
        .client()
        .load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)))
        .items();
  }

  /** The standard is enforced for pods alone. */
  private static Pod pod(Deployment owner) {
    return new PodBuilder()
        .withNewMetadata()
        .withName("of-deployment")
        .withNamespace(owner.getMetadata().getNamespace())
        .endMetadata()
        .withSpec(owner.getSpec().getTemplate().getSpec())
        .build();
  }
}
