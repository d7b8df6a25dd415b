package io.avatarorigin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkerCommandTest {
  @TempDir Path folder;

  @Test
  void printsTheSettingsWithTheirSourcesAndWithoutSecrets() {
    CommandRun run =
        CommandRun.of(
            folder,
            Map.of("AVATAR_ORIGIN_WORKER_TOKEN", "hidden-hidden-hidden"),
            "worker",
            "--print-config",
            "--data=/d",
            "--model=/m",
            "--port=1",
            "--admin-port=2",
            "--set=lanes=3");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("data: /d # --data", "model: /m # --model")
        .contains("port: 1 # --port", "port: 2 # --admin-port", "lanes: 3 # --set")
        .contains("token: '********' # AVATAR_ORIGIN_WORKER_TOKEN")
        .doesNotContain("hidden");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void readsTheFileThatTheEnvironmentNames() throws IOException {
    Path config = Files.writeString(folder.resolve("worker.yaml"), "queue: 99\n");

    CommandRun run =
        CommandRun.of(
            folder,
            Map.of("AVATAR_ORIGIN_WORKER_CONFIG", config.toString()),
            "worker",
            "--print-config");

    assertThat(run.out()).contains("queue: 99 # " + config + ":1");
  }

  @Test
  void namesEveryFaultOfTheSettings() {
    CommandRun run =
        CommandRun.of(
            folder,
            Map.of("AVATAR_ORIGIN_WORKER_LANES", "none"),
            "worker",
            "--port=http",
            "--set=host=0.0.0.0");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err().lines())
        .hasSize(3)
        .anySatisfy(line -> assertThat(line).startsWith("AVATAR_ORIGIN_WORKER_LANES: lanes:"))
        .anySatisfy(line -> assertThat(line).startsWith("--port: port:"))
        .anySatisfy(line -> assertThat(line).startsWith("--set: host: is 0.0.0.0"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--port", "--admin-port"})
  void saysWhichPortIsTaken(String flag) throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      String port = Integer.toString(taken.getLocalPort());
      String other = flag.equals("--port") ? "--admin-port=0" : "--port=0";

      CommandRun run = CommandRun.of(folder, "worker", other, flag, port);

      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.err().lines()).hasSize(1);
      assertThat(run.err()).contains("127.0.0.1:" + port);
    }
  }

  @Test
  void endsWhenThereIsNoModel() {
    CommandRun run =
        CommandRun.of(
            folder,
            "worker",
            "--port=0",
            "--admin-port=0",
            "--model",
            folder.resolve("none").toString());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.err()).contains(folder.resolve("none").toString());
  }

  @Test
  void saysWhatIsWrongWithAFileOfTokens() throws IOException {
    Path file = Files.writeString(folder.resolve("token"), "hidden\n");

    CommandRun run =
        CommandRun.of(
            folder, "worker", "--port=0", "--admin-port=0", "--set", "token-file=" + file);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.err()).contains(file.toString()).doesNotContain("hidden");
  }
}
