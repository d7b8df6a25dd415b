package io.avatarorigin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuideTest {
  @ParameterizedTest
  @ValueSource(strings = {"README.md", "docs/quickstart.md"})
  void saysOfEachBlockWhatItIs(String name) throws IOException {
    Guide guide = Guide.read(name);

    assertThat(guide.faults()).isEmpty();
    assertThat(guide.blocks()).extracting(Guide.Block::language).contains("sh");
  }

  @Test
  void hasBlocksWithTheirLinesAndLanguages() {
    Guide guide =
        Guide.parse(
            "a.md",
            """
            One:

            ```sh
            ./avatar-origin serve
            ```
            ```console
            $ kubectl get pods
            none
            $ helm ls
            ```
            """);

    assertThat(guide.blocks())
        .containsExactly(
            new Guide.Block(3, "sh", "./avatar-origin serve"),
            new Guide.Block(6, "console", "$ kubectl get pods\nnone\n$ helm ls"));
    assertThat(guide.blocks().getFirst().serves()).isTrue();
    assertThat(guide.unrun()).containsExactly("kubectl get pods", "helm ls");
    assertThat(guide.faults()).isEmpty();
  }

  @Test
  void tellsWhichBlocksAreOfNoKind() {
    Guide guide =
        Guide.parse(
            "a.md",
            """
            ```
            curl http://127.0.0.1/
            ```
            ```console
            $ curl http://127.0.0.1/
            ```
            ```text
            200
            ```
            ```sh
            ./avatar-origin serve
            curl http://127.0.0.1/
            ```
            """);

    assertThat(guide.faults())
        .containsExactly(
            "a.md:1: a block says what it is: sh, ...",
            "a.md:4: could be run, as sh: curl http://127.0.0.1/",
            "a.md:7: text stands behind the sh that prints it",
            "a.md:10: a server is started in a block of its own");
  }
}
