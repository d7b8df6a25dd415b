package io.avatarorigin.testbed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A stand-in of Tigris on this machine: its S3, its control API and its access keys on one socket,
 * with faults that a test sets. {@code testbed/tigris --help} tells the rest. Safe for use by
 * several threads.
 */
public final class Tigris implements AutoCloseable {
  private static final String SCRIPT = "testbed/tigris";
  private static final Duration START = Duration.ofMinutes(1);
  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(30);
  private static final JsonMapper JSON = new JsonMapper();

  private final ManagedProcess process;
  private final URI endpoint;
  private final HttpClient http = HttpClient.newHttpClient();
  private final String accessKeyId;
  private final String secretAccessKey;

  private Tigris(ManagedProcess process, JsonNode told) {
    this.process = process;
    this.endpoint = URI.create(told.path("endpoint").asText());
    this.accessKeyId = told.path("accessKeyId").asText();
    this.secretAccessKey = told.path("secretAccessKey").asText();
  }

  /**
   * Starts one and waits until it listens.
   *
   * @param log takes what it prints; it is a new file
   * @param options of {@code testbed/tigris}
   * @throws TestbedException where it cannot be had; says why
   */
  public static Tigris start(Path log, String... options) {
    Script script = Script.find(SCRIPT);
    List<String> command =
        new ArrayList<>(List.of(script.run("--venv-only"), "-B", "-u", "-m", "tigris"));
    command.addAll(List.of(options));
    Map<String, String> environment = Map.of("PYTHONPATH", sources(script).toString());
    ManagedProcess process = ManagedProcess.start("tigris", log, environment, command);
    try {
      Patience.until(
          "Tigris listens",
          START,
          () -> {
            process.requireAlive();
            return firstLine(log).isPresent();
          });
      return new Tigris(process, JSON.readTree(firstLine(log).orElseThrow()));
    } catch (RuntimeException | JsonProcessingException e) {
      process.close();
      throw new TestbedException("Tigris does not listen", e);
    }
  }

  /** The line that it tells its address by. */
  private static Optional<String> firstLine(Path log) {
    try (Stream<String> lines = Files.lines(log)) {
      return lines
          .filter(line -> line.startsWith("{\"endpoint\"") && line.endsWith("}"))
          .findFirst();
    } catch (IOException e) {
      throw new TestbedException(log + " cannot be read", e);
    }
  }

  private static Path sources(Script script) {
    return script.file().resolveSibling("programs").resolve("tigris");
  }

  /**
   * An image of it for pods that are processes, which knows the names of the cluster's Services.
   * The container's arguments are more options, such as {@code --port}.
   */
  public static Image image() {
    Script script = Script.find(SCRIPT);
    return TigrisImage.create(Path.of(script.run("--venv-only")), sources(script));
  }

  /** Where it listens, by this machine's address. */
  public URI endpoint() {
    return endpoint;
  }

  /** The administrator's key. */
  public String accessKeyId() {
    return accessKeyId;
  }

  /** The administrator's secret. */
  public String secretAccessKey() {
    return secretAccessKey;
  }

  /** What came since it started or {@link #forgetRequests forgot}, in that order. */
  public List<TigrisRequest> requests() {
    return StreamSupport.stream(ask("GET", "requests", "").spliterator(), false)
        .map(TigrisRequest::of)
        .toList();
  }

  public void forgetRequests() {
    ask("DELETE", "requests", "");
  }

  /** Has these faults and no others from now on; of those that a request is for the first acts. */
  public void fault(TigrisFault... faults) {
    ask("PUT", "faults", json(Stream.of(faults).map(TigrisFault::told).toList()));
  }

  public void withoutFaults() {
    ask("DELETE", "faults", "");
  }

  /**
   * What a bucket is at this moment, whatever a read of its settings shows: {@code settings},
   * {@code shadow_bucket} with its secret's SHA-256, and {@code keys} of objects.
   *
   * @return nothing where there is no such bucket
   */
  public Optional<JsonNode> bucket(String name) {
    HttpResponse<String> answer = send("GET", "buckets/" + name, "");
    return answer.statusCode() == 404 ? Optional.empty() : Optional.of(content(answer));
  }

  /** Sets {@code stale} or {@code copyDelay} in seconds, {@code secret} or {@code reply}. */
  public void settings(Map<String, Object> settings) {
    ask("PUT", "settings", json(settings));
  }

  /** Has another account own a bucket of this name. */
  public void foreign(String bucket) {
    ask("PUT", "foreign/" + bucket, "");
  }

  private JsonNode ask(String method, String path, String body) {
    return content(send(method, path, body));
  }

  private HttpResponse<String> send(String method, String path, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(endpoint.resolve("/-/" + path))
            .timeout(LONGEST_ANSWER)
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      process.requireAlive();
      throw new TestbedException(request + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TestbedException(request + ": interrupted", e);
    }
  }

  private static JsonNode content(HttpResponse<String> answer) {
    if (answer.statusCode() != 200) {
      throw new TestbedException(answer + ": " + answer.body());
    }
    try {
      return JSON.readTree(answer.body());
    } catch (JsonProcessingException e) {
      throw new TestbedException(answer + ": " + answer.body(), e);
    }
  }

  private static String json(Object content) {
    try {
      return JSON.writeValueAsString(content);
    } catch (JsonProcessingException e) {
      throw new TestbedException(content + " cannot be written", e);
    }
  }

  @Override
  public void close() {
    http.close();
    process.close();
  }
}
