package io.avatarorigin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program has the client of a shared bucket with it, which no start loads. */
class ForgetIT {
  @TempDir private Path folder;

  @Test
  void reachesForTheSharedBucket() throws IOException {
    int nobodyListens;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobodyListens = socket.getLocalPort();
    }

    Application.Ended ended =
        Application.run(
            Application.command(
                Files.createDirectories(folder.resolve("tmp")),
                "forget",
                "--data=" + folder.resolve("data"),
                "--set=store.bucket=shared",
                "--set=store.endpoint=http://127.0.0.1:" + nobodyListens,
                "--set=store.access-key-id=KEY",
                "--set=store.secret-access-key=hidden",
                "ada@example.org"));

    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.err())
        .contains("the bucket shared at http://127.0.0.1:" + nobodyListens, "Connection refused")
        .doesNotContain("hidden", "SLF4J");
  }
}
