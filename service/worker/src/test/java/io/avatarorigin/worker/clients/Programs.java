package io.avatarorigin.worker.clients;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/**
 * Other people's clients, each in the version that a file beside its program names, installed below
 * the target and installed anew when that file has changed.
 */
final class Programs {
  static final Path SOURCES = Path.of("src/test/clients").toAbsolutePath();
  private static final Path INSTALLED = Path.of("target/clients").toAbsolutePath();
  private static final int LONGEST_MINUTES = 5;

  private Programs() {}

  /** A Python with OpenAI's client. */
  static Path python() {
    Path folder = INSTALLED.resolve("python");
    installed(
        folder,
        SOURCES.resolve("python/requirements.txt"),
        () -> {
          run(INSTALLED, "python3", "-m", "venv", "--clear", folder.toString());
          run(
              INSTALLED,
              folder.resolve("bin/pip").toString(),
              "install",
              "--quiet",
              "--disable-pip-version-check",
              "--requirement",
              SOURCES.resolve("python/requirements.txt").toString());
        });
    return folder.resolve("bin/python");
  }

  /** A folder with the JavaScript program and what it needs. */
  static Path javaScript() {
    if (!isFound("npm")) {
      throw new TestAbortedException("node and npm are not installed");
    }
    Path folder = INSTALLED.resolve("javascript");
    installed(
        folder,
        SOURCES.resolve("javascript/package-lock.json"),
        () -> {
          for (String file : List.of("package.json", "package-lock.json", ".npmrc")) {
            copy(SOURCES.resolve("javascript").resolve(file), folder.resolve(file));
          }
          run(folder, "npm", "ci", "--no-audit", "--no-fund");
        });
    copy(SOURCES.resolve("javascript/images.mjs"), folder.resolve("images.mjs"));
    return folder;
  }

  /** The Go program. */
  static Path go() {
    if (!isFound("go")) {
      throw new TestAbortedException("go is not installed");
    }
    Path folder = INSTALLED.resolve("go");
    Path program = folder.resolve("client");
    installed(
        folder,
        SOURCES.resolve("go/main.go"),
        () -> run(SOURCES.resolve("go"), "go", "build", "-o", program.toString(), "."));
    return program;
  }

  /** Runs a program to its end, which has to be a good one, and returns what it printed. */
  static String run(Path folder, String... command) {
    try {
      Files.createDirectories(folder);
      Path out = Files.createTempFile("out", ".txt");
      Path err = Files.createTempFile("err", ".txt");
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile());
      builder.environment().keySet().removeIf(name -> name.startsWith("OPENAI_"));
      builder.environment().put("NO_PROXY", "127.0.0.1,localhost");
      builder.environment().put("no_proxy", "127.0.0.1,localhost");
      Process process = builder.start();
      try {
        if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)) {
          throw new AssertionError("still running: " + List.of(command));
        }
        if (process.exitValue() != 0) {
          throw new AssertionError(
              "%s ended with %d%n%s"
                  .formatted(List.of(command), process.exitValue(), Files.readString(err)));
        }
        return Files.readString(out);
      } finally {
        process.destroyForcibly();
        Files.delete(out);
        Files.delete(err);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted: " + List.of(command), e);
    }
  }

  private static void installed(Path folder, Path versions, Runnable installation) {
    Path stamp = folder.resolve("installed");
    try {
      if (Files.exists(stamp) && Files.mismatch(versions, stamp) < 0) {
        return;
      }
      Files.createDirectories(folder);
      installation.run();
      copy(versions, stamp);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void copy(Path from, Path to) {
    try {
      Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isFound(String program) {
    return Stream.of(System.getenv("PATH").split(":"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
