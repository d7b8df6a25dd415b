package io.avatarorigin.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.avatarorigin.operator.api.AvatarOriginStatus.Phase;
import io.avatarorigin.testbed.Cluster;
import io.avatarorigin.testbed.FakeNodes;
import io.avatarorigin.testbed.KubernetesTest;
import io.avatarorigin.testbed.Patience;
import io.avatarorigin.testbed.TestNamespace;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Keys are changed in their Secrets, as docs/security.md says. */
@KubernetesTest
class ChangedKeysIT {
  private Cluster cluster;
  private KubernetesClient client;
  private String namespace;
  private TestedOperator operator;

  @BeforeEach
  void start(Cluster cluster, TestNamespace namespace) {
    this.cluster = cluster;
    this.client = cluster.client();
    this.namespace = namespace.name();
    TestedOperator.install(cluster);
    FakeNodes.create(client, this.namespace + "-node");
    operator = new TestedOperator(cluster, this.namespace);
    PlainOrigin plain = new PlainOrigin(client, this.namespace);
    plain.apply("model: {bundled: {}}");
    plain.awaitPhase(phase -> phase == Phase.Ready);
  }

  @AfterEach
  void stop() {
    operator.close();
    client.nodes().withName(namespace + "-node").delete();
  }

  @Test
  void theS3KeyGoesIntoTheFileWithoutARestart() {
    PodTemplateSpec before = origin();

    write("plain-s3", "AWS_SECRET_ACCESS_KEY", "a-secret-of-somebody");

    await("the file has it", () -> entry("plain-s3", "credentials.yaml").contains("of-somebody"));
    assertThat(entry("plain-s3", "AWS_SECRET_ACCESS_KEY")).isEqualTo("a-secret-of-somebody");
    assertThat(origin()).isEqualTo(before);
  }

  @Test
  void twoKeysOfLinksStayAndRestartTheOrigin() {
    PodTemplateSpec before = origin();
    String keys = "a-key-that-is-new-here," + entry("plain-web", "signing-key");

    write("plain-web", "signing-key", keys);

    await("the origin is rolled", () -> !origin().equals(before));
    assertThat(entry("plain-web", "signing-key")).isEqualTo(keys);
  }

  @Test
  void aDeletedSecretComesBackWithAnotherKey() {
    String before = entry("plain-worker-token", "token");

    client.secrets().inNamespace(namespace).withName("plain-worker-token").delete();

    await("there is one", () -> secret("plain-worker-token") != null);
    assertThat(entry("plain-worker-token", "token")).isNotEqualTo(before).isNotBlank();
  }

  private void write(String secret, String key, String value) {
    cluster.kubectl(
        "patch",
        "secret",
        secret,
        "-n",
        namespace,
        "--type=merge",
        "-p",
        "{\"stringData\": {\"%s\": \"%s\"}}".formatted(key, value));
  }

  private String entry(String secret, String key) {
    return new String(
        Base64.getDecoder().decode(secret(secret).getData().get(key)), StandardCharsets.UTF_8);
  }

  private Secret secret(String name) {
    return client.secrets().inNamespace(namespace).withName(name).get();
  }

  private PodTemplateSpec origin() {
    return client
        .apps()
        .deployments()
        .inNamespace(namespace)
        .withName("plain-origin")
        .get()
        .getSpec()
        .getTemplate();
  }

  private static void await(String what, BooleanSupplier holds) {
    Patience.until(what, Duration.ofSeconds(60), holds);
  }
}
