package io.avatarorigin.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.avatarorigin.operator.api.AvatarOrigin;
import io.avatarorigin.operator.api.AvatarOriginStatus.Phase;
import io.avatarorigin.operator.binding.Pace;
import io.avatarorigin.operator.binding.PlainOriginServer;
import io.avatarorigin.operator.blueprint.KeyPairs;
import io.avatarorigin.operator.config.TigrisPlaces;
import io.avatarorigin.operator.objects.Samples;
import io.avatarorigin.testbed.Cluster;
import io.avatarorigin.testbed.FakeNodes;
import io.avatarorigin.testbed.KubernetesTest;
import io.avatarorigin.testbed.Patience;
import io.avatarorigin.testbed.TestNamespace;
import io.avatarorigin.testbed.Tigris;
import io.avatarorigin.testbed.TigrisFault;
import io.avatarorigin.testbed.TigrisRequest;
import io.avatarorigin.testbed.Writes;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Buckets in front, as the user of a cluster sees them: a real origin, and Tigris' stand-in. */
@KubernetesTest
class BucketsIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final Pace QUICK =
      new Pace(
          Duration.ofSeconds(1),
          Duration.ofSeconds(1),
          Duration.ofMillis(200),
          Duration.ofSeconds(1),
          Duration.ZERO,
          Duration.ZERO,
          1000);

  @TempDir static Path folder;
  private static Tigris tigris;
  private static PlainOriginServer origin;

  private Cluster cluster;
  private KubernetesClient client;
  private String namespace;
  private PlainOrigin plain;
  private TestedOperator operator;
  private String bucket;

  @BeforeAll
  static void startServers() {
    tigris = Tigris.start(folder.resolve("tigris.log"), "--stale", "0");
    origin = PlainOriginServer.start(folder, "azurda");
  }

  @AfterAll
  static void stopServers() {
    origin.close();
    tigris.close();
  }

  @BeforeEach
  void start(Cluster cluster, TestNamespace namespace) {
    this.cluster = cluster;
    this.client = cluster.client();
    this.namespace = namespace.name();
    this.plain = new PlainOrigin(client, this.namespace);
    this.bucket = "buckets-" + COUNT.incrementAndGet();
    tigris.withoutFaults();
    TestedOperator.install(cluster);
    FakeNodes.create(client, this.namespace + "-node");
    operator = operator();
  }

  private TestedOperator operator() {
    TigrisPlaces places =
        new TigrisPlaces(tigris.endpoint(), tigris.endpoint(), tigris.endpoint() + "/{bucket}");
    return new TestedOperator(cluster, namespace, Samples.watching(namespace, places), QUICK);
  }

  @AfterEach
  void stop() {
    tigris.withoutFaults();
    plain.resource().delete();
    awaitGone();
    operator.close();
    client.nodes().withName(namespace + "-node").delete();
  }

  @Test
  void bindsAndWritesNothingMoreAndLetsGo() {
    createCredentials();
    apply("visibility: Public, accessKey: {role: ReadOnly}");

    awaitBound();
    awaitKey();

    AvatarOrigin bound = plain.resource().get();
    assertThat(bound.getMetadata().getFinalizers()).containsExactly("avatarorigin.io/bucket");
    assertThat(bound.getStatus().bucket().name()).isEqualTo(bucket);
    assertThat(bound.getStatus().storeSettings()).isNull();
    assertThat(entries("plain-bucket"))
        .containsEntry("BUCKET_NAME", bucket)
        .containsEntry("AWS_ENDPOINT_URL_S3", tigris.endpoint().toString())
        .containsKeys("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_REGION");
    assertThat(shadow().path("access_key").asText())
        .isEqualTo(entries("plain-tigris").get("AWS_ACCESS_KEY_ID"));
    assertThat(entries("plain-s3").get("credentials.yaml"))
        .contains(entries("plain-tigris").get("AWS_ACCESS_KEY_ID"));

    assertNothingIsWrittenByAnotherOperator();

    plain.resource().delete();
    awaitGone();
    assertThat(shadow().isEmpty()).isTrue();
    assertThat(tigris.bucket(bucket)).isPresent();
    assertThat(tigris.requests())
        .filteredOn(it -> it.action().equals("DeleteAccessKey"))
        .hasSize(1);
  }

  private void assertNothingIsWrittenByAnotherOperator() {
    operator.close();
    Writes writes = cluster.writes();
    tigris.forgetRequests();
    operator = operator();
    Patience.until(
        "it has looked twice",
        SOON,
        () -> requests().stream().filter(it -> it.path().equals("/" + bucket)).count() > 1);
    assertThat(tigris.requests())
        .allMatch(it -> it.method().equals("GET") || it.action().equals("ListAccessKeys"));
    assertThat(writes.by(TestedOperator.user(namespace)))
        .filteredOn(it -> !it.object().contains("leases"))
        .isEmpty();
  }

  private List<TigrisRequest> requests() {
    return tigris.requests().stream().filter(it -> it.bucket().equals(bucket)).toList();
  }

  @Test
  void holdsAResourceWhoseStoreIsDownAndSaysSo() {
    createCredentials();
    apply("");
    awaitBound();
    tigris.fault(TigrisFault.answer(500, ""));

    plain.resource().delete();

    Patience.until(
        "it says why it stays",
        SOON,
        () -> plain.resource().get().getStatus().phase() == Phase.Deleting);
    assertThat(condition("BucketBound").getReason()).isEqualTo("StoreUnavailable");
    assertThat(condition("Ready").getMessage()).contains("avatarorigin.io/force-release=true");
    Patience.until("an event tells of it", SOON, () -> reasons().contains("Deleting"));

    cluster.kubectl(
        "annotate", "ao", "plain", "-n", namespace, "avatarorigin.io/force-release=true");
    awaitGone();
    Patience.until("an event tells of it", SOON, () -> reasons().contains("ForceReleased"));
    assertThat(shadow().path("name").asText()).isEqualTo("127");
  }

  @Test
  void goesWhenTheStoreIsBack() {
    createCredentials();
    apply("");
    awaitBound();
    tigris.fault(TigrisFault.answer(500, "").times(4));

    plain.resource().delete();

    awaitGone();
    assertThat(shadow().isEmpty()).isTrue();
  }

  /** As when a namespace is deleted: nobody says in which order. */
  @Test
  void undoesWithCredentialsThatWereDeletedBefore() {
    createCredentials();
    apply("");
    awaitBound();

    client.secrets().inNamespace(namespace).withName("tigris").delete();
    plain.resource().delete();

    awaitGone();
    assertThat(shadow().isEmpty()).isTrue();
  }

  @Test
  void undoesWhatIsWantedNoLonger() {
    createCredentials();
    apply("accessKey: {}");
    awaitBound();
    awaitKey();

    plain.apply("{model: {bundled: {}}, origin: {s3Host: 127.0.0.1}}");

    Patience.until(
        "it is undone",
        SOON,
        () ->
            plain.resource().get().getStatus().bucket() == null
                && plain.resource().get().getMetadata().getFinalizers().isEmpty());
    assertThat(shadow().isEmpty()).isTrue();
    assertThat(plain.resource().get().getStatus().storeSettings().endpoint())
        .isEqualTo("https://0.0.1");
    Patience.until(
        "its keys are gone", SOON, () -> isGone("plain-tigris") && isGone("plain-bucket"));
  }

  private boolean isGone(String secret) {
    return client.secrets().inNamespace(namespace).withName(secret).get() == null;
  }

  /** Misses are answered as long as the bucket falls through. */
  @Test
  void keepsTheKeyOfABucketUntilItIsUnbound() {
    createCredentials();
    apply("");
    awaitBound();
    String id = entries("plain-tigris").get("AWS_ACCESS_KEY_ID");
    tigris.fault(TigrisFault.answer(500, ""));

    plain.apply("{model: {bundled: {}}, origin: {s3Host: 127.0.0.1}}");

    Patience.until(
        "it says what hinders it",
        SOON,
        () -> plain.is(_ -> true) && reason("BucketBound").equals(Optional.of("StoreUnavailable")));
    assertThat(entries("plain-s3").get("credentials.yaml")).contains(id);
    tigris.withoutFaults();
    Patience.until(
        "the key goes with the binding",
        SOON,
        () -> isGone("plain-tigris") && !entries("plain-s3").get("credentials.yaml").contains(id));
    assertThat(shadow().isEmpty()).isTrue();
  }

  @Test
  void leavesABlockThatCannotBeUndoneWhereThatIsWanted() {
    createCredentials();
    apply("");
    awaitBound();
    tigris.fault(TigrisFault.answer(403, ""));
    plain.apply("{model: {bundled: {}}, origin: {s3Host: 127.0.0.1}}");
    Patience.until(
        "it says what hinders it",
        SOON,
        () -> reason("BucketBound").equals(Optional.of("CredentialsRefused")));

    cluster.kubectl(
        "annotate", "ao", "plain", "-n", namespace, "avatarorigin.io/force-release=true");

    Patience.until(
        "it is left", SOON, () -> plain.resource().get().getMetadata().getFinalizers().isEmpty());
    assertThat(plain.resource().get().getStatus().bucket()).isNull();
    assertThat(reasons()).contains("ForceReleased");
  }

  /** A header would break at it, and an exception would show all of it. */
  @Test
  void takesNoKeyThatWasPastedWithItsSecret() {
    createCredentials("tid\n" + tigris.secretAccessKey());

    apply("");

    Patience.until(
        "it asks for credentials",
        SOON,
        () -> reason("BucketBound").equals(Optional.of("CredentialsMissing")));
    assertThat(condition("BucketBound").getMessage()).doesNotContain(tigris.secretAccessKey());
  }

  @Test
  void letsOneOfTwoResourcesHaveABucket() {
    createCredentials();
    apply("");
    awaitBound();
    AvatarOrigin second = plain.resource().get();
    second.setMetadata(new ObjectMetaBuilder().withName("second").withNamespace(namespace).build());
    second.setStatus(null);
    Resource<AvatarOrigin> other = client.resource(second);
    other.create();

    Patience.until(
        "it is told who has it",
        SOON,
        () ->
            other.get().getStatus() != null
                && other.get().getStatus().conditions().stream()
                    .anyMatch(it -> it.getMessage().contains(namespace + "/plain has the bucket")));
    other.delete();
    Patience.until("it is gone", SOON, () -> other.get() == null);
    assertThat(shadow().path("name").asText()).isEqualTo("127");
  }

  @Test
  void waitsForCredentials() {
    apply("");

    Patience.until(
        "it asks for them",
        SOON,
        () -> reason("BucketBound").equals(Optional.of("CredentialsMissing")));
    assertThat(condition("BucketBound").getMessage()).contains("Secret tigris");
    createCredentials();

    awaitBound();
  }

  private void apply(String tigris) {
    plain.apply(
        """
        {model: {bundled: {}}, worker: {replicas: 1}, origin: {s3Host: 127.0.0.1}, tigris:
            {bucket: %s, credentialsSecretRef: {name: tigris},
            reach: {scheme: Http, port: %d}%s}}
        """
            .formatted(bucket, origin.port(), tigris.isEmpty() ? "" : ", " + tigris));
  }

  private void createCredentials() {
    createCredentials(tigris.accessKeyId());
  }

  private void createCredentials(String id) {
    client
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withName("tigris")
                .withNamespace(namespace)
                .endMetadata()
                .addToStringData("AWS_ACCESS_KEY_ID", id)
                .addToStringData("AWS_SECRET_ACCESS_KEY", tigris.secretAccessKey())
                .build())
        .create();
  }

  /** The origin is no pod here, and learns its keys otherwise. */
  private void awaitBound() {
    Patience.until("there are keys", SOON, () -> !isGone("plain-tigris"));
    Map<String, String> key = entries("plain-tigris");
    origin.accept(
        new KeyPairs.Pair(
            key.get("AWS_ACCESS_KEY_ID"), key.get("AWS_SECRET_ACCESS_KEY"), Instant.EPOCH));
    Patience.until(
        "the bucket is bound", SOON, () -> reason("BucketBound").equals(Optional.of("Bound")));
  }

  private void awaitKey() {
    Patience.until(
        "applications have a key",
        SOON,
        () -> reason("BucketKeyIssued").equals(Optional.of("Issued")));
  }

  private void awaitGone() {
    Patience.until("it is gone", SOON, () -> plain.resource().get() == null);
  }

  private Optional<String> reason(String type) {
    return Optional.ofNullable(plain.resource().get().getStatus()).stream()
        .filter(status -> status.conditions() != null)
        .flatMap(status -> status.conditions().stream())
        .filter(it -> it.getType().equals(type))
        .map(Condition::getReason)
        .findFirst();
  }

  private Condition condition(String type) {
    return plain.resource().get().getStatus().conditions().stream()
        .filter(it -> it.getType().equals(type))
        .findFirst()
        .orElseThrow();
  }

  private List<String> reasons() {
    return client.events().v1().events().inNamespace(namespace).list().getItems().stream()
        .map(it -> it.getReason())
        .toList();
  }

  private Map<String, String> entries(String name) {
    Secret secret = client.secrets().inNamespace(namespace).withName(name).require();
    secret
        .getData()
        .replaceAll(
            (_, text) -> new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8));
    return secret.getData();
  }

  private JsonNode shadow() {
    return tigris.bucket(bucket).orElseThrow().path("shadow_bucket");
  }
}
