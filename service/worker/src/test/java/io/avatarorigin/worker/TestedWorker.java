package io.avatarorigin.worker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.avatarorigin.settings.ConfigSources;
import io.avatarorigin.worker.config.WorkerConfig;
import io.avatarorigin.worker.config.WorkerConfigLoader;
import io.avatarorigin.worker.load.ModelProvision;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * A worker on free ports that draws with a tiny model: one picture at a time, eight wait. What
 * takes a thousand steps takes longer than any test waits, so tests end it.
 */
public final class TestedWorker implements AutoCloseable {
  /** A model of a few hundred kilobytes, whose pictures mean nothing. */
  public static final Path MODEL =
      Path.of("../diffusion/src/test/resources/fixtures/models/epsilon").toAbsolutePath();

  /** A request that does not end by itself within any test. */
  public static final String ENDLESS =
      """
      {"prompt": "a cat", "steps": 1000, "width": 512, "height": 512, "sampler_name": "Euler"}\
      """;

  /** A request whose numbers leave what can be computed with, after a few steps. */
  public static final String FAILING =
      """
      {"prompt": "a cat", "steps": 1000, "width": 256, "height": 256, "sampler_name": "DPM++ 2M", "scheduler": "Uniform"}\
      """;

  /** A request that is drawn at once. */
  public static final String SHORT =
      "{\"prompt\": \"a cat\", \"steps\": 2, \"seed\": 7, \"width\": 32, \"height\": 32}";

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final WorkerServer server;
  private final String scheme;
  private final HttpClient client;
  private final Map<String, String> headers;

  private TestedWorker(WorkerServer server, Setup setup) {
    this.server = server;
    this.scheme = setup.settings.containsKey("tls.certificate") ? "https" : "http";
    this.client = setup.client.build();
    this.headers = setup.headers;
  }

  /** What a worker is started from. */
  public static final class Setup {
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final Map<String, String> headers = new LinkedHashMap<>();
    private ModelProvision provision = _ -> MODEL;
    private InstantSource clock = InstantSource.fixed(Instant.parse("2026-05-06T07:08:10Z"));
    private HttpClient.Builder client =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1);

    private Setup() {
      with("port", "0").with("admin.port", "0").with("lanes", "1").with("queue", "8");
      with("limits.steps", "1000").with("shutdown-grace", "100ms");
    }

    public Setup with(String path, String value) {
      settings.put(path, value);
      return this;
    }

    public Setup with(ModelProvision other) {
      provision = other;
      return this;
    }

    public Setup at(InstantSource other) {
      clock = other;
      return this;
    }

    /** What every request has. */
    public Setup sending(String header, String value) {
      headers.put(header, value);
      return this;
    }

    public Setup by(HttpClient.Builder other) {
      client = other.version(HttpClient.Version.HTTP_1_1);
      return this;
    }

    WorkerConfig config() {
      List<ConfigSources.Flag> flags =
          settings.entrySet().stream()
              .map(set -> new ConfigSources.Flag("--set", set.getKey(), set.getValue()))
              .toList();
      return WorkerConfigLoader.load(
              new ConfigSources(Optional.empty(), Map.of("HOME", "/nowhere"), flags, 2))
          .config();
    }

    /** Starts it, and does not wait for the model. */
    public TestedWorker start() {
      return new TestedWorker(WorkerServer.start(config(), provision, clock), this);
    }

    /** Starts it, and waits until it draws. */
    public TestedWorker ready() {
      TestedWorker worker = start();
      worker.server.loaded().join();
      return worker;
    }
  }

  public static Setup setup() {
    return new Setup();
  }

  public WorkerServer server() {
    return server;
  }

  public HttpResponse<byte[]> get(String path) {
    return send("GET", path, Optional.empty()).join();
  }

  public HttpResponse<byte[]> post(String path, String body) {
    return posting(path, body).join();
  }

  /** Posts, and is answered later. */
  public CompletableFuture<HttpResponse<byte[]>> posting(
      String path, String body, String... headersAndValues) {
    return send("POST", path, Optional.of(body), headersAndValues);
  }

  /** Any request, answered later. */
  public CompletableFuture<HttpResponse<byte[]>> send(
      String method, String path, Optional<String> body, String... headersAndValues) {
    URI uri = URI.create(scheme + "://localhost:" + server.port() + path);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .timeout(PATIENCE)
            .method(
                method,
                body.map(HttpRequest.BodyPublishers::ofString)
                    .orElseGet(HttpRequest.BodyPublishers::noBody));
    headers.forEach(request::header);
    for (int i = 0; i < headersAndValues.length; i += 2) {
      request.header(headersAndValues[i], headersAndValues[i + 1]);
    }
    return client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  /** The lines of an answer, as they come. */
  public Stream<String> lines(String path) {
    URI uri = URI.create(scheme + "://localhost:" + server.port() + path);
    HttpRequest request = HttpRequest.newBuilder(uri).build();
    return client.sendAsync(request, HttpResponse.BodyHandlers.ofLines()).join().body();
  }

  /** What the admin socket says. */
  public HttpResponse<byte[]> admin(String path) {
    try (HttpClient plain = HttpClient.newHttpClient()) {
      URI uri = URI.create("http://127.0.0.1:" + server.adminPort() + path);
      return plain.send(
          HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A number of /v1/worker. */
  public int told(String field) {
    return json(get("/v1/worker")).required(field).asInt();
  }

  /** Waits until so many pictures are drawn and wait. */
  public void awaitDrawing(int drawing, int waiting) {
    eventually(
        drawing + " drawn and " + waiting + " waiting",
        () -> told("drawing") == drawing && told("waiting") == waiting);
  }

  /** The value of a metric, named with its labels as it is exposed. */
  public double metric(String name) {
    return new String(admin("/metrics").body(), StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .findFirst()
        .orElseThrow(() -> new AssertionError("there is no metric " + name));
  }

  public static JsonNode json(HttpResponse<byte[]> response) {
    return json(response.body());
  }

  public static JsonNode json(byte[] text) {
    try {
      return new JsonMapper().readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns when the condition holds, or fails with its description. */
  public static void eventually(String description, Callable<Boolean> condition) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!look(condition)) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("not within " + PATIENCE + ": " + description);
      }
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
  }

  private static boolean look(Callable<Boolean> condition) {
    try {
      return condition.call();
    } catch (Exception e) {
      throw new AssertionError("could not be looked at", e);
    }
  }

  /** Stops it, on a thread of its own: clients complete their answers on those of the JDK. */
  public CompletableFuture<Void> stopping() {
    return CompletableFuture.runAsync(
        server::close, command -> Thread.ofPlatform().daemon().start(command));
  }

  @Override
  public void close() {
    server.close();
    client.shutdownNow();
  }
}
