package io.avatarorigin.images;

import io.avatarorigin.testbed.Command;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The AWS CLI, in the version of the origin's tests with clients. */
record AwsCli(Path program) {
  private static final Path REQUIREMENTS =
      Repository.ROOT.resolve("service/origin/src/test/clients/python/requirements.txt");

  /** Installs it, unless it is there. */
  static AwsCli install() {
    Path folder = Repository.ROOT.resolve("images/target/aws-cli");
    Path program = folder.resolve("bin/aws");
    if (!Files.exists(program)) {
      Command.run(List.of("python3", "-m", "venv", "--clear", folder.toString()));
      Command.run(
          List.of(
              folder.resolve("bin/pip").toString(),
              "install",
              "--quiet",
              "--disable-pip-version-check",
              "--requirement",
              REQUIREMENTS.toString()));
    }
    return new AwsCli(program);
  }
}
