package io.avatarorigin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * Python packages, installed below the target in the versions that a file of requirements names.
 */
record PythonEnvironment(Path folder) {
  private static final Path S3_CLIENTS =
      Application.REPOSITORY.resolve("service/origin/src/test/clients/python/requirements.txt");

  /** With aws-cli, in the version of the origin's tests with clients. */
  static PythonEnvironment ofS3Clients() {
    return install("s3-clients", S3_CLIENTS);
  }

  /** Installs the packages, unless those versions are there already. */
  static PythonEnvironment install(String name, Path requirements) {
    Path folder = Application.MODULE.resolve("target").resolve(name);
    Path installed = folder.resolve("installed.txt");
    try {
      if (!Files.exists(installed) || Files.mismatch(requirements, installed) >= 0) {
        succeed(List.of("python3", "-m", "venv", "--clear", folder.toString()));
        succeed(
            List.of(
                folder.resolve("bin/pip").toString(),
                "install",
                "--quiet",
                "--disable-pip-version-check",
                "--requirement",
                requirements.toString()));
        Files.copy(requirements, installed, StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new PythonEnvironment(folder);
  }

  private static void succeed(List<String> command) {
    Application.Ended ended = Application.run(Application.process(command));
    assertThat(ended.exitCode()).as("%s: %s", command, ended.err()).isZero();
  }

  /** Where {@code python} and the packages' commands are. */
  Path programs() {
    return folder.resolve("bin");
  }
}
