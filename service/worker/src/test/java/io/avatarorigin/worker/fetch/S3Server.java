package io.avatarorigin.worker.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** A real S3 server in a process of its own: versitygw, with buckets that are folders. */
record S3Server(Process process, int port) implements AutoCloseable {
  static final String BUCKET = "models";
  static final String ACCESS_KEY_ID = "TESTKEY";
  static final String SECRET_ACCESS_KEY = "test-secret";

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** A server that keeps its bucket in this folder. */
  static S3Server start(Path folder) throws IOException {
    Files.createDirectories(folder.resolve("buckets").resolve(BUCKET));
    int port = freePort();
    ProcessBuilder builder =
        new ProcessBuilder(
            program(),
            "--port",
            "127.0.0.1:" + port,
            "--quiet",
            "posix",
            folder.resolve("buckets").toString());
    builder.environment().put("ROOT_ACCESS_KEY", ACCESS_KEY_ID);
    builder.environment().put("ROOT_SECRET_KEY", SECRET_ACCESS_KEY);
    Path log = folder.resolve("server.log");
    S3Server server =
        new S3Server(builder.redirectErrorStream(true).redirectOutput(log.toFile()).start(), port);
    server.awaitSocket(log);
    return server;
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + port);
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }

  private void awaitSocket(Path log) throws IOException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!listens()) {
      if (System.nanoTime() > deadline || !process.isAlive()) {
        throw new AssertionError("the S3 server does not listen: " + Files.readString(log));
      }
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  private boolean listens() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static String program() throws IOException {
    Path script = Path.of("../../testbed/go-program");
    Process building =
        new ProcessBuilder(script.toString(), "versitygw")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String printed =
        new String(building.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(building.onExit().join().exitValue()).as("exit code of " + script).isZero();
    return printed;
  }
}
