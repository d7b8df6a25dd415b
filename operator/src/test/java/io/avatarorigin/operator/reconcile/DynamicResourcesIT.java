package io.avatarorigin.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.avatarorigin.operator.api.AvatarOriginStatus.Phase;
import io.avatarorigin.testbed.Cluster;
import io.avatarorigin.testbed.FakeNodes;
import io.avatarorigin.testbed.KubernetesTest;
import io.avatarorigin.testbed.TestNamespace;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workers claim a GPU by its memory, and the scheduler gives them one that has as much. */
@KubernetesTest
class DynamicResourcesIT {
  private static final String SHARED =
      """
      apiVersion: resource.k8s.io/v1
      kind: DeviceClass
      metadata: {name: gpu.example.com}
      spec:
        selectors: [{cel: {expression: 'device.driver == "gpu.example.com"'}}]
      ---
      apiVersion: resource.k8s.io/v1
      kind: ResourceSlice
      metadata: {name: dra-node-gpus}
      spec:
        driver: gpu.example.com
        nodeName: dra-node
        pool: {name: dra-node, generation: 1, resourceSliceCount: 1}
        devices:
          - {name: small, capacity: {memory: {value: 24Gi}}}
          - {name: large, capacity: {memory: {value: 141Gi}}}
      """;

  private static final String TEMPLATE =
      """
      apiVersion: resource.k8s.io/v1
      kind: ResourceClaimTemplate
      metadata: {name: big-gpu}
      spec:
        spec:
          devices:
            requests:
              - name: gpu
                exactly:
                  deviceClassName: gpu.example.com
                  selectors:
                    - cel:
                        expression: >-
                          device.capacity["gpu.example.com"].memory.compareTo(quantity("80Gi")) >= 0
      """;

  @TempDir Path folder;

  @AfterEach
  void clean(Cluster cluster) throws IOException {
    cluster.kubectl("delete", "-f", file(SHARED));
    cluster.kubectl("delete", "node", "dra-node");
  }

  @Test
  void workersGetWhatTheyClaim(Cluster cluster, TestNamespace namespace) throws IOException {
    TestedOperator.install(cluster);
    KubernetesClient client = cluster.client();
    FakeNodes.create(client, "dra-node");
    cluster.kubectl("apply", "-f", file(SHARED));
    cluster.kubectl("apply", "-n", namespace.name(), "-f", file(TEMPLATE));
    PlainOrigin plain = new PlainOrigin(client, namespace.name());

    try (TestedOperator _ = new TestedOperator(cluster, namespace.name())) {
      plain.apply(
          "model: {bundled: {}}\n"
              + "  worker:\n"
              + "    resourceClaims: [{name: gpu, resourceClaimTemplateName: big-gpu}]");
      plain.awaitPhase(Phase.Ready::equals);
    }

    assertThat(
            cluster.kubectl(
                "get",
                "resourceclaims",
                "-n",
                namespace.name(),
                "-o",
                "jsonpath={.items[*].status.allocation.devices.results[*].device}"))
        .isEqualTo("large");
  }

  private String file(String objects) throws IOException {
    return Files.writeString(folder.resolve("objects.yaml"), objects).toString();
  }
}
