package io.avatarorigin.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stand-in as a pod, whose shadow bucket is behind a Service. */
class TigrisPodIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String SERVICE =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: origin, namespace: default}
      spec: {clusterIP: None, selector: {app: origin}, ports: [{port: 9000}]}
      """;

  private static final String POD =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: %1$s, namespace: default, labels: {app: %1$s}}
      spec:
        securityContext: {runAsUser: 10001}
        automountServiceAccountToken: false
        terminationGracePeriodSeconds: 5
        containers:
          - name: tigris
            image: tigris
            args: [--port=9000, --domain=default.svc, "--key=id:secret"]
            ports: [{name: http, containerPort: 9000}]
            readinessProbe: {httpGet: {path: /-/requests, port: http}}
      """;

  @TempDir static Path folder;
  private static Cluster cluster;
  private static ClientProgram program;

  @BeforeAll
  static void start() throws IOException {
    assumeTrue(Cluster.canHaveNetwork(), "needs root, for a network namespace of its own");
    program = ClientProgram.tigris();
    cluster = Cluster.startWithNetwork();
    cluster.runPods(Map.of("tigris", Tigris.image()));
    FakeNodes.create(cluster.client(), "node");
    String all = String.join("---\n", SERVICE, POD.formatted("origin"), POD.formatted("tigris"));
    Path objects = Files.writeString(folder.resolve("objects.yaml"), all);
    cluster.kubectl("apply", "-f", objects.toString());
  }

  @AfterAll
  static void stop() throws IOException {
    if (cluster != null) {
      cluster.close();
    }
    if (program != null) {
      program.close();
    }
  }

  @Test
  void readsThroughToAServiceByItsName() {
    TigrisSdk origin = sdk("origin");
    TigrisSdk tigris = sdk("tigris");
    origin.storage("createBucket", "origin");
    origin.in("origin").storage("put", "a", "content");
    tigris.storage("createBucket", "avatars");

    tigris.storage(
        "setBucketMigration",
        List.of("avatars"),
        Map.of(
            "dataMigration",
            Map.of(
                "enabled", true,
                "accessKey", "id",
                "secretKey", "secret",
                "region", "auto",
                "name", "origin",
                "endpoint", "http://default.svc:9000")));

    assertThat(tigris.in("avatars").storage("get", "a", "string").asText()).isEqualTo("content");
  }

  /** That of a pod, once it is ready and has a name. */
  private static TigrisSdk sdk(String pod) {
    Patience.until(pod + " is ready", SOON, () -> Readiness.getInstance().isReady(pod(pod)));
    String endpoint = "http://" + pod(pod).getStatus().getPodIP() + ":9000";
    return new TigrisSdk(
        program,
        Map.of(
            "endpoint",
            endpoint,
            "forcePathStyle",
            true,
            "accessKeyId",
            "id",
            "secretAccessKey",
            "secret"));
  }

  private static Pod pod(String name) {
    return cluster.client().pods().inNamespace("default").withName(name).require();
  }
}
