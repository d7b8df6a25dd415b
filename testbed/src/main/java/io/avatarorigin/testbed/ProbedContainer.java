package io.avatarorigin.testbed;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HTTPGetAction;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Probe;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Whether a container has started and is ready, by its probes over HTTP. For one thread. */
final class ProbedContainer {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

  private final Container container;
  private final String address;
  private boolean isStarted;
  private boolean isReady;
  private int failures;

  ProbedContainer(Container container, String address) {
    this.container = container;
    this.address = address;
  }

  boolean isStarted() {
    return isStarted;
  }

  boolean isReady() {
    return isReady;
  }

  /** Asks it once. */
  void look() {
    isStarted = isStarted || answers(container.getStartupProbe());
    if (!isStarted) {
      return;
    }
    Probe readiness = container.getReadinessProbe();
    if (answers(readiness)) {
      isReady = true;
      failures = 0;
    } else if (++failures >= Objects.requireNonNullElse(readiness.getFailureThreshold(), 3)) {
      isReady = false;
    }
  }

  private boolean answers(@Nullable Probe probe) {
    if (probe == null || probe.getHttpGet() == null) {
      return true;
    }
    HTTPGetAction get = probe.getHttpGet();
    int seconds = Objects.requireNonNullElse(probe.getTimeoutSeconds(), 1);
    URI uri = URI.create("http://%s:%d%s".formatted(address, port(get), get.getPath()));
    try {
      return HTTP.send(
                  HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(seconds)).build(),
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
    return container.getPorts().stream()
        .filter(it -> it.getName().equals(port.getStrVal()))
        .findFirst()
        .orElseThrow()
        .getContainerPort();
  }
}
