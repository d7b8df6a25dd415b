package io.avatarorigin.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pods that are processes: a web server in Python, which says what it finds where it runs. */
class KubeletsIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private static final String SERVER =
      """
      import http.server, os, sys

      def can_write(path):
          try:
              open(path + "/probe", "w").close()
              return True
          except OSError:
              return False

      class Handler(http.server.BaseHTTPRequestHandler):
          def do_GET(self):
              if self.path == "/end":
                  os._exit(1)
              self.send_response(200)
              self.end_headers()
              names = open("/etc/testbed/hosts").read()
              answer = {
                  "user": os.getuid(), "secret": os.environ["SECRET"], "args": sys.argv[1:],
                  "file": open("/etc/words/greeting").read(), "root": can_write("/var"),
                  "config": can_write("/etc/words"), "scratch": can_write("/scratch"),
                  "named": "web.default.svc" in names,
              }
              self.wfile.write(repr(answer).encode())

      http.server.ThreadingHTTPServer(("0.0.0.0", 8080), Handler).serve_forever()
      """;

  private static final String OBJECTS =
      """
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: words, namespace: default}
      data: {greeting: good day}
      ---
      apiVersion: v1
      kind: Secret
      metadata: {name: keys, namespace: default}
      stringData: {key: a secret}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: web, namespace: default}
      spec: {clusterIP: None, selector: {app: web}, ports: [{port: 8080}]}
      """;

  @TempDir static Path folder;
  private static Cluster cluster;
  private static KubernetesClient client;

  @BeforeAll
  static void start() throws IOException {
    assumeTrue(Cluster.canHaveNetwork(), "needs root, for a network namespace of its own");
    cluster = Cluster.startWithNetwork();
    client = cluster.client();
    Path app = Files.createDirectory(folder.resolve("app"));
    Files.writeString(app.resolve("server.py"), SERVER);
    Image python = new Image(List.of("/usr/bin/python3", "/app/server.py"), Map.of("/app", app));
    cluster.runPods(Map.of("python", python));
    FakeNodes.create(client, "node");
    Path objects = Files.writeString(folder.resolve("objects.yaml"), OBJECTS);
    cluster.kubectl("apply", "-f", objects.toString());
  }

  @AfterAll
  static void stop() {
    if (cluster != null) {
      cluster.close();
    }
  }

  @Test
  void runsAPodAsItsSpecSays() throws Exception {
    create("all", "python");
    Pod pod = awaitReady("all", 0);

    Patience.until("its Service has a name", SOON, () -> ask(pod, "/").contains("'named': True"));
    assertThat(ask(pod, "/"))
        .contains("'user': 10001", "'secret': 'a secret'", "'args': ['--quiet']")
        .contains("'file': 'good day'", "'root': False", "'config': False", "'scratch': True");
  }

  @Test
  void startsAgainWhatEnds() {
    create("ending", "python");
    Pod pod = awaitReady("ending", 0);

    ask(pod, "/end");

    awaitReady("ending", 1);
  }

  @Test
  void endsWhatIsDeleted() {
    create("deleted", "python");
    Pod pod = awaitReady("deleted", 0);

    client.pods().inNamespace("default").withName("deleted").delete();

    Patience.until("it is gone", SOON, () -> get("deleted") == null);
    assertThat(ask(pod, "/")).isEmpty();
  }

  @Test
  void waitsForAnImageThatIsNotThere() {
    create("waiting", "nothing");

    Patience.until(
        "it says so",
        SOON,
        () ->
            get("waiting").getStatus().getContainerStatuses().stream()
                .anyMatch(it -> it.getState().getWaiting().getReason().equals("ErrImagePull")));
  }

  private static void create(String name, String image) {
    Pod pod =
        Serialization.unmarshal(
            """
            apiVersion: v1
            kind: Pod
            metadata: {name: %s, namespace: default, labels: {app: web}}
            spec:
              securityContext: {runAsUser: 10001}
              automountServiceAccountToken: false
              terminationGracePeriodSeconds: 5
              containers:
                - name: web
                  image: %s
                  args: [--quiet]
                  env: [{name: SECRET, valueFrom: {secretKeyRef: {name: keys, key: key}}}]
                  ports: [{name: http, containerPort: 8080}]
                  readinessProbe: {httpGet: {path: /, port: http}}
                  volumeMounts:
                    - {name: words, mountPath: /etc/words, readOnly: true}
                    - {name: scratch, mountPath: /scratch}
              volumes:
                - {name: words, configMap: {name: words}}
                - {name: scratch, emptyDir: {}}
            """
                .formatted(name, image),
            Pod.class);
    client.resource(pod).create();
  }

  private static Pod get(String name) {
    return client.pods().inNamespace("default").withName(name).get();
  }

  private static Pod awaitReady(String name, int restarts) {
    Patience.until(
        name + " is ready",
        SOON,
        () ->
            get(name).getStatus().getContainerStatuses().stream()
                .anyMatch(
                    (ContainerStatus it) -> it.getReady() && it.getRestartCount() == restarts));
    return get(name);
  }

  /** What it answers; empty where it does not. */
  private static String ask(Pod pod, String path) {
    URI uri = URI.create("http://" + pod.getStatus().getPodIP() + ":8080" + path);
    try {
      return HTTP.sendAsync(
              HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(2)).build(),
              HttpResponse.BodyHandlers.ofString())
          .thenApply(HttpResponse::body)
          .exceptionally(_ -> "")
          .get(SOON.toSeconds(), TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
