package io.avatarorigin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForgetCommandTest {
  private static final String MD5 = "5bfcf2d8e394674550332640d72db509";
  private static final String SHA256 =
      "cfe00dde46ef942601ffafb9e2825e802858b460e586b8305b344c1eb826357d";

  @TempDir Path folder;

  @Test
  void barsBothHashesOfAText() throws IOException {
    CommandRun run =
        CommandRun.of(folder, "forget", "--data", folder.toString(), "ada@example.org");

    assertThat(run.exitCode()).isZero();
    assertThat(folder.resolve("barred")).hasContent(MD5 + "\n" + SHA256 + "\n");
  }

  @Test
  void barsAHashOnceAndKeepsWhatIsBarred() throws IOException {
    Files.writeString(folder.resolve("barred"), SHA256);

    CommandRun.of(folder, "forget", "--data", folder.toString(), MD5, SHA256);
    CommandRun.of(folder, "forget", "--data", folder.toString(), MD5);

    assertThat(Files.readString(folder.resolve("barred"))).isEqualTo(SHA256 + "\n" + MD5 + "\n");
  }

  @Test
  void deletesTheFilesOfEveryContentVersionAndNoOthers() throws IOException {
    Path portrait = stored("0123456789abcdef/portraits/5b/fc/" + MD5);
    Path rendition = stored("fedcba9876543210/renditions/5b/fc/" + MD5 + "@80.jpg");
    Path longer = stored("0123456789abcdef/portraits/5b/fc/" + MD5 + MD5);
    Path neighbour = stored("0123456789abcdef/portraits/5b/fc/" + MD5.replace('9', '8'));

    CommandRun run = CommandRun.of(folder, "forget", "--data", folder.toString(), MD5);

    assertThat(run.out()).contains(MD5 + " barred, 2 files deleted");
    assertThat(portrait).doesNotExist();
    assertThat(rendition).doesNotExist();
    assertThat(longer).exists();
    assertThat(neighbour).exists();
  }

  @Test
  void saysThatTheSharedBucketCouldNotBeReachedWhenItHasBarredTheHash() throws IOException {
    int nobodyListens;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobodyListens = socket.getLocalPort();
    }

    CommandRun run =
        CommandRun.of(
            folder,
            "forget",
            "--data=" + folder,
            "--set=store.bucket=shared",
            "--set=store.endpoint=http://127.0.0.1:" + nobodyListens,
            "--set=store.access-key-id=KEY",
            "--set=store.secret-access-key=hidden",
            MD5);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).contains(MD5 + " barred");
    assertThat(run.err())
        .contains("run this again", "the bucket shared at http://127.0.0.1:" + nobodyListens)
        .doesNotContain("hidden");
    assertThat(folder.resolve("barred")).hasContent(MD5 + "\n");
  }

  private Path stored(String path) throws IOException {
    Path file = folder.resolve("objects").resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "picture");
  }
}
