package io.avatarorigin.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** What a bucket reads through to its shadow: another Tigris, and versitygw. */
class TigrisShadowIT {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir static Path folder;
  private static ClientProgram program;
  private static Tigris origin;
  private static Tigris tigris;
  private static TigrisSdk sdk;
  private static TigrisSdk originSdk;
  private String name;

  @BeforeAll
  static void start() throws IOException {
    program = ClientProgram.tigris();
    origin = Tigris.start(folder.resolve("origin.log"), "--key", "origin:origin-secret");
    tigris = Tigris.start(folder.resolve("tigris.log"), "--stale", "0");
    sdk = TigrisSdk.of(program, tigris);
    originSdk = TigrisSdk.of(program, origin);
  }

  @AfterAll
  static void stop() throws IOException {
    for (AutoCloseable each : new AutoCloseable[] {tigris, origin, program}) {
      if (each != null) {
        try {
          each.close();
        } catch (Exception e) {
          throw new IOException(e);
        }
      }
    }
  }

  /** A public bucket for each test, and one of the same name that it is a shadow of. */
  @BeforeEach
  void createBuckets(TestInfo test) {
    name = test.getTestMethod().orElseThrow().getName().toLowerCase();
    origin.withoutFaults();
    tigris.settings(Map.of("copyDelay", 0.1));
    originSdk.storage("createBucket", name);
    sdk.storage("createBucket", List.of(name), Map.of("access", "public"));
    sdk.storage("setBucketMigration", List.of(name), Map.of("dataMigration", migration(false)));
    origin.forgetRequests();
  }

  private Map<String, Object> migration(boolean writeThrough) {
    return Map.of(
        "enabled",
        true,
        "accessKey",
        origin.accessKeyId(),
        "secretKey",
        origin.secretAccessKey(),
        "region",
        "auto",
        "name",
        name,
        "endpoint",
        origin.endpoint().toString().replace("127.0.0.1", "localhost"),
        "writeThrough",
        writeThrough);
  }

  private void put(String key) {
    originSdk.in(name).storage("put", List.of(key, "content"), Map.of("contentType", "image/png"));
  }

  private static HttpResponse<String> send(String method, String path) {
    HttpRequest request =
        HttpRequest.newBuilder(tigris.endpoint().resolve("/" + path))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build();
    return HTTP.sendAsync(request, HttpResponse.BodyHandlers.ofString()).join();
  }

  private HttpResponse<String> get(String key) {
    return send("GET", name + "/" + key);
  }

  private static String source(HttpResponse<?> answer) {
    return answer.headers().firstValue("X-Tigris-Read-Source").orElse("");
  }

  /** Of this test's bucket: copies that another one began may still come. */
  private List<TigrisRequest> reads() {
    return origin.requests().stream()
        .filter(it -> it.bucket().equals(name))
        .filter(it -> List.of("GET", "HEAD").contains(it.method()) && !it.key().isEmpty())
        .toList();
  }

  private void awaitCopy(String key) {
    Patience.until(key + " is copied", SOON, () -> keys().contains(key));
  }

  private List<String> keys() {
    return tigris
        .bucket(name)
        .orElseThrow()
        .path("keys")
        .valueStream()
        .map(JsonNode::asText)
        .toList();
  }

  @Test
  void servesAtOnceAndCopiesAfterwards() {
    put("a/b.png");
    tigris.settings(Map.of("copyDelay", 3600));

    HttpResponse<String> first = get("a/b.png");

    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(first.body()).isEqualTo("content");
    assertThat(source(first)).isEqualTo("block_shadow");
    assertThat(first.headers().firstValue("Content-Type")).hasValue("image/png");
    assertThat(first.headers().firstValue("ETag")).isPresent();
    assertThat(first.headers().firstValue("Last-Modified")).isPresent();
    assertThat(sdk.in(name).storage("list").path("items")).isEmpty();

    tigris.settings(Map.of("copyDelay", 0));
    put("c.png");
    origin.forgetRequests();
    get("c.png");
    awaitCopy("c.png");

    assertThat(sdk.in(name).storage("list").path("items"))
        .extracting(it -> it.path("name").asText())
        .containsExactly("c.png");
    HttpResponse<String> second = get("c.png");
    assertThat(second.body()).isEqualTo("content");
    assertThat(source(second)).isEmpty();
    assertThat(second.headers().firstValue("Content-Type")).hasValue("image/png");
    assertThat(reads())
        .extracting(it -> it.method() + " " + it.query() + " " + it.headers().get("baggage"))
        .containsExactly(
            "GET  service.name=tigris,operation=shadow-read", "GET x-id=GetObject null");
    assertThat(reads())
        .extracting(it -> it.headers().get("host") + " " + it.headers().get("accept-encoding"))
        .containsOnly(name + ".localhost:" + origin.endpoint().getPort() + " identity");
  }

  @Test
  void copiesOnceWhatManyRead() {
    put("a.png");

    assertThat(
            Stream.generate(() -> getLater("a.png"))
                .limit(20)
                .toList() // all before the first is waited for
                .stream()
                .map(it -> it.join().body()))
        .containsOnly("content");
    awaitCopy("a.png");

    assertThat(get("a.png").body()).isEqualTo("content");
    assertThat(reads()).filteredOn(it -> it.query().equals("x-id=GetObject")).hasSize(1);
  }

  private CompletableFuture<HttpResponse<String>> getLater(String key) {
    HttpRequest request =
        HttpRequest.newBuilder(tigris.endpoint().resolve("/" + name + "/" + key)).build();
    return HTTP.sendAsync(request, HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void headTellsWhereItIsAndCopiesNothing() {
    put("a.png");

    HttpResponse<String> head = send("HEAD", name + "/a.png");

    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(source(head)).isEqualTo("block_shadow");
    assertThat(head.headers().firstValue("Content-Length")).hasValue("7");
    assertThat(reads()).extracting(TigrisRequest::method).containsExactly("HEAD");

    sdk.in(name).storage("migrate", "a.png");
    awaitCopy("a.png");

    assertThat(source(send("HEAD", name + "/a.png"))).isEmpty();
  }

  @Test
  void remembersForAWhileWhatIsNotThere() {
    assertThat(get("none.png").statusCode()).isEqualTo(404);
    assertThat(get("none.png").body()).contains("<Code>NoSuchKey</Code>");
    assertThat(reads()).hasSize(1);

    put("none.png");
    Patience.until("it is looked for anew", SOON, () -> get("none.png").statusCode() == 200);
  }

  @Test
  void passesOnThatTheShadowRefusesOrCannot() {
    put("a.png");
    origin.fault(TigrisFault.answer(403, "no").onMethod("GET").times(1));
    assertThat(get("a.png").statusCode()).isEqualTo(403);

    origin.fault(TigrisFault.answer(503, "later").onMethod("GET").times(1));
    HttpResponse<String> busy = get("a.png");
    assertThat(busy.statusCode()).isEqualTo(503);
    assertThat(busy.body()).contains("<Code>SlowDown</Code>");

    origin.fault(TigrisFault.dropBefore().onMethod("GET").times(1));
    assertThat(get("a.png").statusCode()).isEqualTo(503);
    assertThat(keys()).isEmpty();

    assertThat(get("a.png").statusCode()).isEqualTo(200);
  }

  @Test
  void refusesAShadowThatCannotBeListed() {
    origin.fault(TigrisFault.answer(500, "broken").onKind("s3"));

    String error =
        sdk.storageError(
            "setBucketMigration", List.of(name), Map.of("dataMigration", migration(true)));

    assertThat(error).contains("cannot be listed");
    assertThat(tigris.bucket(name).orElseThrow().at("/shadow_bucket/write_through").asBoolean(true))
        .isFalse();
  }

  @Test
  void writesThroughWhereThatIsSet() {
    sdk.storage("setBucketMigration", List.of(name), Map.of("dataMigration", migration(true)));
    TigrisSdk objects = sdk.in(name);

    objects.storage("put", "a", "content");
    assertThat(originSdk.in(name).storage("get", "a", "string").asText()).isEqualTo("content");

    objects.storage("remove", "a");
    assertThat(origin.bucket(name).orElseThrow().path("keys")).isEmpty();
  }

  @Test
  void signsSoThatAnotherServerTakesIt() throws IOException {
    int port = Ports.free(1).getFirst();
    Path buckets = folder.resolve("versitygw");
    Files.createDirectories(buckets.resolve("real/x"));
    Files.writeString(buckets.resolve("real/x/ü 1.txt"), "from afar");
    try (ManagedProcess server = versitygw(port, buckets)) {
      Map<String, Object> there =
          Map.of(
              "enabled", true,
              "accessKey", "their",
              "secretKey", "their-secret",
              "region", "us-east-1",
              "name", "real",
              "endpoint", "http://localhost:" + port);
      Patience.until(
          "it can be a shadow",
          SOON,
          () -> {
            server.requireAlive();
            return program
                .call(
                    Map.of(
                        "package", "storage",
                        "function", "setBucketMigration",
                        "arguments",
                            List.of(name, Map.of("dataMigration", there, "config", sdk.config()))))
                .has("data");
          });

      assertThat(get("x/%C3%BC%201.txt").body()).isEqualTo("from afar");
      awaitCopy("x/ü 1.txt");
      Map<String, Object> wrong = new TreeMap<>(there);
      wrong.put("secretKey", "wrong");
      assertThat(
              sdk.storageError("setBucketMigration", List.of(name), Map.of("dataMigration", wrong)))
          .contains("SignatureDoesNotMatch");
    }
  }

  private static ManagedProcess versitygw(int port, Path buckets) {
    String program = Script.find("testbed/go-program").run("versitygw");
    return ManagedProcess.start(
        "versitygw",
        folder.resolve("versitygw.log"),
        Map.of("ROOT_ACCESS_KEY", "their", "ROOT_SECRET_KEY", "their-secret"),
        List.of(
            program,
            "--port",
            "127.0.0.1:" + port,
            "--virtual-domain",
            "localhost:" + port,
            "--quiet",
            "posix",
            buckets.toString()));
  }
}
