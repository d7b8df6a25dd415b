package io.avatarorigin.origin.clients;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/**
 * Other people's clients, each in the version that a file beside its program names, installed below
 * the target and installed anew when that file has changed. What a machine lacks and root could
 * install as a Debian package is installed; where root is missing, the tests that need it are
 * skipped by name. Anything else that is missing fails them.
 */
public final class Installations {
  static final Path SOURCES = Path.of("src/test/clients").toAbsolutePath();
  private static final Path INSTALLED = Path.of("target/clients").toAbsolutePath();

  private final Map<String, Path> folders = new ConcurrentHashMap<>();
  private final Map<String, Boolean> packages = new ConcurrentHashMap<>();

  /** A Python with the clients that it runs. */
  Path python() {
    return folders
        .computeIfAbsent("python", name -> install(name, List.of("requirements.txt"), this::venv))
        .resolve("bin/python");
  }

  /** A folder with the JavaScript programs and what they need. */
  Path javaScript() {
    return folders.computeIfAbsent(
        "javascript",
        name -> {
          Path folder =
              install(
                  name, List.of("package-lock.json", "package.json", ".npmrc"), this::nodeModules);
          copy(name, folder, ".mjs");
          return folder;
        });
  }

  /** A folder with what Playwright for Java takes for its driver, and with axe-core. */
  public Path browserDriver() {
    return folders.computeIfAbsent(
        "browser",
        name ->
            install(name, List.of("package-lock.json", "package.json", ".npmrc"), this::driver));
  }

  /** The Go program. */
  Path go() {
    return folders
        .computeIfAbsent(
            "go", name -> install(name, List.of("go.sum", "go.mod", "main.go"), this::goProgram))
        .resolve("client");
  }

  /** Finds a program that Debian has a package of the same name for. */
  public void require(String program) {
    if (!packages.computeIfAbsent(program, name -> found(name) || packageInstalled(name, name))) {
      throw new TestAbortedException(
          program + " is not installed, and only root can install Debian's package");
    }
  }

  private Path venv(Path folder) {
    Commands.succeed(folder, List.of("python3", "-m", "venv", "--clear", folder.toString()));
    Commands.succeed(
        folder,
        List.of(
            folder.resolve("bin/pip").toString(),
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "--requirement",
            SOURCES.resolve("python/requirements.txt").toString()));
    return folder;
  }

  private Path nodeModules(Path folder) {
    if (!found("npm") && !packageInstalled("npm", "nodejs", "npm")) {
      throw new TestAbortedException("node and npm are not installed, and only root can do that");
    }
    String version = Commands.succeed(folder, List.of("node", "--version")).strip();
    if (version.startsWith("v1")) {
      throw new AssertionError(
          "these clients need node 20 or newer, not " + version + ": update it");
    }
    Commands.succeed(folder, List.of("npm", "ci", "--no-audit", "--no-fund"));
    return folder;
  }

  /** Playwright looks for {@code node} and {@code package/cli.js}. */
  private Path driver(Path folder) {
    nodeModules(folder);
    try {
      link(folder.resolve("node"), program("node"));
      link(folder.resolve("package"), folder.resolve("node_modules/playwright-core"));
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void link(Path link, Path target) throws IOException {
    Files.deleteIfExists(link);
    Files.createSymbolicLink(link, target);
  }

  private Path goProgram(Path folder) {
    if (!found("go")) {
      throw new AssertionError("go is not installed; the AWS SDK needs 1.24 or newer");
    }
    Commands.succeed(folder, List.of("go", "vet", "."));
    Commands.succeed(folder, List.of("go", "build", "-o", "client", "."));
    return folder;
  }

  /** The folder of that name, with these files, and with what the installation puts there. */
  private static Path install(String name, List<String> files, Function<Path, Path> installation) {
    Path folder = INSTALLED.resolve(name);
    Path stamp = folder.resolve("installed");
    if (Files.exists(stamp) && files.stream().allMatch(file -> same(name, folder, file))) {
      return folder;
    }
    try {
      Files.createDirectories(folder);
      Files.deleteIfExists(stamp);
      for (String file : files) {
        Files.copy(
            SOURCES.resolve(name).resolve(file),
            folder.resolve(file),
            StandardCopyOption.REPLACE_EXISTING);
      }
      installation.apply(folder);
      for (String file : files) { // a new venv begins with an empty folder
        copy(name, folder, file);
      }
      Files.createFile(stamp);
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean same(String name, Path folder, String file) {
    try {
      Path copy = folder.resolve(file);
      return Files.exists(copy) && Files.mismatch(SOURCES.resolve(name).resolve(file), copy) < 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void copy(String name, Path folder, String ending) {
    try (Stream<Path> files = Files.list(SOURCES.resolve(name))) {
      for (Path file : files.filter(each -> each.toString().endsWith(ending)).toList()) {
        Files.copy(file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where a program is that is there. */
  public static Path program(String name) {
    return programs(name).findFirst().orElseThrow();
  }

  private static boolean found(String program) {
    return programs(program).findFirst().isPresent();
  }

  private static Stream<Path> programs(String name) {
    return Stream.of(System.getenv("PATH").split(":"))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable);
  }

  private static synchronized boolean packageInstalled(String program, String... names) {
    boolean root = "root".equals(System.getProperty("user.name"));
    if (!root || !found("apt-get")) {
      return false;
    }
    Path anywhere = Path.of("").toAbsolutePath();
    Commands.succeed(anywhere, List.of("apt-get", "update", "-qq"));
    List<String> install =
        Stream.concat(
                Stream.of(
                    "env",
                    "DEBIAN_FRONTEND=noninteractive",
                    "apt-get",
                    "install",
                    "-qq",
                    "-y",
                    "--no-install-recommends"),
                Stream.of(names))
            .toList();
    Commands.succeed(anywhere, install);
    return found(program);
  }
}
