package io.avatarorigin.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.avatarorigin.worker.load.LoadProgress;
import io.avatarorigin.worker.load.ModelProvision;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredGraphsTest {
  @TempDir private Path folder;

  @Test
  void areWhereTheModelsProvisionSays() {
    Provision provision = new Provision(Optional.of(folder.resolve("graphs")));

    TestedWorker.setup().with(provision).ready().close();

    assertThat(folder.resolve("graphs")).isNotEmptyDirectory();
  }

  private record Provision(Optional<Path> graphs) implements ModelProvision {
    @Override
    public Path provide(LoadProgress progress) {
      return TestedWorker.MODEL;
    }
  }
}
