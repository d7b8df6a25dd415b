package io.avatarorigin.testbed;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Taint;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Nodes for kwok to play, whose pods are ready at once, or for {@link Kubelets}. */
public final class FakeNodes {
  static final String ANNOTATION = "kwok.x-k8s.io/node";

  private FakeNodes() {}

  /** Makes one that is like any other. */
  public static Node create(KubernetesClient client, String name) {
    return create(client, name, Map.of(), List.of(), Map.of());
  }

  /**
   * Makes one.
   *
   * @param resources beyond 32 cores, 256 GiB and 110 pods, such as GPUs
   */
  public static Node create(
      KubernetesClient client,
      String name,
      Map<String, String> labels,
      List<Taint> taints,
      Map<String, Quantity> resources) {
    Node node = describe(name, labels, taints, resources);
    client.nodes().resource(node).create();
    Node status = // a merge, since others write it as well
        new NodeBuilder().withStatus(node.getStatus()).build();
    return client
        .nodes()
        .withName(name)
        .subresource("status")
        .patch(PatchContext.of(PatchType.JSON_MERGE), Serialization.asJson(status));
  }

  /**
   * What one is like.
   *
   * @param resources beyond 32 cores, 256 GiB and 110 pods, such as GPUs
   */
  public static Node describe(
      String name,
      Map<String, String> labels,
      List<Taint> taints,
      Map<String, Quantity> resources) {
    Map<String, Quantity> capacity = new TreeMap<>(resources);
    capacity.put("cpu", new Quantity("32"));
    capacity.put("memory", new Quantity("256Gi"));
    capacity.put("pods", new Quantity("110"));
    Map<String, String> all = new TreeMap<>(labels);
    all.put("kubernetes.io/hostname", name);
    all.put("kubernetes.io/os", "linux");
    all.put("kubernetes.io/arch", "amd64");
    return new NodeBuilder()
        .withNewMetadata()
        .withName(name)
        .withLabels(all)
        .withAnnotations(Map.of(ANNOTATION, "fake"))
        .endMetadata()
        .withNewSpec()
        .withTaints(taints)
        .endSpec()
        .withNewStatus()
        .withCapacity(capacity)
        .withAllocatable(capacity)
        .endStatus()
        .build();
  }
}
