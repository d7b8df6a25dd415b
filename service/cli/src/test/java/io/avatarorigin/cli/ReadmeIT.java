package io.avatarorigin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Does what the README tells its reader to do, with other ports and another home. */
class ReadmeIT {
  private static final Pattern BLOCK = Pattern.compile("(?m)^```\\R(.+)\\R```$");

  @TempDir private Path folder;

  @Test
  void showsCommandsThatWork() throws IOException {
    List<String> commands =
        BLOCK
            .matcher(Files.readString(Application.REPOSITORY.resolve("README.md")))
            .results()
            .map(block -> block.group(1))
            .toList();
    assertThat(commands)
        .satisfiesExactly(
            serve -> assertThat(serve).isEqualTo("./avatar-origin serve"),
            curl -> assertThat(curl).startsWith("curl -o ada.jpg "),
            aws -> assertThat(aws).startsWith("aws ").endsWith(" ada.png"));
    Path programs = PythonEnvironment.ofS3Clients().programs();

    ProcessBuilder serve = shell(commands.getFirst()).directory(Application.REPOSITORY.toFile());
    for (String socket : List.of("S3", "WEB", "ADMIN")) {
      serve.environment().put("AVATAR_ORIGIN_" + socket + "_PORT", "0");
    }
    try (RunningOrigin origin = RunningOrigin.start(serve, folder)) {
      for (String command : commands.subList(1, commands.size())) {
        ProcessBuilder client =
            shell(
                    command
                        .replace("http://127.0.0.1:8080", origin.web("").toString())
                        .replace("http://127.0.0.1:9000", origin.s3("").toString()))
                .directory(folder.toFile());
        Map<String, String> environment = client.environment();
        environment.merge("PATH", programs.toString(), (path, clients) -> clients + ":" + path);
        environment.put(
            "AWS_SHARED_CREDENTIALS_FILE",
            folder.resolve(".local/share/avatar-origin/credentials").toString());
        Application.Ended ended = Application.run(client);
        assertThat(ended.exitCode()).as("%s: %s", command, ended.err()).isZero();
      }
    }

    for (String file : List.of("ada.jpg", "ada.png")) {
      assertThat(Answers.decode(Files.readAllBytes(folder.resolve(file))).getWidth())
          .as(file)
          .isEqualTo(256);
    }
  }

  /** A shell that becomes the command, so that stopping it stops the command. */
  private ProcessBuilder shell(String command) {
    ProcessBuilder builder = Application.launch(folder, List.of("bash", "-c", "exec " + command));
    builder.environment().put("NO_PROXY", "127.0.0.1");
    builder.environment().put("no_proxy", "127.0.0.1");
    return builder;
  }
}
