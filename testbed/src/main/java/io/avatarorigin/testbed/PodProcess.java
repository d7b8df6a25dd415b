package io.avatarorigin.testbed;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Lifecycle;
import io.fabric8.kubernetes.api.model.LifecycleHandler;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One pod, from its files to its end, on a thread of its own. */
final class PodProcess {
  private static final Duration PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(30);
  private static final Duration LAST_STEPS = Duration.ofSeconds(30);
  private static final int USUAL_GRACE_SECONDS = 30;

  private final KubernetesClient client;
  private final Sandboxes sandboxes;
  private final Pod pod;
  private final PodStatusWriter status;
  private final CountDownLatch ending = new CountDownLatch(1);
  private final CountDownLatch killed = new CountDownLatch(1);
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile @Nullable ManagedProcess process;

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
    killed.countDown();
    ending.countDown();
    ManagedProcess running = process;
    if (running != null) {
      running.kill();
    }
  }

  /** Until nothing is left of it. */
  void awaitOver() {
    has(over, LAST_STEPS);
  }

  private void live() {
    try {
      while (!sandboxes.hasImage(pod) && !has(ending, PAUSE)) {
        status.waiting("ErrImagePull", "there is no such image");
      }
      String address = sandboxes.takeAddress();
      try {
        run(address);
      } finally {
        sandboxes.giveBack(address);
      }
      if (killed.getCount() > 0) {
        forget();
      }
    } finally {
      over.countDown();
    }
  }

  /** Runs its program, again and again where that ends. */
  private void run(String address) {
    for (int restarts = 0; ending.getCount() > 0; restarts++) {
      try {
        attend(address, restarts);
      } catch (RuntimeException e) { // whatever it is: the pod's status tells of it
        status.waiting("CreateContainerConfigError", String.valueOf(e.getMessage()));
      } finally {
        end(process);
      }
      has(ending, backOff(restarts));
    }
  }

  private static Duration backOff(int restarts) {
    Duration pause = PAUSE.multipliedBy(1L << Math.min(restarts, 7));
    return pause.compareTo(LONGEST_BACK_OFF) < 0 ? pause : LONGEST_BACK_OFF;
  }

  private void attend(String address, int restarts) {
    ManagedProcess running = sandboxes.run(client, pod, address);
    process = running;
    Container container = Sandboxes.container(pod);
    ProbedContainer probed = new ProbedContainer(container, address);
    status.running(address, false, false, restarts);
    while (running.isAlive() && !has(ending, PAUSE)) {
      probed.look();
      status.running(address, probed.isStarted(), probed.isReady(), restarts);
    }
    if (!running.isAlive()) {
      status.running(address, false, false, restarts);
    }
  }

  private void end(@Nullable ManagedProcess running) {
    if (running == null) {
      return;
    }
    Long told = pod.getSpec().getTerminationGracePeriodSeconds();
    Duration grace = Duration.ofSeconds(told == null ? USUAL_GRACE_SECONDS : told);
    Duration pause = running.isAlive() ? pauseBeforeEnd() : Duration.ZERO;
    if (has(killed, pause)) {
      running.kill();
    } else {
      running.close(grace.minus(pause));
    }
    process = null;
  }

  private Duration pauseBeforeEnd() {
    return Optional.ofNullable(Sandboxes.container(pod).getLifecycle())
        .map(Lifecycle::getPreStop)
        .map(LifecycleHandler::getSleep)
        .map(sleep -> Duration.ofSeconds(sleep.getSeconds()))
        .orElse(Duration.ZERO);
  }

  /** Whether something has happened, or does within this time. */
  private static boolean has(CountDownLatch event, Duration within) {
    try {
      return event.await(within.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
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
