package io.avatarorigin.operator.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.avatarorigin.operator.config.OperatorConfig;
import io.avatarorigin.operator.config.OperatorConfigReader;
import io.avatarorigin.operator.config.WorkerProfile;
import io.avatarorigin.testbed.Cluster;
import io.avatarorigin.testbed.FakeNodes;
import io.avatarorigin.testbed.KubernetesTest;
import io.avatarorigin.testbed.Patience;
import io.avatarorigin.testbed.TestNamespace;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Taint;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The scheduler finds the node that a preset is for, by what NVIDIA's software puts on nodes. */
@KubernetesTest
class PresetsIT {
  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "nvidia-t4, Tesla-T4",
    "nvidia-l4, NVIDIA-L4",
    "nvidia-l40s, NVIDIA-L40S",
    "nvidia-a10, NVIDIA-A10",
    "nvidia-a10, NVIDIA-A10G",
    "nvidia-a100, NVIDIA-A100-PCIE-40GB",
    "nvidia-a100, NVIDIA-A100-SXM4-80GB",
    "nvidia-h100, NVIDIA-H100-PCIe",
    "nvidia-h100, NVIDIA-H100-80GB-HBM3",
  })
  void findsItsNode(String preset, String product, Cluster cluster, TestNamespace namespace)
      throws IOException {
    WorkerProfile profile = config().profile(preset).orElseThrow();
    Node other = node(cluster, namespace.name() + "-other", "NVIDIA-GeForce-GTX-1080");
    Node wanted = node(cluster, namespace.name() + "-wanted", product);
    try {
      Resource<Pod> pod = cluster.client().resource(pod(profile, namespace.name()));
      pod.create();

      Patience.until("it has a node", SOON, () -> pod.get().getSpec().getNodeName() != null);
      assertThat(pod.get().getSpec().getNodeName()).isEqualTo(wanted.getMetadata().getName());
    } finally {
      cluster.client().resource(other).delete();
      cluster.client().resource(wanted).delete();
    }
  }

  @Test
  void eachIsOfTheChart() throws IOException {
    assertThat(config().profiles().keySet())
        .containsExactlyInAnyOrder(
            "default",
            "nvidia-t4",
            "nvidia-l4",
            "nvidia-l40s",
            "nvidia-a10",
            "nvidia-a100",
            "nvidia-h100");
  }

  private OperatorConfig config() throws IOException {
    ConfigMap map =
        Serialization.unmarshal(
            Helm.render(ChartCase.GPU, "--show-only", "templates/config.yaml"), ConfigMap.class);
    return OperatorConfigReader.read(
        Files.writeString(folder.resolve("config.yaml"), map.getData().get("config.yaml")));
  }

  private static Node node(Cluster cluster, String name, String product) {
    return FakeNodes.create(
        cluster.client(),
        name,
        Map.of("nvidia.com/gpu.product", product),
        List.of(new Taint("NoSchedule", "nvidia.com/gpu", null, "present")),
        Map.of("nvidia.com/gpu", new Quantity("1")));
  }

  /** What the operator puts of a profile into a worker. */
  private static Pod pod(WorkerProfile profile, String namespace) {
    return new PodBuilder()
        .withNewMetadata()
        .withName("worker")
        .withNamespace(namespace)
        .endMetadata()
        .withNewSpec()
        .withAutomountServiceAccountToken(false)
        .withNodeSelector(profile.nodeSelector())
        .withTolerations(profile.tolerations())
        .withAffinity(profile.affinity())
        .addNewContainer()
        .withName("worker")
        .withImage(profile.image())
        .withResources(profile.resources())
        .endContainer()
        .endSpec()
        .build();
  }
}
