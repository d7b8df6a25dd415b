package io.avatarorigin.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.avatarorigin.operator.api.AvatarOrigin;
import io.avatarorigin.operator.binding.Pace;
import io.avatarorigin.operator.config.OperatorConfigReader;
import io.avatarorigin.operator.reconcile.OperatorSetup;
import io.avatarorigin.operator.reconcile.TestedOperator;
import io.avatarorigin.testbed.Cluster;
import io.avatarorigin.testbed.KubernetesTest;
import io.avatarorigin.testbed.Patience;
import io.avatarorigin.testbed.TestNamespace;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.api.reconciler.Constants;
import io.javaoperatorsdk.operator.monitoring.micrometer.MicrometerMetrics;
import io.javaoperatorsdk.operator.processing.GroupVersionKind;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A running operator as others see it: by its admin socket. */
@KubernetesTest
class OperatorIT {
  private static final Path DOCUMENT = Path.of("../docs/metrics.md");
  private static final Map<String, Object> KIND =
      Map.of(Constants.RESOURCE_GVK_KEY, GroupVersionKind.gvkFor(AvatarOrigin.class));
  private static final Pattern QUOTED = Pattern.compile("`([a-z]+)`");
  private static final Pattern LABEL = Pattern.compile("[{,]([a-z]+)=\"");
  private static final Duration SOON = Duration.ofSeconds(90);

  private final PrometheusMeterRegistry registry = OperatorMetrics.create();
  private final MicrometerMetrics metrics = MicrometerMetrics.withoutPerResourceMetrics(registry);
  private Cluster cluster;
  private TestNamespace namespace;
  private Operator operator;
  private HttpServer admin;

  private Path configuration;

  @BeforeEach
  void start(Cluster cluster, TestNamespace namespace, @TempDir Path folder) throws IOException {
    this.cluster = cluster;
    this.namespace = namespace;
    configuration =
        Files.writeString(
            folder.resolve("config.yaml"),
            """
            images: {origin: "a:1"}
            watchNamespaces: [%s]
            tigris: {endpoint: "http://localhost:1"} # where nobody listens
            """
                .formatted(namespace.name()));
    TestedOperator.install(cluster);
    operator =
        OperatorSetup.create(
            OperatorConfigReader.read(configuration),
            cluster.newClient(),
            InstantSource.system(),
            Pace.USUAL,
            registry,
            it -> it.withMetrics(metrics));
    admin = AdminServer.start(0, operator, registry);
    operator.start();
  }

  @AfterEach
  void stop() {
    admin.stop(0);
    operator.stop();
  }

  @Test
  void isFoundWell() {
    cluster.client().resource(origin()).create();

    assertThat(look(cluster.client()))
        .isEqualTo(new Check.Finding(true, "ok: the operator is ready and sees 1 AvatarOrigin(s)"));
  }

  @Test
  void isNotFoundWellByWhomMayNotList() {
    try (KubernetesClient nobody = cluster.clientOf(namespace.name(), "default")) {
      assertThat(look(nobody).isWell()).isFalse();
      assertThat(look(nobody).text()).startsWith("AvatarOrigins may not be listed: ");
    }
  }

  @Test
  void checkEndsWithWhatItFound() throws Exception {
    String address = "http://localhost:" + admin.getAddress().getPort();

    assertThat(run("check", address))
        .isEqualTo(new Ended(0, "ok: the operator is ready and sees 0 AvatarOrigin(s)"));
    admin.stop(0);
    assertThat(run("check", address))
        .satisfies(ended -> assertThat(ended.status()).isEqualTo(1))
        .extracting(Ended::message)
        .asString()
        .startsWith("the operator at " + address + " does not answer: ");
    assertThat(run("look")).isEqualTo(new Ended(2, "takes no arguments, or: check URL"));
  }

  private record Ended(int status, String message) {}

  /** The program, with the last thing that it logs. */
  private Ended run(String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("AVATAR_ORIGIN_OPERATOR_CONFIG", configuration.toString());
    builder.environment().put("KUBECONFIG", cluster.kubeconfig().toString());
    Process process = builder.start();
    List<String> lines =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .toList();
    String message = new ObjectMapper().readTree(lines.getLast()).path("formattedMessage").asText();
    return new Ended(process.waitFor(), message);
  }

  @Test
  void countsWhatIsDocumentedAndNothingElse() throws IOException {
    cluster.client().resource(credentials()).create();
    AvatarOrigin origin = cluster.client().resource(inFront()).create();
    Patience.until(
        "it has reconciled, and asked the store",
        SOON,
        () ->
            registry.scrape().contains("operator_sdk_reconciliations_success_total{")
                && registry.scrape().contains("avatar_origin_store_calls_total{"));
    fail(origin);
    cluster.client().resource(origin).delete();
    Patience.until(
        "it has seen the end of it",
        SOON,
        () -> registry.scrape().contains("operator_sdk_events_delete_total{"));

    String scraped = registry.scrape();
    assertThat(
            scraped
                .lines()
                .filter(line -> line.startsWith("# TYPE "))
                .map(line -> line.split(" ")[2])
                .filter(name -> !name.endsWith("_max")))
        .containsExactlyInAnyOrderElementsOf(documented().keySet());
    documented()
        .forEach((name, labels) -> assertThat(labels(scraped, name)).as(name).isEqualTo(labels));
  }

  /** As the framework tells of a reconciliation that throws. */
  private void fail(AvatarOrigin origin) {
    IllegalStateException failure = new IllegalStateException("a test");
    metrics.failedReconciliation(origin, failure, KIND);
    assertThatThrownBy(() -> metrics.timeControllerExecution(new Failing(origin, failure)))
        .hasRootCause(failure);
  }

  private record Failing(AvatarOrigin origin, Exception failure)
      implements Metrics.ControllerExecution<Void> {
    @Override
    public String name() {
      return "reconcile";
    }

    @Override
    public String controllerName() {
      return "avataroriginreconciler";
    }

    @Override
    public String successTypeName(Void result) {
      return "none";
    }

    @Override
    public ResourceID resourceID() {
      return ResourceID.fromResource(origin);
    }

    @Override
    public Map<String, Object> metadata() {
      return KIND;
    }

    @Override
    public Void execute() throws Exception {
      throw failure;
    }
  }

  /** Names and their labels. */
  private static Map<String, Set<String>> documented() throws IOException {
    String document = Files.readString(DOCUMENT);
    return document
        .substring(document.indexOf("\n## Operator\n"))
        .lines()
        .map(line -> line.split(" *\\| *", -1))
        .filter(cells -> cells.length > 2 && cells[1].matches("`[a-z_]+`"))
        .collect(
            Collectors.toMap(cells -> cells[1].replace("`", ""), cells -> found(QUOTED, cells[2])));
  }

  /** Those of the first sample. */
  private static Set<String> labels(String scraped, String name) {
    String sample =
        scraped
            .lines()
            .filter(line -> line.matches(name + "(_sum)?[{ ].*"))
            .findFirst()
            .orElseThrow();
    return found(LABEL, sample);
  }

  private static Set<String> found(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map(it -> it.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Check.Finding look(KubernetesClient client) {
    URI address = URI.create("http://localhost:" + admin.getAddress().getPort());
    return new Check(client, List.of(namespace.name())).look(address);
  }

  private AvatarOrigin origin() {
    return Serialization.unmarshal(
        """
        apiVersion: avatarorigin.io/v1alpha1
        kind: AvatarOrigin
        metadata: {name: plain, namespace: %s}
        spec: {model: {bundled: {}}}
        """
            .formatted(namespace.name()),
        AvatarOrigin.class);
  }

  private AvatarOrigin inFront() {
    return Serialization.unmarshal(
        """
        apiVersion: avatarorigin.io/v1alpha1
        kind: AvatarOrigin
        metadata: {name: in-front, namespace: %s}
        spec:
          model: {bundled: {}}
          origin: {s3Host: fallthrough.azurda.example}
          tigris: {bucket: azurda, credentialsSecretRef: {name: tigris}}
        """
            .formatted(namespace.name()),
        AvatarOrigin.class);
  }

  private Secret credentials() {
    return Serialization.unmarshal(
        """
        apiVersion: v1
        kind: Secret
        metadata: {name: tigris, namespace: %s}
        stringData: {AWS_ACCESS_KEY_ID: tid_example, AWS_SECRET_ACCESS_KEY: a-secret}
        """
            .formatted(namespace.name()),
        Secret.class);
  }
}
