package io.avatarorigin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** boto3 and aws-cli in the versions of {@code requirements.txt}, installed below the target. */
record PythonClients(Path folder) {
  private static final Path SOURCES = Application.MODULE.resolve("src/test/python");

  /** Installs the clients, unless those versions are there already. */
  static PythonClients install() {
    Path folder = Application.MODULE.resolve("target/s3-clients");
    Path wanted = SOURCES.resolve("requirements.txt");
    Path installed = folder.resolve("installed.txt");
    try {
      if (!Files.exists(installed) || Files.mismatch(wanted, installed) >= 0) {
        succeed(List.of("python3", "-m", "venv", "--clear", folder.toString()));
        succeed(
            List.of(
                folder.resolve("bin/pip").toString(),
                "install",
                "--quiet",
                "--disable-pip-version-check",
                "--requirement",
                wanted.toString()));
        Files.copy(wanted, installed, StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new PythonClients(folder);
  }

  private static void succeed(List<String> command) {
    Application.Ended ended = Application.run(Application.process(command));
    assertThat(ended.exitCode()).as("%s: %s", command, ended.err()).isZero();
  }

  /** A run of {@code s3_client.py}. */
  ProcessBuilder boto3(List<String> arguments) {
    List<String> all = new ArrayList<>(List.of(SOURCES.resolve("s3_client.py").toString()));
    all.addAll(arguments);
    return command("python", all);
  }

  /** A run of {@code aws}. */
  ProcessBuilder aws(List<String> arguments) {
    return command("aws", arguments);
  }

  /** Where {@code aws} is. */
  Path programs() {
    return folder.resolve("bin");
  }

  private ProcessBuilder command(String program, List<String> arguments) {
    List<String> command = new ArrayList<>(List.of(programs().resolve(program).toString()));
    command.addAll(arguments);
    ProcessBuilder builder = Application.process(command);
    // Whoever runs the tests may have settings and credentials of their own.
    builder.environment().put("AWS_CONFIG_FILE", folder.resolve("no-settings").toString());
    builder
        .environment()
        .put("AWS_SHARED_CREDENTIALS_FILE", folder.resolve("no-credentials").toString());
    builder.environment().put("AWS_EC2_METADATA_DISABLED", "true");
    builder.environment().put("NO_PROXY", "127.0.0.1,localhost");
    builder.environment().put("no_proxy", "127.0.0.1,localhost");
    return builder;
  }
}
