package io.avatarorigin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher at the root of the repository, from another folder and through a link. */
class LauncherIT {
  /** MD5 of ada@example.org. */
  private static final String ADA = "5bfcf2d8e394674550332640d72db509";

  @TempDir private Path folder;
  private Path link;

  @BeforeEach
  void link() throws IOException {
    Path links = Files.createDirectory(folder.resolve("bin"));
    Path first =
        Files.createSymbolicLink(
            links.resolve("origin"), Application.REPOSITORY.resolve("avatar-origin"));
    link = Files.createSymbolicLink(links.resolve("linked"), first.getFileName());
  }

  /** Else JUnit warns of links that lead out of the folder that it deletes. */
  @AfterEach
  void unlink() throws IOException {
    Files.delete(link);
    Files.delete(link.resolveSibling("origin"));
  }

  private Application.Ended launch(String... arguments) {
    List<String> command = new ArrayList<>(List.of(link.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = Application.launch(folder, command).directory(folder.toFile());
    return Application.run(builder);
  }

  @Test
  void runsWhatIsBuiltWithoutBuildingItAgain() {
    Application.Ended version = launch("--version");

    assertThat(version.err()).isEmpty();
    assertThat(version.out()).matches("avatar-origin \\d+\\.\\d+\\.\\d+\\S*\\R");
    assertThat(version.exitCode()).isZero();
  }

  @Test
  void explainsAPicture() {
    Application.Ended explained = launch("explain", "ada@example.org");

    assertThat(explained.err()).isEmpty();
    assertThat(explained.out())
        .contains("hash      " + ADA)
        .contains("prompt    headshot, portrait, masterpiece, best quality, ");
    assertThat(explained.exitCode()).isZero();
  }

  @Test
  void drawsAPicture() throws IOException {
    Application.Ended drawn = launch("draw", "ada@example.org");

    assertThat(drawn.exitCode()).as(drawn.err()).isZero();
    assertThat(drawn.out().strip()).endsWith(ADA + ".png");
    assertThat(folder.resolve(".cache/avatar-origin/natives")).isNotEmptyDirectory();
    BufferedImage picture = Answers.decode(Files.readAllBytes(folder.resolve(ADA + ".png")));
    assertThat(picture.getWidth()).isEqualTo(256);
    assertThat(picture.getHeight()).isEqualTo(256);
  }

  @ParameterizedTest
  @ValueSource(strings = {"explian ada", "draw ada -o ada.gif", "serve --s3-port 70000"})
  void tellsWrongUseInOneLine(String line) {
    Application.Ended refused = launch(line.split(" "));

    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.out()).isEmpty();
    assertThat(refused.err().lines()).hasSize(1);
  }

  @Test
  void namesEveryFaultOfTheSettings() throws IOException {
    Files.writeString(folder.resolve("origin.yaml"), "s3:\n  prot: 9000\nweb:\n  access: opne\n");

    Application.Ended refused =
        launch("serve", "--config", "origin.yaml", "--set", "engine.queue=none");

    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err().lines())
        .satisfiesExactlyInAnyOrder(
            fault -> assertThat(fault).contains("origin.yaml:2: s3.prot: "),
            fault -> assertThat(fault).contains("origin.yaml:4: web.access: "),
            fault -> assertThat(fault).contains("--set: engine.queue: "));
  }

  @Test
  void tellsAFailureInOneLine() {
    Application.Ended failed = launch("draw", "ada", "--model", "nowhere");

    assertThat(failed.exitCode()).isEqualTo(1);
    assertThat(failed.out()).isEmpty();
    assertThat(failed.err().lines()).hasSize(1);
    assertThat(failed.err()).contains("nowhere");
  }
}
