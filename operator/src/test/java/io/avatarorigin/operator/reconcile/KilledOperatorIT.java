package io.avatarorigin.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.avatarorigin.operator.api.AvatarOriginStatus.Phase;
import io.avatarorigin.testbed.Cluster;
import io.avatarorigin.testbed.FakeNodes;
import io.avatarorigin.testbed.KubernetesTest;
import io.avatarorigin.testbed.Patience;
import io.avatarorigin.testbed.TestNamespace;
import io.avatarorigin.testbed.Writes;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The operator's own process, killed after some of its writes, again and again, while the resource
 * is changed to and fro: in the end there is what an operator makes that nobody disturbs. {@code
 * -Doperator.kills=N} kills more often.
 */
@KubernetesTest
class KilledOperatorIT {
  private static final int KILLS = Integer.getInteger("operator.kills", 3);
  private static final long SEED = Long.getLong("operator.seed", 1);
  private static final int MOST_WRITES = 12;
  private static final String SPEC =
      "{model: {bundled: {}}, origin: {webHost: a.example, expose: {ingress: {}}}}";
  private static final String OTHER_SPEC =
      "{model: {bundled: {}}, suspend: true, origin: {waitSeconds: 8}, worker: {replicas: 2}}";
  private static final Duration SOON = Duration.ofSeconds(90);

  @TempDir Path folder;

  @Test
  void comesToTheSameInTheEnd(Cluster cluster, TestNamespace namespace) throws IOException {
    TestedOperator.install(cluster);
    KubernetesClient client = cluster.client();
    PlainOrigin undisturbed = new PlainOrigin(client, cluster.createNamespace(Map.of()));
    PlainOrigin disturbed = new PlainOrigin(client, namespace.name());
    FakeNodes.create(client, namespace.name() + "-node");
    try {
      undisturbed.apply(SPEC);
      try (OperatorProcess _ = OperatorProcess.start(cluster, undisturbed.namespace(), folder)) {
        undisturbed.awaitPhase(Phase.Ready::equals);
      }

      Random random = new Random(SEED);
      for (int kill = 0; kill < KILLS; kill++) {
        disturbed.apply(kill % 2 == 0 ? SPEC : OTHER_SPEC);
        killAfter(1 + random.nextInt(MOST_WRITES), cluster, disturbed);
      }
      disturbed.apply(SPEC);
      try (OperatorProcess _ = OperatorProcess.start(cluster, disturbed.namespace(), folder)) {
        disturbed.awaitPhase(Phase.Ready::equals);
      }

      assertThat(state(client, disturbed.namespace()))
          .isEqualTo(state(client, undisturbed.namespace()));
    } finally {
      client.nodes().withName(namespace.name() + "-node").delete();
      client.namespaces().withName(undisturbed.namespace()).delete();
    }
  }

  private void killAfter(int writes, Cluster cluster, PlainOrigin plain) throws IOException {
    Writes seen = cluster.writes();
    try (OperatorProcess operator = OperatorProcess.start(cluster, plain.namespace(), folder)) {
      Patience.until(
          "the operator writes",
          SOON,
          () -> {
            operator.requireAlive();
            return plain.is(phase -> phase == Phase.Ready || phase == Phase.Suspended)
                || seen.by(TestedOperator.user(plain.namespace())).size() >= writes;
          });
    }
  }

  /** What matters of everything that was made, with the namespace's name taken out. */
  private static Map<String, String> state(KubernetesClient client, String namespace) {
    Map<String, String> state = new TreeMap<>();
    for (Class<? extends HasMetadata> type :
        List.of(
            ConfigMap.class,
            Service.class,
            Deployment.class,
            Ingress.class,
            NetworkPolicy.class,
            PodDisruptionBudget.class,
            Secret.class)) {
      for (HasMetadata object :
          client
              .resources(type)
              .inNamespace(namespace)
              .withLabel("app.kubernetes.io/managed-by", "avatar-origin-operator")
              .list()
              .getItems()) {
        state.put(
            object.getKind() + " " + object.getMetadata().getName(),
            content(object).replace(namespace, "NAMESPACE"));
      }
    }
    return state;
  }

  private static String content(HasMetadata object) {
    return switch (object) {
      case ConfigMap map -> map.getData().toString();
      case Service service -> service.getSpec().getPorts().toString();
      case Deployment deployment ->
          deployment.getSpec().getReplicas()
              + deployment.getSpec().getTemplate().getSpec().toString();
      case Ingress ingress -> ingress.getSpec().toString();
      case Secret secret -> secret.getData().keySet().toString();
      case NetworkPolicy policy -> policy.getSpec().toString();
      case PodDisruptionBudget budget -> budget.getSpec().toString();
      default -> throw new IllegalArgumentException(object.getKind());
    };
  }
}
