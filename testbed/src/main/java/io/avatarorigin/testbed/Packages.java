package io.avatarorigin.testbed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/**
 * Other people's packages, in the versions that a file names, installed into a folder of their own,
 * and anew when that file has changed.
 *
 * @param folder with {@code installed}, a copy of that file, when all is there
 * @param programs where their commands are
 */
public record Packages(Path folder, Path programs) {
  private static final String STAMP = "installed";

  /** A virtual environment of Python, as a file of requirements has it. */
  public static Packages ofPython(Path folder, Path requirements) {
    Packages packages = new Packages(folder, folder.resolve("bin"));
    if (!packages.isOf(requirements)) {
      Command.run(List.of("python3", "-m", "venv", "--clear", folder.toString()));
      Command.run(
          List.of(
              packages.program("pip").toString(),
              "install",
              "--quiet",
              "--disable-pip-version-check",
              "--requirement",
              requirements.toString()));
      packages.stamp(requirements);
    }
    return packages;
  }

  /**
   * Packages of Node, as a project's {@code package-lock.json} has them. They are found by programs
   * that lie in the folder.
   *
   * @param project has {@code package.json}, {@code package-lock.json} and {@code .npmrc}
   * @throws TestAbortedException where there is no npm and this process cannot install it
   */
  public static Packages ofNode(Path folder, Path project) {
    Packages packages = new Packages(folder, folder.resolve("node_modules/.bin"));
    Path lock = project.resolve("package-lock.json");
    if (!packages.isOf(lock)) {
      requireNpm();
      for (String name : List.of("package.json", "package-lock.json", ".npmrc")) {
        copy(project.resolve(name), folder.resolve(name));
      }
      Command.run(List.of("npm", "ci", "--no-audit", "--no-fund", "--prefix", folder.toString()));
      packages.stamp(lock);
    }
    return packages;
  }

  /** A command of theirs. */
  public Path program(String name) {
    return programs.resolve(name);
  }

  private boolean isOf(Path wanted) {
    Path installed = folder.resolve(STAMP);
    try {
      return Files.exists(installed) && Files.mismatch(wanted, installed) < 0;
    } catch (IOException e) {
      throw new TestbedException(installed + " cannot be read", e);
    }
  }

  private void stamp(Path wanted) {
    copy(wanted, folder.resolve(STAMP));
  }

  private static void copy(Path source, Path target) {
    try {
      Files.createDirectories(target.getParent());
      Files.copy(source, target, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new TestbedException(target + " cannot be written", e);
    }
  }

  private static void requireNpm() {
    if (isFound("npm")) {
      return;
    }
    if (!"root".equals(System.getProperty("user.name")) || !isFound("apt-get")) {
      throw new TestAbortedException("node and npm are not installed, and only root can do that");
    }
    Command.run(List.of("apt-get", "update", "-qq"));
    Command.run(
        List.of(
            "env",
            "DEBIAN_FRONTEND=noninteractive",
            "apt-get",
            "install",
            "-qq",
            "-y",
            "--no-install-recommends",
            "nodejs",
            "npm"));
  }

  private static boolean isFound(String program) {
    return Stream.of(System.getenv("PATH").split(":"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
