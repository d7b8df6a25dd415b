package io.avatarorigin.images;

import io.avatarorigin.testbed.Command;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

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

  /** Copies an object to a file, as often as it is told to come again. */
  void copy(String endpoint, String key, Path file, Map<String, String> credentials) {
    List<String> environment =
        credentials.entrySet().stream().map(it -> it.getKey() + "=" + it.getValue()).toList();
    Command.run(
        Stream.of(
                List.of("env", "AWS_REGION=us-east-1", "AWS_MAX_ATTEMPTS=10"),
                environment,
                List.of(program.toString(), "--endpoint-url", endpoint),
                List.of("s3", "cp", "s3://avatars/" + key, file.toString()))
            .flatMap(List::stream)
            .toList());
  }
}
