package io.avatarorigin.origin.clients;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs programs; settings and credentials of whoever runs the tests do not reach them. */
final class Commands {
  private static final int LONGEST_MINUTES = 5;

  private Commands() {}

  /** Runs a program to its end, which has to be a good one, and returns what it printed. */
  static String succeed(Path folder, List<String> command) {
    try {
      Path out = Files.createTempFile("out", ".txt");
      Path err = Files.createTempFile("err", ".txt");
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile());
      builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
      builder.environment().put("AWS_CONFIG_FILE", folder.resolve("none").toString());
      builder.environment().put("AWS_SHARED_CREDENTIALS_FILE", folder.resolve("none").toString());
      builder.environment().put("AWS_EC2_METADATA_DISABLED", "true");
      builder.environment().put("NO_PROXY", "127.0.0.1,localhost");
      builder.environment().put("no_proxy", "127.0.0.1,localhost");
      Process process = builder.start();
      try {
        if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)) {
          throw new AssertionError("still running: " + command);
        }
        if (process.exitValue() != 0) {
          throw new AssertionError(
              command + " ended with " + process.exitValue() + "\n" + Files.readString(err));
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
      throw new AssertionError("interrupted: " + command, e);
    }
  }
}
