package io.avatarorigin.testbed;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HTTPGetAction;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Lifecycle;
import io.fabric8.kubernetes.api.model.LifecycleHandler;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** One pod, from its files to its end, on a thread of its own. */
final class PodProcess {
  private static final Duration PAUSE = Duration.ofMillis(250);
  private static final Duration PROBE = Duration.ofSeconds(1);
  private static final HttpClient HTTP = HttpClient.newBuilder().connectTimeout(PROBE).build();

  private final KubernetesClient client;
  private final Sandboxes sandboxes;
  private final Pod pod;
  private final PodStatusWriter status;
  private final CountDownLatch ending = new CountDownLatch(1);
  private volatile boolean isGone;

  private PodProcess(KubernetesClient client, Sandboxes sandboxes, Pod pod) {
    this.client = client;
    this.sandboxes = sandboxes;
    this.pod = pod;
    this.status = new PodStatusWriter(client, pod);
  }

  static PodProcess start(KubernetesClient client, Sandboxes sandboxes, Pod pod) {
    PodProcess process = new PodProcess(client, sandboxes, pod);
    Thread.ofVirtual().name("pod-" + pod.getMetadata().getName()).start(process::live);
    return process;
  }

  /** Lets it end, within its grace period. */
  void end() {
    ending.countDown();
  }

  /** Ends it at once: nobody knows it any more. */
  void kill() {
    isGone = true;
    ending.countDown();
  }

  private void live() {
    if (!sandboxes.hasImage(pod)) {
      status.waiting("ErrImagePull", "there is no such image");
      awaitEnd();
    } else {
      String address = sandboxes.takeAddress();
      try {
        run(address);
      } finally {
        sandboxes.giveBack(address);
      }
    }
    if (!isGone) {
      forget();
    }
  }

  private void awaitEnd() {
    try {
      ending.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Runs its program, again and again where that ends. */
  private void run(String address) {
    for (int restarts = 0; !isEnding(); restarts++) {
      ManagedProcess process = null;
      try {
        process = sandboxes.run(client, pod, address);
        attend(process, address, restarts);
      } catch (TestbedException | KubernetesClientException | IllegalArgumentException e) {
        status.waiting("CreateContainerConfigError", String.valueOf(e.getMessage()));
        isEndingAfter(PAUSE);
      } finally {
        end(process);
      }
    }
  }

  private void attend(ManagedProcess process, String address, int restarts) {
    Container container = Sandboxes.container(pod);
    boolean isStarted = false;
    status.running(address, false, false, restarts);
    while (process.isAlive() && !isEndingAfter(PAUSE)) {
      boolean wasStarted = isStarted;
      isStarted = wasStarted || answers(container.getStartupProbe(), address);
      boolean isReady = isStarted && answers(container.getReadinessProbe(), address);
      status.running(address, isStarted, isReady, restarts);
    }
  }

  private void end(@Nullable ManagedProcess process) {
    if (process == null) {
      return;
    }
    if (isGone) {
      process.kill();
      return;
    }
    Long grace = pod.getSpec().getTerminationGracePeriodSeconds();
    Duration pause = pauseBeforeEnd();
    LockSupport.parkNanos(pause.toNanos());
    process.close(Duration.ofSeconds(grace == null ? 30 : grace).minus(pause));
  }

  private Duration pauseBeforeEnd() {
    return Optional.ofNullable(Sandboxes.container(pod).getLifecycle())
        .map(Lifecycle::getPreStop)
        .map(LifecycleHandler::getSleep)
        .map(sleep -> Duration.ofSeconds(sleep.getSeconds()))
        .orElse(Duration.ZERO);
  }

  private boolean isEnding() {
    return ending.getCount() == 0;
  }

  private boolean isEndingAfter(Duration pause) {
    try {
      return ending.await(pause.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private boolean answers(@Nullable Probe probe, String address) {
    if (probe == null) {
      return true;
    }
    HTTPGetAction get = probe.getHttpGet();
    try {
      URI uri = URI.create("http://%s:%d%s".formatted(address, port(get), get.getPath()));
      return HTTP.send(
                  HttpRequest.newBuilder(uri).timeout(PROBE).build(),
                  HttpResponse.BodyHandlers.discarding())
              .statusCode()
          < 400;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private int port(HTTPGetAction get) {
    IntOrString port = get.getPort();
    if (port.getIntVal() != null) {
      return port.getIntVal();
    }
    return Sandboxes.container(pod).getPorts().stream()
        .filter(it -> it.getName().equals(port.getStrVal()))
        .findFirst()
        .orElseThrow()
        .getContainerPort();
  }

  /** As a kubelet does when the last of it has ended. */
  private void forget() {
    try {
      client
          .pods()
          .inNamespace(pod.getMetadata().getNamespace())
          .withName(pod.getMetadata().getName())
          .withGracePeriod(0)
          .delete();
    } catch (KubernetesClientException e) {
      // Whoever asks for it is told that it is ending.
    }
  }
}
