package io.avatarorigin.testbed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * A folder that is gone when it is closed, and also when this process ends in any other way: a
 * shell reads a pipe that closes with its writer.
 */
final class ClusterFolder implements AutoCloseable {
  private static final int LONGEST_SECONDS = 30;

  /** Others, which end at the same time, may still write. */
  private static final String REMOVAL =
      """
      read -r _
      for _ in {1..100}; do
        rm -rf "$1" 2>/dev/null && exit
        sleep 0.2
      done
      """;

  private final Path path;
  private final Process remover;

  private ClusterFolder(Path path, Process remover) {
    this.path = path;
    this.remover = remover;
  }

  /** Makes one. */
  static ClusterFolder create() {
    try {
      Path path = Files.createTempDirectory("testbed");
      return new ClusterFolder(
          path,
          new ProcessBuilder("bash", "-c", REMOVAL, "remover", path.toString())
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start());
    } catch (IOException e) {
      throw new TestbedException("no folder can be made", e);
    }
  }

  Path path() {
    return path;
  }

  @Override
  public void close() {
    try {
      remover.getOutputStream().close();
      remover.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS);
    } catch (IOException e) {
      throw new TestbedException(path + " cannot be removed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (Files.exists(path)) {
      throw new TestbedException(path + " cannot be removed");
    }
  }
}
