package io.avatarorigin.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders of links, as mounted volumes and the caches of hubs have them. */
class ModelFolderTest {

  @TempDir private Path parent;
  private Path folder;
  private String digest;

  @BeforeEach
  void copy() throws IOException {
    folder = Fixtures.copyOfModel("epsilon", parent.resolve("model"));
    digest = digest();
  }

  @Test
  void coversThePartsThatAreLinks() throws IOException {
    Path elsewhere = Files.move(folder.resolve("unet"), parent.resolve("weights"));
    Files.createSymbolicLink(folder.resolve("unet"), Path.of("..", "weights"));
    assertThat(digest()).isEqualTo(digest);

    Files.write(elsewhere.resolve("model.onnx"), new byte[1], StandardOpenOption.APPEND);

    assertThat(digest()).isNotEqualTo(digest);
  }

  @Test
  void coversTheFilesThatAreLinks() throws IOException {
    Path net = folder.resolve("unet/model.onnx");
    Path blob = Files.move(net, parent.resolve("blob"));
    Files.createSymbolicLink(net, Path.of("..", "..", "blob"));
    assertThat(digest()).isEqualTo(digest);

    Files.write(blob, new byte[1], StandardOpenOption.APPEND);

    assertThat(digest()).isNotEqualTo(digest);
  }

  /** Kubernetes' way: the files are links into a folder whose name has the time of the mount. */
  @Test
  void passesOverTheInnardsOfAMountedVolume() throws IOException {
    Path unet = folder.resolve("unet");
    Path mounted = Files.createDirectory(unet.resolve("..2026_11_28_00_00_00.123"));
    for (String file : new String[] {"config.json", "model.onnx"}) {
      Files.move(unet.resolve(file), mounted.resolve(file));
      Files.createSymbolicLink(unet.resolve(file), Path.of("..data", file));
    }
    Files.createSymbolicLink(unet.resolve("..data"), mounted.getFileName());

    assertThat(digest()).isEqualTo(digest);
  }

  @Test
  void findsAdaptersInAFolderThatIsALink() throws IOException {
    Files.createSymbolicLink(folder.resolve("lora"), Fixtures.path("adapters/lora"));

    assertThat(LoraFolder.read(new ModelFolder(folder)).find(LoraNet.UNET, "style")).isPresent();
  }

  @Test
  void namesThePartWhoseLinksLeadInACircle() throws IOException {
    Files.createSymbolicLink(folder.resolve("unet/again"), Path.of("..", "unet"));

    assertThatThrownBy(this::digest)
        .isInstanceOf(ModelException.class)
        .hasMessageStartingWith("unet: cannot be listed: ");
  }

  private String digest() {
    return new ModelFolder(folder).digest(false);
  }
}
