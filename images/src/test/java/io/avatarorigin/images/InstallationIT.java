package io.avatarorigin.images;

import static io.avatarorigin.images.Installation.RELEASE;
import static io.avatarorigin.images.Installation.SYSTEM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.avatarorigin.testbed.Cluster;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The charts as they come, with the sample, on a node whose pods are containers. */
class InstallationIT {
  private static final String HASH = "5bfcf2d8e394674550332640d72db509";

  @TempDir Path folder;

  @Test
  void anAvatarComesFromNoWorkerAtAll() throws Exception {
    assumeTrue(Cluster.canHaveNetwork(), "needs root, for a network namespace and containers");
    AwsCli aws = AwsCli.install();
    try (Installation installation = Installation.start(1)) {
      installation.install();
      installation.apply(Repository.ROOT.resolve("crds/samples/bundled.yaml"));
      installation.awaitPhase("avatars", "Idle"::equals);
      installation.awaitPods("avatars", "worker", 0);

      Path file = folder.resolve("avatar.png");
      aws.copy(
          "http://" + installation.service("avatars-s3"),
          HASH + ".png",
          file,
          installation.credentials("avatars"));

      BufferedImage avatar = ImageIO.read(file.toFile());
      assertThat(avatar.getWidth()).isEqualTo(256);
      assertThat(installation.pods("avatars", "worker")).hasSize(1);
      assertThat(installation.helm("test", RELEASE, "--namespace=" + SYSTEM)).contains("Succeeded");
    }
  }
}
