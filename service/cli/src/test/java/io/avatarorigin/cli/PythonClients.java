package io.avatarorigin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * aws-cli, installed below the target, in the version that the origin's tests with clients name.
 */
record PythonClients(Path folder) {
  private static final Path REQUIREMENTS =
      Application.REPOSITORY.resolve("service/origin/src/test/clients/python/requirements.txt");

  /** Installs the clients, unless those versions are there already. */
  static PythonClients install() {
    Path folder = Application.MODULE.resolve("target/s3-clients");
    Path installed = folder.resolve("installed.txt");
    try {
      if (!Files.exists(installed) || Files.mismatch(REQUIREMENTS, installed) >= 0) {
        succeed(List.of("python3", "-m", "venv", "--clear", folder.toString()));
        succeed(
            List.of(
                folder.resolve("bin/pip").toString(),
                "install",
                "--quiet",
                "--disable-pip-version-check",
                "--requirement",
                REQUIREMENTS.toString()));
        Files.copy(REQUIREMENTS, installed, StandardCopyOption.REPLACE_EXISTING);
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

  /** Where {@code aws} is. */
  Path programs() {
    return folder.resolve("bin");
  }
}
