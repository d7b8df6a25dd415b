package io.avatarorigin.images;

import io.avatarorigin.testbed.Packages;
import java.nio.file.Path;

/** The AWS CLI, in the version of the origin's tests with clients. */
record AwsCli(Path program) {
  private static final Path REQUIREMENTS =
      Repository.ROOT.resolve("service/origin/src/test/clients/python/requirements.txt");

  /** Installs it, unless it is there. */
  static AwsCli install() {
    Path folder = Repository.ROOT.resolve("images/target/aws-cli");
    return new AwsCli(Packages.ofPython(folder, REQUIREMENTS).program("aws"));
  }
}
