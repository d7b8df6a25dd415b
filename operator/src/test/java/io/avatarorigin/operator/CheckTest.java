package io.avatarorigin.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is said of an operator that is not well; one that is well is looked at in OperatorIT. */
class CheckTest {
  private static final String NONE =
      """
      {"apiVersion": "avatarorigin.io/v1alpha1", "kind": "AvatarOriginList", "items": []}
      """;

  private HttpServer server;

  @BeforeEach
  void listen() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
  }

  @AfterEach
  void close() {
    server.stop(0);
  }

  @Test
  void saysWhatIsMissingWhereAvatarOriginsAreUnknown() {
    answer("/health/ready", 200, "ready");
    answer("/apis", 404, "404 page not found");

    assertThat(look(address()))
        .isEqualTo(
            new Check.Finding(
                false,
                "the cluster does not know AvatarOrigins: install the chart avatar-origin-crds"));
  }

  @Test
  void tellsOfAnOperatorThatIsNotReady() {
    answer("/health/ready", 503, "not ready");
    answer("/apis", 200, NONE);

    assertThat(look(address()))
        .isEqualTo(
            new Check.Finding(
                false, "the operator at " + address() + " is not ready (503): its log says why"));
  }

  @Test
  void tellsOfAnOperatorThatIsNotThere() throws IOException {
    answer("/apis", 200, NONE);
    int free = free();

    Check.Finding finding = look(URI.create("http://localhost:" + free));

    assertThat(finding.isWell()).isFalse();
    assertThat(finding.text()).startsWith("the operator at http://localhost:" + free + " does not");
  }

  @Test
  void tellsOfAnApiServerThatIsInTrouble() {
    answer("/apis", 500, "{}");

    Check.Finding finding = look(address());

    assertThat(finding.isWell()).isFalse();
    assertThat(finding.text()).startsWith("the API server does not answer: ");
  }

  private Check.Finding look(URI operator) {
    Config config =
        new ConfigBuilder(Config.empty())
            .withMasterUrl(address().toString())
            .withRequestRetryBackoffLimit(0)
            .build();
    try (KubernetesClient client = new KubernetesClientBuilder().withConfig(config).build()) {
      return new Check(client, List.of("avatars")).look(operator);
    }
  }

  private URI address() {
    return URI.create("http://localhost:" + server.getAddress().getPort());
  }

  /** A port that nobody listens on. */
  private static int free() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private void answer(String path, int status, String body) {
    server.createContext(
        path,
        exchange -> {
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
  }
}
