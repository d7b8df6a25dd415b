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

class MainTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {"serve", "worker", "draw", "explain", "sign", "forget", "model", "model check"})
  void helpsWithEveryCommandByExample(String command) {
    CommandRun run = CommandRun.of(folder, (command + " --help").split(" "));

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("Usage: avatar-origin " + command).contains("Example");
  }

  @Test
  void tellsItsVersion() {
    CommandRun run = CommandRun.of(folder, "--version");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).startsWith("avatar-origin ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "explian x", "explain", "serve --prot 9", "draw a b", "draw x -o x.gif"})
  void answersWrongUseWithOneLineAndExitCodeTwo(String line) {
    CommandRun run = CommandRun.of(folder, line.isEmpty() ? new String[0] : line.split(" "));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines()).hasSize(1);
  }

  @Test
  void suggestsTheCommandThatWasMeant() {
    assertThat(CommandRun.of(folder, "explian").err()).contains("did you mean explain?");
  }

  @Test
  void namesEveryFaultOfTheSettings() throws IOException {
    Path config = Files.writeString(folder.resolve("origin.yaml"), "s3:\n  prot: 9000\n");

    CommandRun run =
        CommandRun.of(
            folder,
            Map.of("AVATAR_ORIGIN_WEB_PORT", "http"),
            "serve",
            "--config",
            config.toString(),
            "--s3-port",
            "-1");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err().lines())
        .hasSize(3)
        .anySatisfy(line -> assertThat(line).contains("origin.yaml:2: s3.prot: is unknown"))
        .anySatisfy(line -> assertThat(line).startsWith("AVATAR_ORIGIN_WEB_PORT: web.port:"))
        .anySatisfy(line -> assertThat(line).startsWith("--s3-port: s3.port:"));
  }

  @Test
  void printsTheSettingsWithTheirSourcesAndWithoutSecrets() {
    CommandRun run =
        CommandRun.of(
            folder,
            Map.of("AWS_ACCESS_KEY_ID", "AKIAEXAMPLE", "AWS_SECRET_ACCESS_KEY", "hidden"),
            "serve",
            "--print-config",
            "--data=/d",
            "--model=/m",
            "--vocabulary=v.yaml",
            "--s3-port=1",
            "--web-port=2",
            "--admin-port=3",
            "--set=web.access=off");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("data: /d # --data", "model: /m # --model", "/v.yaml # --vocabulary")
        .contains("port: 1 # --s3-port", "port: 2 # --web-port", "port: 3 # --admin-port")
        .contains("# --set", "AKIAEXAMPLE")
        .doesNotContain("hidden");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void readsTheFileThatTheEnvironmentNames() throws IOException {
    Path config = Files.writeString(folder.resolve("origin.yaml"), "s3:\n  port: 9123\n");

    CommandRun run =
        CommandRun.of(
            folder, Map.of("AVATAR_ORIGIN_CONFIG", config.toString()), "serve", "--print-config");

    assertThat(run.out()).contains("port: 9123 # " + config + ":2");
  }

  @Test
  void saysWhichPortIsTakenAndWhatToDo() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      String port = Integer.toString(taken.getLocalPort());

      CommandRun run =
          CommandRun.of(folder, "serve", "--s3-port=0", "--web-port=0", "--admin-port", port);

      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.err().lines()).hasSize(1);
      assertThat(run.err()).contains("127.0.0.1:" + port).contains("--admin-port");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sampler.size=100", "sampler.scheduler=DDPM"})
  void refusesToServeWithASamplerThatTheModelCannotDrawWith(String setting) {
    CommandRun run =
        CommandRun.of(
            folder, "serve", "--s3-port=0", "--web-port=0", "--admin-port=0", "--set", setting);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .contains("sampler: the model cannot draw so: ")
        .contains(setting.replace("=", " is set to "));
  }

  @Test
  void refusesToServeWithFaultyCredentialFiles() throws IOException {
    Path keys =
        Files.writeString(
            folder.resolve("keys"), "- {access-key-id: A, secret-access-kay: hidden}");

    CommandRun run =
        CommandRun.of(
            folder,
            "serve",
            "--s3-port=0",
            "--web-port=0",
            "--admin-port=0",
            "--set",
            "s3.credentials-from=" + keys);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .contains(keys + ":1: [0].secret-access-kay: is unknown; did you mean secret-access-key?")
        .doesNotContain("hidden");
  }

  @Test
  void looksAtTheWebPortAlsoWhereTheWebDrawsNothing() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      String port = Integer.toString(taken.getLocalPort());

      CommandRun run =
          CommandRun.of(
              folder,
              "serve",
              "--s3-port=0",
              "--admin-port=0",
              "--web-port",
              port,
              "--set=web.access=off");

      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.err().lines()).hasSize(1);
      assertThat(run.err()).contains("127.0.0.1:" + port).contains("--web-port");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"serve --s3-port=0 --web-port=0 --admin-port=0", "draw ada", "forget ada"})
  void saysThatTheDataFolderCannotBeWritten(String command) throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    CommandRun run = CommandRun.of(folder, (command + " --data " + file).split(" "));

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.err()).contains(file.toString()).doesNotContain("java.", "Exception");
  }

  @Test
  void saysThatAModelFolderIsNoModel() {
    CommandRun run =
        CommandRun.of(folder, "draw", "ada", "--model", folder.resolve("none").toString());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err().lines()).hasSize(1);
    assertThat(folder.resolve("8c8d357b5e872bbacd45197626bd5759.png")).doesNotExist();
  }
}
