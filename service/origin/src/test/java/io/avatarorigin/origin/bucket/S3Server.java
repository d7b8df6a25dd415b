package io.avatarorigin.origin.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** A real S3 server in a process of its own: versitygw, with buckets that are folders. */
public final class S3Server implements AutoCloseable {
  public static final String BUCKET = "pictures";
  public static final String ACCESS_KEY_ID = "TESTKEY";
  public static final String SECRET_ACCESS_KEY = "test-secret";

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Path folder;
  private final String program;
  private final int port;
  private Optional<Process> process = Optional.empty();

  /** A server that keeps its bucket in this folder; its process runs from now on. */
  public static S3Server start(Path folder) {
    S3Server server = new S3Server(folder);
    server.restart();
    return server;
  }

  private S3Server(Path folder) {
    try {
      this.folder = folder;
      this.program = program();
      this.port = freePort();
      Files.createDirectories(folder.resolve("buckets").resolve(BUCKET));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** Starts the process anew, at the same port and with the same objects. */
  public void restart() {
    try {
      ProcessBuilder builder =
          new ProcessBuilder(
              program,
              "--port",
              "127.0.0.1:" + port,
              "--quiet",
              "--keep-alive",
              "posix",
              folder.resolve("buckets").toString());
      builder.environment().put("ROOT_ACCESS_KEY", ACCESS_KEY_ID);
      builder.environment().put("ROOT_SECRET_KEY", SECRET_ACCESS_KEY);
      Path log = folder.resolve("server.log");
      process =
          Optional.of(
              builder
                  .redirectErrorStream(true)
                  .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                  .start());
      awaitSocket(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends the process at this instant; what it was doing stays half done. */
  public void kill() {
    process.ifPresent(
        running -> {
          running.destroyForcibly();
          running.onExit().join();
        });
    process = Optional.empty();
  }

  @Override
  public void close() {
    kill();
  }

  private void awaitSocket(Path log) throws IOException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!listens()) {
      if (System.nanoTime() > deadline || process.filter(Process::isAlive).isEmpty()) {
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

  /** Maven starts tests in their module's folder. */
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
