package io.avatarorigin.operator.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.avatarorigin.operator.api.AvatarOrigin;
import io.avatarorigin.operator.api.AvatarOriginStatus.Phase;
import io.avatarorigin.operator.reconcile.ServiceImage;
import io.avatarorigin.testbed.Cluster;
import io.avatarorigin.testbed.FakeNodes;
import io.avatarorigin.testbed.Image;
import io.avatarorigin.testbed.Patience;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The operator as the chart runs it, with the chart's rights, configuration, user and probes: pods
 * are processes, and an AvatarOrigin becomes ready.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class ChartedOperatorIT {
  private static final String REGISTRY = "registry.example/avatars";
  private static final String TAG = ":0.1.0-SNAPSHOT";
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @TempDir static Path folder;
  private static Cluster cluster;

  @BeforeAll
  static void start() throws IOException {
    assumeTrue(Cluster.canHaveNetwork(), "needs root, for a network namespace of its own");
    cluster = Cluster.startWithNetwork();
    Path app = Files.createDirectory(folder.resolve("app"));
    Image operator = ServiceImage.create(app, io.avatarorigin.operator.Main.class);
    Image service = running(operator, io.avatarorigin.cli.Main.class);
    cluster.runPods(
        Map.of(
            REGISTRY + "/avatar-origin-operator" + TAG, operator,
            REGISTRY + "/avatar-origin" + TAG, service,
            REGISTRY + "/avatar-origin-worker" + TAG, service));
    FakeNodes.create(cluster.client(), "node");
  }

  /** The same files with another program. */
  private static Image running(Image image, Class<?> main) {
    List<String> options = image.entrypoint().subList(0, image.entrypoint().size() - 1);
    return new Image(
        Stream.concat(options.stream(), Stream.of(main.getName())).toList(), image.folders());
  }

  @AfterAll
  static void stop() {
    if (cluster != null) {
      cluster.close();
    }
  }

  @Test
  void makesAnAvatarOriginReady() throws IOException {
    helm("avatar-origin-crds", Helm.DEFINITIONS);
    helm(Helm.RELEASE, Helm.OPERATOR, "--set", "replicas=0"); // for its account

    helm(Helm.RELEASE, Helm.OPERATOR, "--set", "replicas=2", "--values", account().toString());
    AvatarOrigin wanted =
        Serialization.unmarshal(
            """
            apiVersion: avatarorigin.io/v1alpha1
            kind: AvatarOrigin
            metadata: {name: avatars, namespace: default}
            spec: {model: {bundled: {}}, worker: {replicas: 1}}
            """,
            AvatarOrigin.class);
    Resource<AvatarOrigin> origin = cluster.client().resource(wanted);
    origin.create();

    Patience.until("it is ready", PATIENCE, () -> phase(origin) == Phase.Ready);
    assertThat(cluster.kubectl("get", "deployments", "--namespace", "default", "--output", "wide"))
        .contains(REGISTRY + "/avatar-origin" + TAG, REGISTRY + "/avatar-origin-worker" + TAG);
  }

  private static Phase phase(Resource<AvatarOrigin> origin) {
    AvatarOrigin now = origin.get();
    return now.getStatus() == null ? Phase.Provisioning : now.getStatus().phase();
  }

  private static void helm(String release, Path chart, String... arguments) {
    Helm.run(
        Stream.concat(
                Stream.of(
                    "upgrade",
                    "--install",
                    release,
                    chart.toString(),
                    "--namespace",
                    Helm.NAMESPACE,
                    "--create-namespace",
                    "--wait",
                    "--timeout",
                    "2m",
                    "--kubeconfig",
                    cluster.kubeconfig().toString()),
                chart.equals(Helm.OPERATOR)
                    ? Stream.concat(
                        Stream.of("--set", "registry=" + REGISTRY), Stream.of(arguments))
                    : Stream.of(arguments))
            .toArray(String[]::new));
  }

  /** What a kubelet would mount: these pods cannot have a volume with their account's token. */
  private static Path account() throws IOException {
    cluster.kubectl(
        "patch",
        "serviceaccount",
        Helm.RELEASE,
        "--namespace",
        Helm.NAMESPACE,
        "--patch",
        "automountServiceAccountToken: false");
    Config config = Config.fromKubeconfig(cluster.kubeconfigOf(Helm.NAMESPACE, Helm.RELEASE));
    return Files.writeString(
        folder.resolve("account.yaml"),
        """
        extraEnv:
          - {name: KUBERNETES_MASTER, value: "%s"}
          - {name: KUBERNETES_CERTS_CA_DATA, value: "%s"}
          - {name: KUBERNETES_AUTH_TOKEN, value: "%s"}
        """
            .formatted(config.getMasterUrl(), config.getCaCertData(), config.getAutoOAuthToken()));
  }
}
