package io.avatarorigin.testbed;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.KubernetesListBuilder;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;

/**
 * The cluster-autoscaler, with one group of nodes that exist while pods need them. What makes the
 * nodes is its provider for kwok, which writes them and nothing else.
 */
final class Autoscaler {
  private static final String NAMESPACE = "kube-system";
  private static final String GROUP = "testbed/group";
  private static final String CONFIG =
      """
      apiVersion: v1alpha1
      readNodesFrom: configmap
      nodegroups: {fromNodeLabelKey: testbed/group}
      nodes:
        skipTaint: true
        gpuConfig: {gpuLabelKey: testbed/gpu, availableGPUTypes: {any: {}}}
      configmap: {name: kwok-provider-templates}
      """;

  private Autoscaler() {}

  /**
   * Starts it.
   *
   * @param template of the nodes; its name is that of the group
   * @param most nodes that there are at once
   */
  static ManagedProcess start(
      KubernetesClient client, ControlPlane plane, Node template, int most) {
    String group = template.getMetadata().getName();
    Node of =
        new NodeBuilder(template)
            .editMetadata()
            .addToLabels(GROUP, group)
            .addToAnnotations(
                Map.of(
                    "cluster-autoscaler.kwok.nodegroup/min-count", "0",
                    "cluster-autoscaler.kwok.nodegroup/max-count", Integer.toString(most),
                    "cluster-autoscaler.kwok.nodegroup/desired-count", "0"))
            .endMetadata()
            .build();
    write(client, "kwok-provider-config", "config", CONFIG);
    write(
        client,
        "kwok-provider-templates",
        "templates",
        Serialization.asYaml(new KubernetesListBuilder().withItems(of).build()));
    return plane.start(
        Programs.find("autoscaler", List.of("cluster-autoscaler")).program("cluster-autoscaler"),
        Map.of(
            "KUBECONFIG",
            plane.adminKubeconfig().toString(),
            "KWOK_PROVIDER_MODE",
            "local",
            "POD_NAMESPACE",
            NAMESPACE),
        "--kubeconfig=" + plane.adminKubeconfig(),
        "--cloud-provider=kwok",
        "--namespace=" + NAMESPACE,
        "--address=127.0.0.1:" + Ports.free(1).getFirst(),
        "--leader-elect=false",
        "--scan-interval=1s",
        "--scale-down-delay-after-add=1s",
        "--scale-down-delay-after-delete=1s",
        "--scale-down-unneeded-time=3s",
        "--scale-down-unready-time=3s",
        "--unremovable-node-recheck-timeout=5s");
  }

  private static void write(KubernetesClient client, String name, String key, String text) {
    client
        .configMaps()
        .inNamespace(NAMESPACE)
        .resource(
            new ConfigMapBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withData(Map.of(key, text))
                .build())
        .create();
  }
}
