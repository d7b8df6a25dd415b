package io.avatarorigin.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.avatarorigin.operator.api.AvatarOrigin;
import io.avatarorigin.operator.api.AvatarOriginStatus.Phase;
import io.avatarorigin.testbed.Cluster;
import io.avatarorigin.testbed.FakeNodes;
import io.avatarorigin.testbed.KubernetesTest;
import io.avatarorigin.testbed.Patience;
import io.avatarorigin.testbed.TestNamespace;
import io.avatarorigin.testbed.Writes;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@KubernetesTest
class ReconcilerIT {
  private static final Duration SOON = Duration.ofSeconds(60);

  private Cluster cluster;
  private KubernetesClient client;
  private String namespace;
  private PlainOrigin plain;
  private TestedOperator operator;

  @BeforeEach
  void start(Cluster cluster, TestNamespace namespace) {
    this.cluster = cluster;
    this.client = cluster.client();
    this.namespace = namespace.name();
    this.plain = new PlainOrigin(client, this.namespace);
    TestedOperator.install(cluster);
    FakeNodes.create(client, this.namespace + "-node");
    operator = new TestedOperator(cluster, this.namespace);
  }

  @AfterEach
  void stop() {
    operator.close();
    client.nodes().withName(namespace + "-node").delete();
  }

  @Test
  void makesEverythingOfOneResource() {
    apply("model: {bundled: {}}");

    awaitPhase(phase -> phase == Phase.Ready);

    assertThat(client.configMaps().inNamespace(namespace).withName("plain-origin").get())
        .isNotNull();
    assertThat(client.secrets().inNamespace(namespace).withName("plain-s3").get().getData())
        .containsKeys("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "credentials.yaml");
    assertThat(deployment("plain-worker").getSpec().getReplicas()).isEqualTo(1);
    assertThat(resource().get().getStatus().observedGeneration()).isEqualTo(1);
    assertThat(resource().get().getStatus().workers().summary()).isEqualTo("1/1");
    assertThat(cluster.kubectl("get", "ao", "-n", namespace)).contains("bundled", "1/1", "Ready");
  }

  @Test
  void writesNothingWhenNothingHasChanged() {
    apply("model: {bundled: {}}");
    awaitPhase(phase -> phase == Phase.Ready);
    awaitQuiet();
    Writes writes = cluster.writes();

    operator.close();
    operator = new TestedOperator(cluster, namespace);
    client
        .configMaps()
        .inNamespace(namespace)
        .resource(new ConfigMapBuilder().withNewMetadata().withName("marker").endMetadata().build())
        .create();
    Patience.until(
        "the marker is logged",
        SOON,
        () ->
            writes.by("admin").stream()
                .anyMatch(it -> it.object().endsWith(namespace + "/marker")));

    assertThat(ours(writes)).isEmpty();
  }

  @Test
  void tellsOfEachPhaseOnce() {
    apply("model: {bundled: {}}");
    awaitPhase(phase -> phase == Phase.Ready);
    apply("model: {bundled: {}}\n  worker: {profile: none}");
    awaitPhase(phase -> phase == Phase.Failed);

    await("events tell of it", () -> reasons().contains("Ready") && reasons().contains("Failed"));
    assertThat(reasons()).doesNotHaveDuplicates();
  }

  private List<String> reasons() {
    return client.events().v1().events().inNamespace(namespace).list().getItems().stream()
        .filter(it -> it.getReportingController().equals("avatar-origin-operator"))
        .map(it -> it.getReason())
        .toList();
  }

  @Test
  void keepsTheKeysThatItHasMadeUp() {
    apply("model: {bundled: {}}");
    awaitPhase(phase -> phase == Phase.Ready);
    Map<String, String> before = secret("plain-s3").getData();

    operator.close();
    operator = new TestedOperator(cluster, namespace);
    apply("model: {bundled: {}}\n  suspend: true");
    awaitPhase(phase -> phase == Phase.Suspended);

    assertThat(secret("plain-s3").getData()).isEqualTo(before);
    assertThat(deployment("plain-worker").getSpec().getReplicas()).isZero();
  }

  @Test
  void restartsWhatHasChangedAlone() {
    apply("model: {bundled: {}}");
    awaitPhase(phase -> phase == Phase.Ready);
    Deployment worker = deployment("plain-worker");
    Deployment origin = deployment("plain-origin");

    apply("model: {bundled: {}}\n  origin: {waitSeconds: 8}");
    await(
        "the origin's template changes",
        () ->
            !deployment("plain-origin")
                .getSpec()
                .getTemplate()
                .equals(origin.getSpec().getTemplate()));

    assertThat(deployment("plain-worker").getSpec()).isEqualTo(worker.getSpec());
  }

  @Test
  void removesWhatIsNotWantedAnyMore() {
    apply("model: {bundled: {}}\n  origin: {webHost: a.example, expose: {ingress: {}}}");
    await("there is an Ingress", () -> ingress() != null);

    apply("model: {bundled: {}}");
    await("there is no Ingress", () -> ingress() == null);

    apply("model: {external: {url: \"http://studio:7860\", api: Automatic1111}}");
    await("there are no workers", () -> deployment("plain-worker") == null);
    assertThat(client.network().v1().networkPolicies().inNamespace(namespace).list().getItems())
        .extracting(it -> it.getMetadata().getName())
        .containsExactly("plain-origin");
  }

  @Test
  void putsBackWhatSomebodyHasChanged() {
    apply("model: {bundled: {}}");
    awaitPhase(phase -> phase == Phase.Ready);

    client.services().inNamespace(namespace).withName("plain-s3").delete();
    await(
        "the Service is there again",
        () -> client.services().inNamespace(namespace).withName("plain-s3").get() != null);
    client
        .configMaps()
        .inNamespace(namespace)
        .withName("plain-origin")
        .edit(
            map -> {
              map.getData().put("origin.yaml", "broken");
              return map;
            });
    await("the configuration is right again", () -> originFile("origin.yaml").contains("workers"));
  }

  @Test
  void saysWhatIsWrongAndLeavesWhatThereIs() {
    apply("model: {bundled: {}}");
    awaitPhase(phase -> phase == Phase.Ready);

    apply("model: {bundled: {}}\n  worker: {profile: nvidia-x9}");
    awaitPhase(phase -> phase == Phase.Failed);

    assertThat(resource().get().getStatus().conditions().getFirst())
        .satisfies(
            it -> {
              assertThat(it.getReason()).isEqualTo("UnknownProfile");
              assertThat(it.getMessage()).contains("nvidia-x9", "nvidia-l4");
            });
    assertThat(deployment("plain-worker")).isNotNull();
  }

  @Test
  void takesAVocabularyWhenItComesAndChanges() {
    apply("model: {bundled: {}}\n  vocabulary: {configMapRef: {name: words, key: words.yaml}}");
    awaitPhase(phase -> phase == Phase.Failed);

    words("slots: [{digit: 0, quarters: [rusty, chrome, red, brass]}]");
    awaitPhase(phase -> phase != Phase.Failed);
    words("slots: [{digit: 0, quarters: [rusty, chrome, blue, brass]}]");

    await("the origin's vocabulary follows", () -> originFile("vocabulary.yaml").contains("blue"));
  }

  @Test
  void goesOnAfterTheApiServerWasAway() {
    apply("model: {bundled: {}}");
    awaitPhase(phase -> phase == Phase.Ready);

    cluster.withoutApiServer(() -> {});
    apply("model: {bundled: {}}\n  worker: {replicas: 2}");

    await("two workers", () -> deployment("plain-worker").getSpec().getReplicas() == 2);
  }

  @Test
  void leavesNothingBehind() {
    apply("model: {bundled: {}}\n  origin: {cache: {size: 1Gi}}");
    await(
        "there is a StatefulSet",
        () ->
            client.apps().statefulSets().inNamespace(namespace).withName("plain-origin").get()
                != null);

    resource().delete();

    await(
        "all is gone",
        () ->
            client.secrets().inNamespace(namespace).list().getItems().isEmpty()
                && client.apps().deployments().inNamespace(namespace).list().getItems().isEmpty()
                && client.apps().statefulSets().inNamespace(namespace).list().getItems().isEmpty()
                && client.services().inNamespace(namespace).list().getItems().isEmpty());
  }

  private void words(String slots) {
    client
        .configMaps()
        .inNamespace(namespace)
        .resource(
            new ConfigMapBuilder()
                .withNewMetadata()
                .withName("words")
                .endMetadata()
                .withData(Map.of("words.yaml", "name: words\n" + slots))
                .build())
        .serverSideApply();
  }

  private void apply(String spec) {
    plain.apply(spec);
  }

  private void awaitPhase(Predicate<Phase> wanted) {
    plain.awaitPhase(wanted);
  }

  private Resource<AvatarOrigin> resource() {
    return plain.resource();
  }

  private String originFile(String name) {
    return client
        .configMaps()
        .inNamespace(namespace)
        .withName("plain-origin")
        .get()
        .getData()
        .get(name);
  }

  private Deployment deployment(String name) {
    return client.apps().deployments().inNamespace(namespace).withName(name).get();
  }

  private Secret secret(String name) {
    return client.secrets().inNamespace(namespace).withName(name).get();
  }

  private HasMetadata ingress() {
    return client.network().v1().ingresses().inNamespace(namespace).withName("plain-origin").get();
  }

  /** Until a whole poll of everything has brought no write. */
  private void awaitQuiet() {
    await(
        "nothing is written any more",
        () -> {
          Writes writes = cluster.writes();
          String version = resource().get().getMetadata().getResourceVersion();
          LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
          return ours(writes).isEmpty()
              && version.equals(resource().get().getMetadata().getResourceVersion());
        });
  }

  private List<Writes.Write> ours(Writes writes) {
    return writes.by(TestedOperator.user(namespace));
  }

  private static void await(String what, BooleanSupplier holds) {
    Patience.until(what, SOON, holds);
  }
}
