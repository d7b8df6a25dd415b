package io.avatarorigin.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packaged program, drawing in a process of its own on free ports; closing this kills it. */
final class RunningWorker implements AutoCloseable {
  private static final Pattern PORTS =
      Pattern.compile("listening port=(?<port>\\d+) admin=(?<admin>\\d+)");

  private final Process process;
  private final Path log;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final int port;
  private final int adminPort;

  private RunningWorker(Process process, Path log, Matcher ports) {
    this.process = process;
    this.log = log;
    this.port = Integer.parseInt(ports.group("port"));
    this.adminPort = Integer.parseInt(ports.group("admin"));
  }

  /** Starts the program, and returns when it listens, before its model is there. */
  static RunningWorker start(Path data, String... flags) {
    List<String> arguments =
        new ArrayList<>(List.of("worker", "--port=0", "--admin-port=0", "--data=" + data));
    arguments.addAll(List.of(flags));
    try {
      Path temporary = Files.createDirectories(data.resolveSibling("temporary"));
      Path log = Files.createTempFile(temporary, "worker", ".log");
      Process process =
          Application.command(temporary, arguments.toArray(String[]::new))
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      Eventually.holds(
          "telling its ports", () -> !process.isAlive() || PORTS.matcher(read(log)).find());
      Matcher ports = PORTS.matcher(read(log));
      if (!ports.find()) {
        throw new AssertionError("the worker did not start:\n" + read(log));
      }
      return new RunningWorker(process, log, ports);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return port;
  }

  void awaitReady() {
    Eventually.holds("ready", () -> health("ready").statusCode() == 200);
  }

  HttpResponse<byte[]> health(String probe) {
    return get(URI.create("http://127.0.0.1:" + adminPort + "/health/" + probe));
  }

  JsonNode state() {
    try {
      return new JsonMapper().readTree(get(api("/v1/worker")).body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Asks for a picture, answered later. */
  CompletableFuture<HttpResponse<byte[]>> drawing(String body) {
    HttpRequest request =
        HttpRequest.newBuilder(api("/sdapi/v1/txt2img"))
            .timeout(Duration.ofMinutes(3))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return client.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray());
  }

  private URI api(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  private HttpResponse<byte[]> get(URI uri) {
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofMinutes(1)).build();
    return client.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray()).join();
  }

  /** Asks the program to end, as {@code kill} does (SIGTERM), and returns at once. */
  void terminate() {
    process.destroy();
  }

  /** The exit code, when there is one. */
  int awaitExit() {
    Eventually.holds("the end of the process", () -> !process.isAlive());
    return process.exitValue();
  }

  /** What it printed and logged so far. */
  String printed() {
    return read(log);
  }

  private static String read(Path log) {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    awaitExit();
    client.shutdownNow();
  }
}
