package io.avatarorigin.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The packaged program, as processes of its own; nothing of this process's settings gets there. */
final class Application {
  /** Where Maven starts tests: this module's folder. */
  static final Path MODULE = Path.of("").toAbsolutePath();

  static final Path REPOSITORY = MODULE.getParent().getParent();

  private Application() {}

  /** What a process printed, and its exit code. */
  record Ended(int exitCode, String out, String err) {}

  /**
   * The command that the launcher ends in.
   *
   * @param temporary where natives are unpacked to, which a process that is killed leaves behind
   */
  static ProcessBuilder command(Path temporary, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                MODULE.resolve("target/app/lib") + "/*",
                "io.avatarorigin.cli.Main"));
    command.addAll(List.of(arguments));
    return process(command);
  }

  static ProcessBuilder process(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder
        .environment()
        .keySet()
        .removeIf(
            name ->
                name.startsWith("AVATAR_ORIGIN_")
                    || name.startsWith("AWS_")
                    || name.startsWith("XDG_"));
    return builder;
  }

  /**
   * A command that starts the launcher, and finds no Maven: the application is built already, and a
   * second build in the same tree would spoil the one that runs the tests.
   *
   * @param home the user's home, in which everything is kept
   */
  static ProcessBuilder launch(Path home, List<String> command) {
    try {
      Path programs = Files.createDirectories(home.resolve("no-maven"));
      Path maven = Files.writeString(programs.resolve("mvn"), "#!/bin/sh\nexit 1\n");
      Files.setPosixFilePermissions(maven, PosixFilePermissions.fromString("rwxr-xr-x"));
      ProcessBuilder builder = process(command);
      builder.environment().put("HOME", home.toString());
      builder.environment().merge("PATH", programs.toString(), (path, first) -> first + ":" + path);
      return builder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs a process to its end. */
  static Ended run(ProcessBuilder builder) {
    try {
      Path out = Files.createTempFile("out", ".txt");
      Path err = Files.createTempFile("err", ".txt");
      Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
      try {
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
          throw new AssertionError("still running: " + builder.command());
        }
        return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
      } finally {
        process.destroyForcibly();
        Files.delete(out);
        Files.delete(err);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted: " + builder.command(), e);
    }
  }
}
