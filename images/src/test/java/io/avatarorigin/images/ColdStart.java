package io.avatarorigin.images;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** When the first worker of an AvatarOrigin comes by, as this process sees it. */
final class ColdStart implements ResourceEventHandler<Pod>, AutoCloseable {
  private static final Pattern STAGE =
      Pattern.compile("avatar_origin_worker_load_seconds\\{stage=\"(\\w+)\"} ([0-9.E-]+)");

  /** Until there is a worker, each from the one before to a point that is reached. */
  private enum Stage {
    SCALE("wanted"),
    SCHEDULE("PodScheduled"),
    CONTAINER("running"),
    START("Ready");

    private final String end;

    Stage(String end) {
      this.end = end;
    }
  }

  private final long start = System.nanoTime();
  private final Map<String, Double> seconds = new ConcurrentHashMap<>();
  private final SharedIndexInformer<Pod> pods;

  /** Looks from now on. */
  ColdStart(KubernetesClient client, String namespace, String name) {
    pods =
        client
            .pods()
            .inNamespace(namespace)
            .withLabel("app.kubernetes.io/instance", name)
            .withLabel("app.kubernetes.io/component", "worker")
            .inform(this);
  }

  @Override
  public void onAdd(Pod pod) {
    reached("wanted");
    look(pod);
  }

  @Override
  public void onUpdate(Pod old, Pod pod) {
    look(pod);
  }

  @Override
  public void onDelete(Pod pod, boolean isUnknown) {}

  private void look(Pod pod) {
    for (PodCondition condition : pod.getStatus().getConditions()) {
      if (condition.getStatus().equals("True")) {
        reached(condition.getType());
      }
    }
    for (ContainerStatus container : pod.getStatus().getContainerStatuses()) {
      if (container.getState().getRunning() != null) {
        reached("running");
      }
    }
  }

  /** That a point is reached, unless it was before. */
  void reached(String point) {
    seconds.putIfAbsent(point, (System.nanoTime() - start) / 1e9);
  }

  /** The stages from a request to its picture, in seconds, and what the worker says of its own. */
  Map<String, Double> stages() throws IOException, InterruptedException {
    Map<String, Double> stages = new LinkedHashMap<>();
    double before = 0;
    for (Stage stage : Stage.values()) {
      double at = seconds.getOrDefault(stage.end, before);
      stages.put(stage.name().toLowerCase(Locale.ROOT), at - before);
      before = at;
    }
    stages.put("first picture", seconds.get("picture") - before);
    stages.put("all", seconds.get("picture"));
    for (Pod pod : pods.getStore().list()) {
      String metrics =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(
                          URI.create("http://" + pod.getStatus().getPodIP() + ":8081/metrics"))
                      .build(),
                  HttpResponse.BodyHandlers.ofString())
              .body();
      STAGE
          .matcher(metrics)
          .results()
          .forEach(
              (MatchResult it) ->
                  stages.put("worker " + it.group(1), Double.parseDouble(it.group(2))));
    }
    return stages;
  }

  @Override
  public void close() {
    pods.close();
  }
}
