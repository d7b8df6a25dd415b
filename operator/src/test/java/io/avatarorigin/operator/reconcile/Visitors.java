package io.avatarorigin.operator.reconcile;

import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/** Ask for avatars by the Service of the web, as kube-proxy would lead them: to any ready pod. */
final class Visitors {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(60);
  private static final long LONGEST_PAUSE = TimeUnit.SECONDS.toNanos(1);
  private static final long FRESH = TimeUnit.MILLISECONDS.toNanos(250);
  private static final int PORT = 8080;

  private final HttpClient http = HttpClient.newHttpClient();
  private final KubernetesClient client;
  private final String namespace;
  private final Map<String, LongAdder> answers = new ConcurrentHashMap<>();
  private final AtomicLong lastPicture = new AtomicLong(System.nanoTime());
  private final AtomicLong longestSilence = new AtomicLong();
  private List<String> ready = List.of();
  private long readyAt;

  Visitors(KubernetesClient client, String namespace) {
    this.client = client;
    this.namespace = namespace;
  }

  /**
   * Asks for one until it is there.
   *
   * @param path of the avatar, with its first slash
   * @return the picture's bytes
   */
  byte[] get(String path) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() - deadline < 0) {
      HttpResponse<byte[]> answer = ask(path);
      if (answer.statusCode() == 200) {
        long now = System.nanoTime();
        longestSilence.accumulateAndGet(now - lastPicture.getAndSet(now), Math::max);
        return answer.body();
      }
      LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(LONGEST_PAUSE));
    }
    throw new AssertionError(path + " has not come: " + answers);
  }

  private HttpResponse<byte[]> ask(String path) {
    URI uri = URI.create("http://%s:%d%s".formatted(address(), PORT, path));
    try {
      HttpResponse<byte[]> answer =
          http.send(
              HttpRequest.newBuilder(uri).timeout(LONGEST_ANSWER).build(),
              HttpResponse.BodyHandlers.ofByteArray());
      count(
          answer.statusCode() == 503 && answer.headers().firstValue("Retry-After").isPresent()
              ? "503 and when to come again"
              : Integer.toString(answer.statusCode()));
      return answer;
    } catch (IOException e) {
      count(e.toString());
      throw new AssertionError(uri + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private void count(String answer) {
    answers.computeIfAbsent(answer, _ -> new LongAdder()).increment();
  }

  /** All answers so far. */
  Map<String, LongAdder> answers() {
    return Map.copyOf(answers);
  }

  /** The longest time without a picture. */
  Duration longestSilence() {
    return Duration.ofNanos(longestSilence.get());
  }

  private synchronized String address() {
    if (System.nanoTime() - readyAt > FRESH) {
      ready = ready();
      readyAt = System.nanoTime();
    }
    if (ready.isEmpty()) {
      throw new AssertionError("no origin is ready");
    }
    return ready.get(ThreadLocalRandom.current().nextInt(ready.size()));
  }

  private List<String> ready() {
    return client
        .discovery()
        .v1()
        .endpointSlices()
        .inNamespace(namespace)
        .withLabel("kubernetes.io/service-name", "plain-web")
        .list()
        .getItems()
        .stream()
        .flatMap((EndpointSlice slice) -> slice.getEndpoints().stream())
        .filter(endpoint -> Boolean.TRUE.equals(endpoint.getConditions().getReady()))
        .flatMap(endpoint -> endpoint.getAddresses().stream())
        .toList();
  }
}
