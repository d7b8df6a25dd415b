package io.avatarorigin.origin;

import static org.assertj.core.api.Assertions.assertThat;

import io.avatarorigin.diffusion.StableDiffusion;
import io.avatarorigin.origin.config.ConfigLoader;
import io.avatarorigin.origin.config.EngineConfig;
import io.avatarorigin.settings.ConfigSources;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalModelTest {
  private static final Path MODEL =
      Path.of("../diffusion/src/test/resources/fixtures/models/epsilon");

  @TempDir private Path folder;

  @Test
  void storesItsGraphsWhereThereIsAFolderForThem() {
    Path graphs = folder.resolve("graphs");
    EngineConfig config =
        ConfigLoader.load(
                new ConfigSources(
                    Optional.empty(), Map.of("HOME", folder.toString()), List.of(), 2))
            .config()
            .engine();
    try (StableDiffusion model = new LocalModel(() -> MODEL, Optional.empty()).load(config)) {
      assertThat(model.description().name()).isEqualTo("epsilon");
    }
    assertThat(folder).isEmptyDirectory();

    new LocalModel(() -> MODEL, Optional.of(graphs)).load(config).close();

    assertThat(graphs).isNotEmptyDirectory();
  }
}
