package io.avatarorigin.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.avatarorigin.operator.api.AvatarOriginStatus;
import io.avatarorigin.testbed.Cluster;
import io.avatarorigin.testbed.FakeNodes;
import io.avatarorigin.testbed.Patience;
import io.avatarorigin.testbed.Visitors;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.TaintBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The long form of {@link WholeServiceIT}, run by {@code scripts/autoscale}: there is no node with
 * a GPU until avatars are wanted, and none any more when they are drawn.
 */
class NodesComeAndGo {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int AVATARS = 20;

  @TempDir Path folder;

  @Test
  void aNodeIsThereWhileAvatarsAreWanted() throws Exception {
    assumeTrue(Cluster.canHaveNetwork(), "needs root, for a network namespace of its own");
    try (WholeService service = WholeService.start(folder, Map.of())) {
      FakeNodes.create(service.cluster().client(), "plain");
      service
          .cluster()
          .startAutoscaler(
              FakeNodes.describe(
                  "gpu",
                  Map.of("gpu", "large"),
                  List.of(
                      new TaintBuilder()
                          .withKey("nvidia.com/gpu")
                          .withValue("present")
                          .withEffect("NoSchedule")
                          .build()),
                  Map.of("nvidia.com/gpu", new Quantity("1"))),
              2);
      service
          .plain()
          .apply(
              """
              model: {bundled: {}}
                worker:
                  scaling: {idleSeconds: 5}
                  nodeSelector: {gpu: large}
                  tolerations: [{key: nvidia.com/gpu, operator: Exists}]
                  resources: {limits: {nvidia.com/gpu: 1}}
              """
                  + WholeService.OPEN);
      service.awaitIdle();
      awaitNoNode(service);
      Visitors visitors = service.visitors();
      Set<String> stages = ConcurrentHashMap.newKeySet();

      service.askForAvatars(visitors, AVATARS, () -> stages.add(stage(service)));

      assertThat(stages).contains("WaitingForNode");
      assertThat(visitors.answers().keySet()).isSubsetOf("200", "503 and when to come again");
      service.awaitIdle();
      awaitNoNode(service);
    }
  }

  private static String stage(WholeService service) {
    AvatarOriginStatus status = service.plain().resource().get().getStatus();
    return status.modelLoad() == null ? "" : String.valueOf(status.modelLoad().stage());
  }

  private static void awaitNoNode(WholeService service) {
    Patience.until(
        "the node is gone",
        PATIENCE,
        () -> service.cluster().client().nodes().withLabel("gpu").list().getItems().isEmpty());
  }
}
