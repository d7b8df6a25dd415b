package io.avatarorigin.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@KubernetesTest
class ClusterIT {
  @Test
  void runsPodsOnPlayedNodes(KubernetesClient client, TestNamespace namespace) {
    String node = namespace.name() + "-gpu";
    FakeNodes.create(
        client, node, Map.of("for", node), List.of(), Map.of("nvidia.com/gpu", new Quantity("8")));
    client
        .apps()
        .deployments()
        .inNamespace(namespace.name())
        .resource(
            new DeploymentBuilder()
                .withNewMetadata()
                .withName("drawers")
                .endMetadata()
                .withNewSpec()
                .withReplicas(3)
                .withNewSelector()
                .withMatchLabels(Map.of("app", "drawers"))
                .endSelector()
                .withNewTemplate()
                .withNewMetadata()
                .withLabels(Map.of("app", "drawers"))
                .endMetadata()
                .withNewSpec()
                .withNodeSelector(Map.of("for", node))
                .addNewContainer()
                .withName("drawer")
                .withImage("none.example/none")
                .withNewResources()
                .withLimits(Map.of("nvidia.com/gpu", new Quantity("1")))
                .endResources()
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build())
        .create();

    Patience.until(
        "three pods are ready",
        Duration.ofSeconds(60),
        () ->
            Integer.valueOf(3)
                .equals(
                    client
                        .apps()
                        .deployments()
                        .inNamespace(namespace.name())
                        .withName("drawers")
                        .get()
                        .getStatus()
                        .getReadyReplicas()));
  }

  @Test
  void givesServiceAccountsTheirRightsAlone(Cluster cluster, TestNamespace namespace) {
    cluster
        .client()
        .serviceAccounts()
        .inNamespace(namespace.name())
        .resource(
            new ServiceAccountBuilder().withNewMetadata().withName("nobody").endMetadata().build())
        .create();

    try (KubernetesClient client = cluster.clientOf(namespace.name(), "nobody")) {
      assertThatThrownBy(() -> client.secrets().inNamespace(namespace.name()).list())
          .isInstanceOfSatisfying(
              KubernetesClientException.class, e -> assertThat(e.getCode()).isEqualTo(403));
    }
  }

  @Test
  void tellsWhatWasWritten(Cluster cluster, TestNamespace namespace) {
    Writes writes = cluster.writes();

    cluster
        .client()
        .configMaps()
        .inNamespace(namespace.name())
        .resource(new ConfigMapBuilder().withNewMetadata().withName("one").endMetadata().build())
        .create();
    cluster.client().configMaps().inNamespace(namespace.name()).list();

    Patience.until(
        "the audit log tells of it",
        Duration.ofSeconds(30),
        () ->
            writes.by("admin").stream()
                .anyMatch(
                    it ->
                        it.verb().equals("create")
                            && it.object().equals("configmaps " + namespace.name() + "/one")));
  }

  @Test
  void isThereAgainWithAllItHad(Cluster cluster, TestNamespace namespace) {
    cluster.withoutApiServer(
        () ->
            assertThatThrownBy(() -> cluster.client().namespaces().list())
                .isInstanceOf(KubernetesClientException.class));

    assertThat(cluster.client().namespaces().withName(namespace.name()).get()).isNotNull();
  }

  @Test
  void endsAProgramWhoseKeeperIsGone(@TempDir Path folder) throws IOException {
    ManagedProcess sleeper =
        ManagedProcess.start("sleeper", folder.resolve("log"), Map.of(), List.of("sleep", "1000"));
    Patience.until("it runs", Duration.ofSeconds(10), () -> sleeper.program().isPresent());
    ProcessHandle program = sleeper.program().orElseThrow();

    sleeper.close();

    assertThat(program.isAlive()).isFalse();
  }

  @Test
  void saysWhyAProgramEnded(@TempDir Path folder) throws IOException {
    ManagedProcess failing =
        ManagedProcess.start(
            "failing",
            folder.resolve("log"),
            Map.of(),
            List.of("sh", "-c", "echo no such flag; exit 3"));

    Patience.until(
        "it ends",
        Duration.ofSeconds(10),
        () -> {
          try {
            failing.requireAlive();
            return false;
          } catch (TestbedException e) {
            assertThat(e).hasMessageContaining("3").hasMessageContaining("no such flag");
            return true;
          }
        });
    assertThat(Files.readString(folder.resolve("log"))).contains("no such flag");
  }
}
