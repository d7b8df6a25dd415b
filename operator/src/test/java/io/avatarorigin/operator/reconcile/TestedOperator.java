package io.avatarorigin.operator.reconcile;

import io.avatarorigin.operator.api.AvatarOrigin;
import io.avatarorigin.operator.objects.Samples;
import io.avatarorigin.testbed.Cluster;
import io.avatarorigin.testbed.Patience;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.Operator;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;

/** The operator in this process, against a real API server. */
final class TestedOperator implements AutoCloseable {
  static final Path DEFINITION = Path.of("../crds/avatarorigins.avatarorigin.io.yaml");

  private final KubernetesClient client;
  private final Operator operator;

  /** Starts it for one namespace. */
  TestedOperator(Cluster cluster, String namespace) {
    client = cluster.newClient();
    operator =
        OperatorSetup.create(Samples.watching(namespace), client, InstantSource.system(), it -> {});
    operator.start();
  }

  /** Makes the cluster know the resource. */
  static void install(Cluster cluster) {
    cluster.kubectl("apply", "--server-side", "--force-conflicts", "-f", DEFINITION.toString());
    Patience.until(
        "the cluster knows AvatarOrigins", Duration.ofSeconds(30), () -> knows(cluster.client()));
  }

  private static boolean knows(KubernetesClient client) {
    try {
      client.resources(AvatarOrigin.class).inNamespace("default").list();
      return true;
    } catch (KubernetesClientException e) {
      return false;
    }
  }

  @Override
  public void close() {
    operator.stop(); // closes the client as well
  }
}
