package io.avatarorigin.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.avatarorigin.model.BundledModel;
import io.avatarorigin.settings.ConfigSources;
import io.avatarorigin.worker.config.WorkerConfig;
import io.avatarorigin.worker.config.WorkerConfigLoader;
import io.avatarorigin.worker.fetch.FetchOptions;
import io.avatarorigin.worker.fetch.source.FetchException;
import io.avatarorigin.worker.fetch.source.HubOptions;
import io.avatarorigin.worker.fetch.source.RetryPolicy;
import io.avatarorigin.worker.fetch.source.S3Options;
import io.avatarorigin.worker.load.LoadStage;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerProvisionTest {
  @TempDir Path data;

  private final List<LoadStage> stages = new ArrayList<>();

  @Test
  void unpacksTheBundledModel() {
    Path folder = provide("bundled", FetchOptions.DEFAULT);

    assertThat(folder.resolve("model_index.json")).exists();
    assertThat(stages).containsExactly(LoadStage.FETCHING);
  }

  @Test
  void readsAFolderWhereItIs() {
    Path model = BundledModel.unpack(data.resolve("elsewhere"));

    assertThat(provide(model.toString(), FetchOptions.DEFAULT)).isEqualTo(model);
    assertThat(provide(model.toUri().toString(), FetchOptions.DEFAULT)).isEqualTo(model);
  }

  @Test
  void saysWhichHubCannotBeReached() throws IOException {
    FetchOptions options =
        FetchOptions.DEFAULT
            .from(
                new HubOptions(URI.create("http://127.0.0.1:" + nobody()), Optional.empty()),
                S3Options.DEFAULT)
            .with(Duration.ofSeconds(5), new RetryPolicy(1, Duration.ZERO, Duration.ZERO));

    assertThatThrownBy(() -> provide("hf://organisation/name@v1", options))
        .isInstanceOf(FetchException.class)
        .hasMessageContaining("127.0.0.1");
  }

  private Path provide(String model, FetchOptions options) {
    WorkerConfig config =
        WorkerConfigLoader.load(
                new ConfigSources(
                    Optional.empty(),
                    Map.of(),
                    List.of(
                        new ConfigSources.Flag("--model", "model", model),
                        new ConfigSources.Flag("--data", "data", data.toString())),
                    2))
            .config();
    return new WorkerProvision(config, options, Optional.empty())
        .provide((stage, _) -> stages.add(stage));
  }

  private static int nobody() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
