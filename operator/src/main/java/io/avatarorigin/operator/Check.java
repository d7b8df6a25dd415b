package io.avatarorigin.operator;

import io.avatarorigin.operator.api.AvatarOrigin;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

/**
 * Asks an operator that runs elsewhere whether it is ready, and the API server whether
 * AvatarOrigins may be listed where that operator watches.
 */
final class Check {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final KubernetesClient client;
  private final List<String> namespaces;

  /**
   * @param namespaces that are watched; empty for all
   */
  Check(KubernetesClient client, List<String> namespaces) {
    this.client = client;
    this.namespaces = namespaces;
  }

  /**
   * What came of it.
   *
   * @param isWell whether everything is as it should be
   * @param text a line that says so, or what is wrong and what to do
   */
  record Finding(boolean isWell, String text) {}

  /** Looks once. */
  Finding look(URI operator) {
    try {
      long origins = origins();
      int status = readiness(operator);
      return status == HttpURLConnection.HTTP_OK
          ? new Finding(true, "ok: the operator is ready and sees " + origins + " AvatarOrigin(s)")
          : bad("the operator at " + operator + " is not ready (" + status + "): its log says why");
    } catch (KubernetesClientException e) {
      return switch (e.getCode()) {
        case HttpURLConnection.HTTP_NOT_FOUND ->
            bad("the cluster does not know AvatarOrigins: install the chart avatar-origin-crds");
        case HttpURLConnection.HTTP_FORBIDDEN -> bad("AvatarOrigins may not be listed: " + e);
        default -> bad("the API server does not answer: " + e);
      };
    } catch (IOException e) {
      return bad("the operator at " + operator + " does not answer: " + e);
    }
  }

  private static Finding bad(String text) {
    return new Finding(false, text);
  }

  private long origins() {
    var origins = client.resources(AvatarOrigin.class);
    if (namespaces.isEmpty()) {
      return origins.inAnyNamespace().list().getItems().size();
    }
    return namespaces.stream()
        .mapToLong(namespace -> origins.inNamespace(namespace).list().getItems().size())
        .sum();
  }

  private static int readiness(URI operator) throws IOException {
    try (HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      HttpRequest request =
          HttpRequest.newBuilder(operator.resolve("/health/ready")).timeout(PATIENCE).build();
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
