package io.avatarorigin.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WritesTest {
  private static final String LINE =
      """
      {"verb": "create", "user": {"username": "ada"}, "objectRef": {"resource": "pods", "namespace": "n", "name": "p"}, "requestReceivedTimestamp": "2026-01-02T03:04:05.678901Z"}
      """;

  @TempDir Path folder;

  @Test
  void leavesALineForLaterThatIsHalfWritten() throws IOException {
    Path log = Files.writeString(folder.resolve("audit.log"), LINE);
    Writes writes = Writes.after(log);
    Files.writeString(log, LINE + LINE.substring(0, 20), StandardOpenOption.APPEND);
    assertThat(writes.by("ada"))
        .containsExactly(
            new Writes.Write(
                "ada", "create", "pods n/p", Instant.parse("2026-01-02T03:04:05.678901Z")));

    Files.writeString(log, LINE.substring(20), StandardOpenOption.APPEND);
    assertThat(writes.by("ada")).hasSize(2);
  }
}
