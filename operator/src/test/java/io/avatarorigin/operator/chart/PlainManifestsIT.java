package io.avatarorigin.operator.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.avatarorigin.testbed.Cluster;
import io.avatarorigin.testbed.KubernetesTest;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * {@code deploy/kustomize} is what the chart comes to without values, and kubectl takes it. {@code
 * -Dgolden.update=true} rewrites it, and fails, so that somebody reads.
 */
@KubernetesTest
class PlainManifestsIT {
  private static final Path FOLDER = Path.of("../deploy/kustomize");

  @Test
  void areWhatTheChartComesTo() throws IOException {
    Path file = FOLDER.resolve("operator.yaml");
    String rendered =
        Helm.render(ChartCase.DEFAULTS, "--no-hooks")
            .lines()
            .filter(line -> !line.matches(" *(helm\\.sh/chart|app.*/managed-by): .*|# Source: .*"))
            .collect(Collectors.joining("\n", "", "\n"));
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(file, rendered);
    }

    assertThat(file).hasContent(rendered);
    assertThat(Boolean.getBoolean("golden.update")).as("the file was rewritten").isFalse();
  }

  @Test
  void areTaken(Cluster cluster) {
    cluster.kubectl("apply", "--server-side", "--force-conflicts", "-k", FOLDER.toString());
    try {
      Deployment operator =
          cluster
              .client()
              .apps()
              .deployments()
              .inNamespace(Helm.NAMESPACE)
              .withName(Helm.RELEASE)
              .get();

      assertThat(operator.getSpec().getTemplate().getSpec().getContainers().getFirst().getImage())
          .isEqualTo("avatar-origin-operator:0.1.0-SNAPSHOT");
      assertThat(cluster.kubectl("get", "avatarorigins", "--namespace", Helm.NAMESPACE))
          .contains("No resources found");
    } finally {
      for (String file : new String[] {"operator.yaml", "namespace.yaml"}) { // others need the CRD
        cluster.kubectl("delete", "-f", FOLDER.resolve(file).toString());
      }
    }
  }
}
