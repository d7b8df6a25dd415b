package io.avatarorigin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * Does what the guides tell their readers to do, with other ports and another home, so that whoever
 * works on this machine is not disturbed.
 */
class GuidesIT {
  private static final Path CREDENTIALS = Path.of(".local/share/avatar-origin/credentials");

  @TempDir private Path folder;

  /** The command for S3 is printed with the file of credentials in front, as the README says. */
  @Test
  void theReadmeShowsCommandsThatWork(TestReporter reporter) throws IOException {
    follow("README.md", "export AWS_SHARED_CREDENTIALS_FILE=~/" + CREDENTIALS, reporter);

    assertThat(widths()).isEqualTo(Map.of("ada.jpg", 256, "ada.png", 256));
  }

  @Test
  void theQuickstartShowsCommandsThatWork(TestReporter reporter) throws IOException {
    follow("docs/quickstart.md", ":", reporter);

    assertThat(widths())
        .isEqualTo(Map.of("ada.jpg", 256, "ada.png", 512, "bob.png", 256, "ada-2.jpg", 256));
  }

  private void follow(String name, String first, TestReporter reporter) throws IOException {
    Guide guide = Guide.read(name);
    guide.unrun().forEach(command -> reporter.publishEntry(name + " (not run)", command));
    Path clients = PythonEnvironment.ofS3Clients().programs();
    try (Terminal terminal = Terminal.open(folder, clients)) {
      terminal.run(first);
      String printed = "";
      for (Guide.Block block : guide.blocks()) {
        if (block.language().equals("text")) {
          assertThat(printed).as("%s:%d", name, block.line()).contains(block.text());
        } else if (block.language().equals("sh") && block.serves()) {
          terminal.serve(block.text());
        } else if (block.language().equals("sh")) {
          printed = terminal.run(block.text());
        }
      }
    }
  }

  /** Of the pictures that were fetched. */
  private Map<String, Integer> widths() throws IOException {
    List<Path> pictures;
    try (Stream<Path> files = Files.list(folder)) {
      pictures = files.filter(file -> file.toString().matches(".*\\.(jpg|png|webp)")).toList();
    }
    Map<String, Integer> widths = new TreeMap<>();
    for (Path picture : pictures) {
      widths.put(
          picture.getFileName().toString(), Answers.decode(Files.readAllBytes(picture)).getWidth());
    }
    return widths;
  }
}
