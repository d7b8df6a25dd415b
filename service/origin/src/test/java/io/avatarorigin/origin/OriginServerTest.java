package io.avatarorigin.origin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.avatarorigin.origin.avatar.Noise;
import io.avatarorigin.origin.avatar.Sampler;
import io.avatarorigin.origin.s3.RawClient;
import io.avatarorigin.settings.ConfigException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The origin as it is put together, over real sockets. */
@Timeout(60)
class OriginServerTest {
  private static final String HASH = "0bc83cb571cd1c50ba6f3e8a78ef1346";
  private static final Duration SHORT = Duration.ofMillis(300);

  @TempDir private Path data;

  private enum Face {
    S3(OriginServer::s3Port, "/avatars/" + HASH + ".png"),
    WEB(OriginServer::webPort, "/avatar/" + HASH + ".png"),
    ADMIN(OriginServer::adminPort, "/status");

    private final ToIntFunction<OriginServer> port;
    private final String path;

    Face(ToIntFunction<OriginServer> port, String path) {
      this.port = port;
      this.path = path;
    }

    RawClient connect(OriginServer origin) throws IOException {
      return new RawClient(port.applyAsInt(origin));
    }
  }

  private static RawClient.Reply ask(Face face, OriginServer origin, String target)
      throws IOException {
    try (RawClient client = face.connect(origin)) {
      return client.ask("GET " + target + " HTTP/1.1");
    }
  }

  private static String metrics(OriginServer origin) throws IOException {
    try (RawClient client = Face.ADMIN.connect(origin)) {
      client.write("GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
      return client.rest();
    }
  }

  @ParameterizedTest
  @EnumSource
  void answersOnEachSocketAndKeepsTheConnection(Face face) throws IOException {
    try (OriginServer origin = new TestedOrigin(data).start();
        RawClient client = face.connect(origin)) {
      assertThat(client.ask("GET " + face.path + " HTTP/1.1").status()).isEqualTo(200);
      assertThat(client.ask("GET " + face.path + " HTTP/1.1").status()).isEqualTo(200);
    }
  }

  @Test
  void warmsTheEngineUpForWhatWillBeDrawn() {
    TestedOrigin settings = new TestedOrigin(data).with("sampler.noise", "nv");

    try (OriginServer _ = settings.start()) {
      assertThat(settings.warmed())
          .contains(new Sampler("DPMSolverMultistep", true, 4, 2, 64, Noise.NV));
    }
  }

  @Test
  void warmsNothingUpWhereNothingIsDrawn() {
    TestedOrigin settings = new TestedOrigin(data).with("engine.drawers", "0");

    try (OriginServer _ = settings.start()) {
      assertThat(settings.warmed()).isEmpty();
    }
  }

  @Test
  void servesAlthoughTheEngineCouldNotWarmUp() throws IOException {
    try (OriginServer origin = new TestedOrigin(data).cannotWarmUp().start()) {
      assertThat(ask(Face.S3, origin, Face.S3.path).status()).isEqualTo(200);
    }
  }

  @Test
  void tellsHowLongObjectsMayBeKept() throws IOException {
    TestedOrigin settings = new TestedOrigin(data).with("s3.cache-control", "public, max-age=60");

    try (OriginServer origin = settings.start()) {
      assertThat(ask(Face.S3, origin, Face.S3.path).header("Cache-Control"))
          .contains("public, max-age=60");
    }
  }

  @ParameterizedTest
  @EnumSource
  void closesTheConnectionThatItsClientWantsClosed(Face face) throws IOException {
    try (OriginServer origin = new TestedOrigin(data).start();
        RawClient client = face.connect(origin)) {
      RawClient.Reply reply = client.ask("GET " + face.path + " HTTP/1.1", "Connection: close");

      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.header("connection")).hasValue("close");
      assertThat(client.isClosed()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/avatar/%zz", "/x?a=%zz", "/nothing here", "/avatar/\u0001"})
  void answersAnUnreadableWebRequestWithAProblem(String target) throws IOException {
    try (OriginServer origin = new TestedOrigin(data).start()) {
      RawClient.Reply reply = ask(Face.WEB, origin, target);

      assertThat(reply.status()).isEqualTo(400);
      assertThat(reply.header("content-type")).hasValue("application/problem+json");
      assertThat(reply.body()).contains("\"status\":400").doesNotContain("<Error>");
      assertThat(metrics(origin))
          .contains("avatar_origin_web_requests_total{answer=\"unreadable\"} 1.0")
          .doesNotContain("avatar_origin_s3_requests");
    }
  }

  @Test
  void answersAWebRequestWithTooManyHeadersWithAProblem() throws IOException {
    try (OriginServer origin = new TestedOrigin(data).start();
        RawClient client = Face.WEB.connect(origin)) {
      RawClient.Reply reply = client.ask("GET / HTTP/1.1", "X-Long: " + "a".repeat(20_000));

      assertThat(reply.status()).isEqualTo(431);
      assertThat(reply.header("content-type")).hasValue("application/problem+json");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/status/%zz", "/metrics?a=%zz"})
  void answersAnUnreadableAdminRequestWithJson(String target) throws IOException {
    try (OriginServer origin = new TestedOrigin(data).start()) {
      RawClient.Reply reply = ask(Face.ADMIN, origin, target);

      assertThat(reply.status()).isEqualTo(400);
      assertThat(reply.header("content-type")).hasValue("application/json");
      assertThat(reply.body()).isEqualTo("{\"error\":\"Bad Request\"}");
      assertThat(metrics(origin)).doesNotContain("avatar_origin_s3_requests");
    }
  }

  @ParameterizedTest
  @EnumSource
  void closesAConnectionWhoseRequestStopsHalfWay(Face face) throws IOException {
    try (OriginServer origin = new TestedOrigin(data).closingAfter(SHORT).start();
        RawClient inLine = face.connect(origin);
        RawClient inHeaders = face.connect(origin);
        RawClient silent = face.connect(origin)) {
      inLine.write("GET " + face.path);
      inHeaders.write("GET " + face.path + " HTTP/1.1\r\nHost: local");

      assertThat(inLine.rest()).startsWith("HTTP/1.1 4");
      assertThat(inHeaders.rest()).startsWith("HTTP/1.1 4");
      assertThat(silent.isClosed()).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"S3", "WEB"})
  void keepsAConnectionThatWaitsForItsPicture(Face face) throws IOException {
    TestedOrigin tested = new TestedOrigin(data).closingAfter(SHORT);
    tested.engine.held();
    try (OriginServer origin = tested.start();
        RawClient waiting = face.connect(origin);
        RawClient silent = face.connect(origin);
        RawClient later = face.connect(origin)) {
      waiting.write("GET " + face.path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
      assertThat(silent.isClosed()).isTrue();
      assertThat(later.isClosed()).isTrue();
      try (RawClient latest = face.connect(origin)) {
        assertThat(latest.isClosed()).isTrue();
      }
      tested.engine.release();

      assertThat(waiting.read(true).status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"s3", "web", "admin"})
  void saysWhichSocketIsTaken(String socket) throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      TestedOrigin tested =
          new TestedOrigin(data)
              .with("web.access", "off")
              .with(socket + ".port", Integer.toString(taken.getLocalPort()));

      assertThatThrownBy(tested::start)
          .isInstanceOf(OriginException.class)
          .hasMessageContaining("127.0.0.1:" + taken.getLocalPort() + ", the " + socket)
          .hasMessageContaining("--" + socket + "-port");
      assertThat(tested.isClosed()).isEqualTo(tested.wasLoaded());
    }
    new TestedOrigin(data).start().close();
  }

  @Test
  void saysWhichHostIsNotThisMachine() {
    TestedOrigin tested = new TestedOrigin(data).with("web.host", "192.0.2.1");

    assertThatThrownBy(tested::start)
        .isInstanceOf(OriginException.class)
        .hasMessageContaining("192.0.2.1:0, the web socket")
        .hasMessageContaining("web.host");
  }

  @Test
  void loadsNoModelForADataFolderThatAnotherHas() {
    try (OriginServer _ = new TestedOrigin(data).start()) {
      TestedOrigin second = new TestedOrigin(data);

      assertThatThrownBy(second::start)
          .isInstanceOf(OriginException.class)
          .hasMessageContaining("another avatar-origin");
      assertThat(second.wasLoaded()).isFalse();
    }
  }

  @Test
  void refusesASamplerThatTheModelCannotDrawWith() {
    TestedOrigin tested =
        new TestedOrigin(data).with("sampler.size", "100").cannotDraw("width must divide by 16");

    assertThatThrownBy(tested::start)
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("width must divide by 16")
        .hasMessageContaining("sampler.size is set to 100: change it, or leave it out")
        .hasMessageContaining("steps 4 is the model's own")
        .hasMessageContaining("scheduler DPMSolverMultistep is the vocabulary's");
    assertThat(tested.isClosed()).isTrue();
  }

  @Test
  void tellsThatItStartsWhileTheModelIsLoaded() throws Exception {
    int port = freePort();
    TestedOrigin tested =
        new TestedOrigin(data).with("admin.port", Integer.toString(port)).loadingLate();
    CompletableFuture<OriginServer> starting = CompletableFuture.supplyAsync(tested::start);
    tested.awaitLoading();
    try (RawClient client = new RawClient(port)) {
      assertThat(client.ask("GET /health/live HTTP/1.1").status()).isEqualTo(200);
      assertThat(client.ask("GET /health/started HTTP/1.1").status()).isEqualTo(503);
      assertThat(client.ask("GET /health/ready HTTP/1.1").status()).isEqualTo(503);
      assertThat(client.ask("GET /scaling HTTP/1.1").body()).contains("\"demand\":0");
      assertThat(client.ask("GET /status HTTP/1.1").body())
          .contains("\"stage\":\"starting\"")
          .doesNotContain("contentVersion");

      tested.finishLoading();

      try (OriginServer origin = starting.join()) {
        assertThat(client.ask("GET /health/started HTTP/1.1").status()).isEqualTo(200);
        assertThat(client.ask("GET /health/ready HTTP/1.1").status()).isEqualTo(200);
        assertThat(client.ask("GET /status HTTP/1.1").body())
            .contains("\"stage\":\"serving\"", "\"contentVersion\":");
        assertThat(origin.adminPort()).isEqualTo(port);
      }
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }

  @Test
  void namesTheLineOfTheAllowListThatIsNoHash() throws IOException {
    Path list = data.resolve("allowed");
    Files.writeString(list, "# friends\n" + HASH + "\n\nada@example.org\n");
    TestedOrigin tested = new TestedOrigin(data).with("web.allow-list", list.toString());

    assertThatThrownBy(tested::start)
        .isInstanceOf(OriginException.class)
        .hasMessageContaining(list + ":4: ")
        .hasMessageContaining("web.allow-list")
        .hasMessageNotContaining("ada@example.org");
    assertThat(tested.isClosed()).isTrue();
    new TestedOrigin(data).start().close();
  }
}
