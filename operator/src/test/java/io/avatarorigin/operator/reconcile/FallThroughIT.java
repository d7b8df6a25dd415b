package io.avatarorigin.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.avatarorigin.testbed.Cluster;
import io.avatarorigin.testbed.Command;
import io.avatarorigin.testbed.FakeNodes;
import io.avatarorigin.testbed.Packages;
import io.avatarorigin.testbed.Patience;
import io.avatarorigin.testbed.TestbedException;
import io.avatarorigin.testbed.Tigris;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole way on one machine: an AvatarOrigin with a bucket in front, which the operator makes
 * and binds at Tigris' stand-in, an origin and a worker with the bundled model, and aws-cli that
 * reads avatars of the bucket and knows nothing of all that.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class FallThroughIT {
  private static final Path REQUIREMENTS =
      Path.of("../service/origin/src/test/clients/python/requirements.txt");
  private static final Duration SOON = Duration.ofMinutes(2);
  private static final int PORT = 9000;
  private static final String AVATAR = "0123456789abcdef0123456789abcdef@80.png";
  private static final String WORDS =
      "{name: words, slots: [{digit: 0, quarters: [rusty, chrome, red, brass]}]}";

  private static final String STORE =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: tigris, namespace: default}
      spec: {clusterIP: None, selector: {app: tigris}, ports: [{port: 9000}]}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: tigris, namespace: default, labels: {app: tigris}}
      spec:
        securityContext: {runAsUser: 10001}
        automountServiceAccountToken: false
        terminationGracePeriodSeconds: 5
        containers:
          - name: tigris
            image: tigris
            args: [--port=9000, "--key=id:secret", --stale=2]
            ports: [{name: http, containerPort: 9000}]
            readinessProbe: {httpGet: {path: /-/requests, port: http}}
      """;

  private static final String PLACES =
      """
      tigris:
        endpoint: http://tigris.default.svc:9000
        iamEndpoint: http://tigris.default.svc:9000
        publicUrl: http://tigris.default.svc:9000/{bucket}
      """;

  @TempDir static Path folder;
  private static WholeService service;
  private static Packages clients;
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @BeforeAll
  static void start() throws IOException {
    assumeTrue(Cluster.canHaveNetwork(), "needs root, for a network namespace of its own");
    clients = Packages.ofPython(Path.of("target/aws-cli").toAbsolutePath(), REQUIREMENTS);
    service = WholeService.startWith(folder, Map.of("tigris", Tigris.image()), PLACES);
    FakeNodes.create(service.cluster().client(), "node");
    Path store = Files.writeString(folder.resolve("store.yaml"), STORE);
    service.cluster().kubectl("apply", "-f", store.toString());
    Patience.until("Tigris is ready", SOON, () -> Readiness.getInstance().isReady(tigris()));
  }

  @AfterAll
  static void stop() {
    if (service != null) {
      service.close();
    }
  }

  @Test
  void drawsOnceAndForAllUntilPicturesWouldBeOthers() throws Exception {
    String namespace = service.plain().namespace();
    service
        .cluster()
        .kubectl(
            "create",
            "secret",
            "generic",
            "tigris",
            "-n",
            namespace,
            "--from-literal=AWS_ACCESS_KEY_ID=id",
            "--from-literal=AWS_SECRET_ACCESS_KEY=secret");
    service.plain().apply(spec(namespace, "{preset: azurda}"));
    awaitVerified("");

    long before = gets();
    Path first = read("first");
    assertThat(gets()).as("it is drawn for the first reader").isGreaterThan(before);
    Patience.until("the copy is there", SOON, () -> list().contains(AVATAR));

    long after = gets();
    assertThat(read("second")).hasSameBinaryContentAs(first);
    assertThat(gets()).as("the origin is not asked again").isEqualTo(after);

    String verified = service.plain().resource().get().getStatus().bucket().verified();
    service.plain().apply(spec(namespace, "{inline: " + WORDS + "}"));
    Patience.until("the copy is gone", SOON, () -> !list().contains(AVATAR));
    Path third = read("third");
    assertThat(Files.mismatch(third, first)).as("another picture").isNotEqualTo(-1);
    Patience.until("the copy is there", SOON, () -> list().contains(AVATAR));
    awaitVerified(verified);

    service.plain().resource().delete();
    Patience.until("it is gone", SOON, () -> service.plain().resource().get() == null);
    assertThat(read("kept")).hasSameBinaryContentAs(third);
  }

  private static String spec(String namespace, String vocabulary) {
    return """
    {model: {bundled: {}}, vocabulary: %2$s, worker: {replicas: 1},
      origin: {s3Host: plain-s3.%1$s.svc},
      tigris: {bucket: avatars-in-front, credentialsSecretRef: {name: tigris},
      visibility: Public, onContentChange: Purge, reach: {scheme: Http, port: %3$d}}}
    """
        .formatted(namespace, vocabulary, PORT);
  }

  /**
   * Until the operator has seen the bucket give a picture of the present content version.
   *
   * @param before what it has seen before
   */
  private static void awaitVerified(String before) {
    try {
      Patience.until(
          "the bucket falls through",
          SOON,
          () ->
              isVerified()
                  && !before.equals(
                      service.plain().resource().get().getStatus().bucket().verified()));
    } catch (TestbedException e) {
      throw new AssertionError(service.plain().resource().get().getStatus().toString(), e);
    }
  }

  private static boolean isVerified() {
    return service.plain().is(_ -> true)
        && service.plain().resource().get().getStatus().conditions().stream()
            .filter(it -> it.getType().equals("FallThroughVerified"))
            .map(Condition::getStatus)
            .anyMatch("True"::equals);
  }

  private static Path read(String name) {
    Path file = folder.resolve(name + ".png");
    aws("cp", "s3://avatars-in-front/" + AVATAR, file.toString());
    return file;
  }

  private static String list() {
    return aws("ls", "s3://avatars-in-front/");
  }

  private static String aws(String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "env",
                "AWS_ACCESS_KEY_ID=id",
                "AWS_SECRET_ACCESS_KEY=secret",
                "AWS_REGION=auto",
                clients.program("aws").toString(),
                "--endpoint-url",
                "http://%s:%d".formatted(tigris().getStatus().getPodIP(), PORT),
                "s3"));
    command.addAll(List.of(arguments));
    return Command.run(command);
  }

  private static Pod tigris() {
    return service.cluster().client().pods().inNamespace("default").withName("tigris").require();
  }

  /** How often origins were asked for an object. */
  private static long gets() throws IOException, InterruptedException {
    long gets = 0;
    for (Pod pod :
        service
            .cluster()
            .client()
            .pods()
            .inNamespace(service.plain().namespace())
            .withLabel("app.kubernetes.io/component", "origin")
            .list()
            .getItems()) {
      gets += gets("http://%s:8081/metrics".formatted(pod.getStatus().getPodIP()));
    }
    return gets;
  }

  private static long gets(String url) throws IOException, InterruptedException {
    return HTTP.send(
            HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString())
        .body()
        .lines()
        .filter(line -> line.startsWith("avatar_origin_s3_requests_total"))
        .filter(line -> line.contains("GetObject"))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }
}
