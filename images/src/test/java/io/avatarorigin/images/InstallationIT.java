package io.avatarorigin.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.avatarorigin.testbed.Cluster;
import io.avatarorigin.testbed.Programs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the documents tell to type, typed on a node whose pods are containers. */
class InstallationIT {
  private static final String README = "README.md";
  private static final String GUIDE = "docs/cluster.md";

  /** The sample leaves a worker five minutes. */
  private static final String SOONER =
      "kubectl patch avatarorigin avatars --type=merge"
          + " --patch='{\"spec\": {\"worker\": {\"scaling\": {\"idleSeconds\": 2}}}}'";

  /** A port that is forwarded leads to a pod past the Service. */
  private static final String THROUGH_SERVICE =
      "aws --endpoint-url http://%s s3 cp"
          + " s3://avatars/5bfcf2d8e394674550332640d72db509@64.png ada.png";

  @TempDir Path folder;

  @BeforeEach
  void needsRoot() {
    assumeTrue(
        Cluster.canRunContainers(),
        "needs root, and a machine that lets it make namespaces and cgroups");
  }

  /** From no worker at all to an avatar, and back to nothing. */
  @Test
  void aClusterDrawsAsItsGuideTells() throws Exception {
    AwsCli aws = AwsCli.install();
    try (Installation installation = Installation.start(1, "default");
        Console console = console(installation, aws)) {
      for (String command : Console.commands(GUIDE)) {
        if (command.startsWith("aws ")) {
          console.type(SOONER);
          installation.awaitPhase("avatars", "Idle"::equals);
          installation.awaitPods("avatars", "worker", 0);
        }
        String printed = console.type(command);
        if (command.startsWith("aws ")) {
          assertThat(width()).isEqualTo(256);
          assertThat(installation.pods("avatars", "worker")).hasSize(1);
          console.type(THROUGH_SERVICE.formatted(installation.service("avatars-s3")));
          assertThat(width()).isEqualTo(64);
        } else if (command.startsWith("helm test")) {
          assertThat(printed).contains("Succeeded");
        }
      }
      assertThat(installation.cluster().kubectl("get", "crds", "--output=name"))
          .doesNotContain("avatarorigin");
    }
  }

  /** The README's are of the same kind and no others, so that these are enough to run. */
  @Test
  void theReadmesCommandsAreTheGuides() throws Exception {
    assertThat(Console.commands(GUIDE)).containsAll(Console.commands(README));
  }

  private int width() throws IOException {
    return ImageIO.read(folder.resolve("ada.png").toFile()).getWidth();
  }

  private Console console(Installation installation, AwsCli aws) {
    return new Console(
        installation.cluster(),
        List.of(
            Programs.find("kubernetes", List.of("kubectl")).folder(),
            Programs.find("helm", List.of("helm")).folder(),
            aws.program().getParent()),
        folder);
  }
}
