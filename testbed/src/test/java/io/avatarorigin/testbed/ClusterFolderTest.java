package io.avatarorigin.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ClusterFolderTest {
  /** Makes a folder, tells of it, and waits. */
  static final class Holder {
    private Holder() {}

    public static void main(String[] arguments) throws IOException {
      Path folder = ClusterFolder.create().path();
      Files.writeString(folder.resolve("file"), "something");
      System.out.println(folder);
      System.in.read();
    }
  }

  @Test
  void isGoneWhenItIsClosed() throws IOException {
    ClusterFolder folder = ClusterFolder.create();
    Files.writeString(folder.path().resolve("file"), "something");

    folder.close();

    assertThat(folder.path()).doesNotExist();
  }

  @Test
  void isGoneWhenItsProcessIsKilled() throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName())
            .start();
    try (BufferedReader output = process.inputReader()) {
      Path folder = Path.of(output.readLine());
      assertThat(folder.resolve("file")).exists();

      process.destroyForcibly();

      Patience.until("the folder is gone", Duration.ofSeconds(30), () -> Files.notExists(folder));
    }
  }
}
