package io.avatarorigin.operator.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.avatarorigin.operator.reconcile.TestedOperator;
import io.avatarorigin.testbed.Cluster;
import io.avatarorigin.testbed.FakeNodes;
import io.avatarorigin.testbed.KubernetesTest;
import io.avatarorigin.testbed.Patience;
import io.avatarorigin.testbed.TestNamespace;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Helm installs, upgrades and removes both charts; nodes are played, and so is the operator. */
@KubernetesTest
class InstallIT {
  private static final String DEFINITION = "avatarorigins.avatarorigin.io";
  private static final String API = "avatarorigin.io/v1alpha1";
  private static final Duration SOON = Duration.ofSeconds(60);

  private Cluster cluster;
  private String namespace;

  @BeforeEach
  void forgetTheDefinition(Cluster cluster, TestNamespace namespace) {
    this.cluster = cluster;
    this.namespace = namespace.name();
    cluster.kubectl("delete", "crd", DEFINITION, "--ignore-not-found");
    Patience.until("the API is gone", SOON, () -> !isServed());
    FakeNodes.create(cluster.client(), this.namespace + "-node");
  }

  @AfterEach
  void leaveTheDefinition() {
    cluster.client().nodes().withName(namespace + "-node").delete();
    TestedOperator.install(cluster);
  }

  @Test
  void goesFromInstallationToUpgradeToEnd() {
    assertThat(operator("--dry-run=server")).contains("WARNING: this cluster does not know");

    helm("upgrade", "--install", "avatar-origin-crds", Helm.DEFINITIONS.toString());
    String notes = operator("--wait", "--timeout", "90s");
    assertThat(notes)
        .contains("The operator watches " + namespace + ".")
        .contains("kubectl apply --namespace " + namespace)
        .doesNotContain("WARNING");
    assertThat(deployment(".spec.replicas")).isEqualTo("1");

    operator("--wait", "--timeout", "90s", "--set", "replicas=2");
    assertThat(deployment(".status.readyReplicas")).isEqualTo("2");
    assertThat(cluster.kubectl("get", "poddisruptionbudgets", "--namespace", namespace))
        .contains(Helm.RELEASE);

    helm("uninstall", Helm.RELEASE);
    helm("uninstall", "avatar-origin-crds");
    assertThat(cluster.kubectl("get", "deployments", "--namespace", namespace))
        .contains("No resources found");
    assertThat(cluster.kubectl("get", "crd", DEFINITION)).contains(DEFINITION);
  }

  private boolean isServed() {
    return cluster.kubectl("api-versions").lines().anyMatch(API::equals);
  }

  private String operator(String... arguments) {
    return helm(
        Stream.concat(
                Stream.of(
                    "upgrade",
                    "--install",
                    Helm.RELEASE,
                    Helm.OPERATOR.toString(),
                    "--set",
                    "watchNamespaces={" + namespace + "},rbac.aggregate=false"),
                Stream.of(arguments))
            .toArray(String[]::new));
  }

  private String helm(String... arguments) {
    return Helm.run(
        Stream.concat(
                Stream.of(arguments),
                Stream.of(
                    "--namespace", namespace, "--kubeconfig", cluster.kubeconfig().toString()))
            .toArray(String[]::new));
  }

  private String deployment(String path) {
    return cluster.kubectl(
        "get",
        "deployment",
        Helm.RELEASE,
        "--namespace",
        namespace,
        "--output",
        "jsonpath={" + path + "}");
  }
}
