package io.avatarorigin.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A worker in a process of its own that is done harm, and started again on its port. */
final class HarmedWorker implements AutoCloseable {
  private final Path data;
  private final int port;
  private final List<String> flags;
  private Process process;

  private HarmedWorker(Path data, int port, List<String> flags) {
    this.data = data;
    this.port = port;
    this.flags = flags;
    this.process = launch();
  }

  /** Starts a worker with the bundled model; it may be loading when this returns. */
  static HarmedWorker start(Path data, int port, String... flags) {
    return new HarmedWorker(data, port, List.of(flags));
  }

  private Process launch() {
    List<String> arguments =
        new ArrayList<>(List.of("worker", "--data=" + data, "--port=" + port, "--admin-port=0"));
    arguments.addAll(flags);
    try {
      Path temporary = Files.createDirectories(data.resolveSibling("temporary"));
      return Application.command(temporary, arguments.toArray(String[]::new))
          .redirectErrorStream(true)
          .redirectOutput(
              ProcessBuilder.Redirect.appendTo(
                  data.resolveSibling("worker-" + port + ".log").toFile()))
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void restart() {
    process = launch();
  }

  /** Ends it at this instant (SIGKILL). */
  void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  /** Asks it to finish what it draws (SIGTERM), and waits for its end. */
  void terminate() {
    process.destroy();
    awaitEnd();
  }

  /** Holds it as it is (SIGSTOP). */
  void stop() {
    signal("-STOP");
  }

  /** Lets it go on (SIGCONT). */
  void go() {
    signal("-CONT");
  }

  private void signal(String name) {
    Application.Ended ended =
        Application.run(Application.process(List.of("kill", name, Long.toString(process.pid()))));
    if (ended.exitCode() != 0) {
      throw new AssertionError("cannot signal the worker: " + ended.err());
    }
  }

  private void awaitEnd() {
    Eventually.holds("the end of the worker", () -> !process.isAlive());
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
