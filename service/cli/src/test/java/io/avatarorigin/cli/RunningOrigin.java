package io.avatarorigin.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The packaged program, serving in a process of its own on free ports; closing this kills it. Its
 * bucket {@code avatars} is public unless the flags say otherwise.
 */
final class RunningOrigin implements AutoCloseable {
  private static final Pattern PORTS =
      Pattern.compile("serving s3=(?<s3>\\d+) web=(?<web>\\d+) admin=(?<admin>\\d+)");

  private final Process process;
  private final HttpClient client;
  private final int s3Port;
  private final int webPort;
  private final int adminPort;

  private RunningOrigin(Process process, Matcher ports) {
    this.process = process;
    this.client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    this.s3Port = Integer.parseInt(ports.group("s3"));
    this.webPort = Integer.parseInt(ports.group("web"));
    this.adminPort = Integer.parseInt(ports.group("admin"));
  }

  /** Starts the program on this data folder and returns when it says that it is ready. */
  static RunningOrigin start(Path data, String... flags) {
    List<String> arguments =
        new ArrayList<>(
            List.of("serve", "--s3-port=0", "--web-port=0", "--admin-port=0", "--data=" + data));
    if (Stream.of(flags).noneMatch(flag -> flag.startsWith("--set=s3.buckets="))) {
      arguments.add("--set=s3.buckets=[{name: avatars, access: public, wait: 2m}]");
    }
    arguments.addAll(List.of(flags));
    Path temporary = folder(data.resolveSibling("temporary"));
    return start(Application.command(temporary, arguments.toArray(String[]::new)), temporary);
  }

  /**
   * Starts a server by this command, which has to choose free ports.
   *
   * @param logs a folder for what it prints
   */
  static RunningOrigin start(ProcessBuilder command, Path logs) {
    try {
      Path log = Files.createTempFile(logs, "origin", ".log");
      Process process = command.redirectErrorStream(true).redirectOutput(log.toFile()).start();
      try {
        RunningOrigin origin = new RunningOrigin(process, ports(process, log));
        Eventually.holds("ready", () -> origin.readiness() == 200);
        return origin;
      } catch (AssertionError e) {
        process.destroyForcibly();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path folder(Path path) {
    try {
      return Files.createDirectories(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Matcher ports(Process process, Path log) {
    Eventually.holds("telling its ports", () -> !process.isAlive() || ports(log).reset().find());
    Matcher ports = ports(log);
    if (!ports.find()) {
      throw new AssertionError("the origin did not start:\n" + read(log));
    }
    return ports;
  }

  private static Matcher ports(Path log) {
    return PORTS.matcher(read(log));
  }

  private static String read(Path log) {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int s3Port() {
    return s3Port;
  }

  URI s3(String path) {
    return URI.create("http://127.0.0.1:" + s3Port + path);
  }

  URI web(String pathAndQuery) {
    return URI.create("http://127.0.0.1:" + webPort + pathAndQuery);
  }

  /** What documents say of the ports that a server has by default, said of this one. */
  String atItsPorts(String text) {
    return text.replace("127.0.0.1:9000", "127.0.0.1:" + s3Port)
        .replace("127.0.0.1:8080", "127.0.0.1:" + webPort)
        .replace("127.0.0.1:8081", "127.0.0.1:" + adminPort);
  }

  /** GET, waiting for the answer. */
  HttpResponse<byte[]> get(URI uri) {
    return sending(uri).join();
  }

  /** GET of a key in the bucket {@code avatars}. */
  HttpResponse<byte[]> avatar(String key) {
    return get(s3("/avatars/" + key));
  }

  /** GET, answered later. */
  CompletableFuture<HttpResponse<byte[]>> sending(URI uri) {
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofMinutes(3)).build();
    return client.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray());
  }

  int readiness() {
    return get(admin("/health/ready")).statusCode();
  }

  /** How many pictures were drawn since the start. */
  int draws() {
    return metric("avatar_origin_draws_total{outcome=\"drawn\"}");
  }

  /** The value of a counter or gauge, named with its labels as it is exposed. */
  int metric(String name) {
    return text("/metrics")
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToInt(line -> (int) Double.parseDouble(line.substring(name.length() + 1)))
        .findFirst()
        .orElseThrow(() -> new AssertionError("there is no metric " + name));
  }

  int drawsRunning() {
    return scaling("drawing");
  }

  /** Draws that run or wait. */
  int queueDepth() {
    return scaling("demand");
  }

  private int scaling(String field) {
    try {
      return new JsonMapper().readTree(text("/scaling")).required(field).asInt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String text(String path) {
    return new String(get(admin(path)).body(), StandardCharsets.UTF_8);
  }

  private URI admin(String path) {
    return URI.create("http://127.0.0.1:" + adminPort + path);
  }

  /** What all threads of the program have computed so far. */
  Duration processorTime() {
    return process.info().totalCpuDuration().orElseThrow();
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

  /** Ends the program at this instant (SIGKILL). */
  void kill() {
    process.destroyForcibly();
    awaitExit();
  }

  @Override
  public void close() {
    kill();
    client.shutdownNow();
  }
}
