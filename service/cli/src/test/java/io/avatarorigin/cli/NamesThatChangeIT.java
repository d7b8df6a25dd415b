package io.avatarorigin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workers come and go behind a name; the JDK itself would believe an old answer for long. */
class NamesThatChangeIT {
  /** The JDK remembers for ten seconds that there was no such name, and for thirty what it was. */
  private static final Duration SOON = Duration.ofSeconds(8);

  private static final String NAME = "workers.example";
  private static final String HERE = "127.0.0.1 " + NAME + "\n";
  private static final String NOWHERE = "127.0.0.9 " + NAME + "\n";
  private static final String READY = "avatar_origin_engines{condition=\"ready\"}";

  @TempDir private Path folder;

  @Test
  void workersAreFoundSoonAfterTheirNameLeadsToThem() throws IOException {
    Path hosts = Files.writeString(folder.resolve("hosts"), HERE);
    try (RunningWorker worker = RunningWorker.start(folder.resolve("worker"))) {
      worker.awaitReady();
      try (RunningOrigin origin = start(hosts, worker.port())) {
        Eventually.holds("a worker is known", () -> origin.metric(READY) == 1);

        Files.writeString(hosts, NOWHERE);
        assertThat(until("no worker is known", origin, 0)).isLessThan(SOON);

        Files.writeString(hosts, HERE);
        assertThat(until("a worker is known again", origin, 1)).isLessThan(SOON);
      }
      Files.writeString(hosts, "");
      try (RunningOrigin again = start(hosts, worker.port())) { // it has kept what it draws with
        Files.writeString(hosts, HERE);
        assertThat(until("a worker is known at last", again, 1)).isLessThan(SOON);
      }
    }
  }

  private RunningOrigin start(Path hosts, int port) throws IOException {
    Path temporary = Files.createDirectories(folder.resolve("origin-temporary"));
    ProcessBuilder command =
        Application.command(
            temporary,
            "serve",
            "--s3-port=0",
            "--web-port=0",
            "--admin-port=0",
            "--data=" + folder.resolve("origin"),
            "--set=engine.kind=workers",
            "--set=engine.urls=http://" + NAME + ":" + port);
    command.environment().put("JAVA_TOOL_OPTIONS", "-Djdk.net.hosts.file=" + hosts);
    return RunningOrigin.start(command, temporary);
  }

  private static Duration until(String what, RunningOrigin origin, int workers) {
    long start = System.nanoTime();
    Eventually.holds(what, () -> origin.metric(READY) == workers);
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
