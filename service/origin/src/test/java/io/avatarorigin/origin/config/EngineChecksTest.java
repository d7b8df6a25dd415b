package io.avatarorigin.origin.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.avatarorigin.settings.ConfigException;
import io.avatarorigin.settings.ConfigSources;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineChecksTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          engine.kind=workers                                         | engine.kind: is workers, which needs engine.urls
          engine.urls=http://w:7860                                   | engine.urls: is set, which needs engine.kind
          engine.kind=embedded model=http://w:7860                    | model: is a URL, which needs another engine.kind
          model=http://w:7860 engine.urls=http://v:7860               | engine.urls: is set, and model is a URL as well
          engine.kind=openai engine.urls=http://w model=/models/a     | model: is a folder
          engine.kind=workers engine.urls=ftp://w                     | engine.urls[0]: must be an http or https URL
          engine.token=a engine.token-file=/b                         | engine.token-file: is set, as is engine.token
          engine.tls.key=/a                                           | engine.tls.certificate: and engine.tls.key belong together
          """)
  void refusesWhatDoesNotGoTogether(String settings, String fault) {
    assertThatThrownBy(() -> engine(settings.split(" ")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(fault);
  }

  @Test
  void takesTheUrlOfAModelForAServer() {
    EngineConfig engine = engine("model=http://studio:7860");

    assertThat(engine.kind()).isEqualTo(EngineConfig.Kind.AUTOMATIC1111);
    assertThat(engine.remote().urls()).containsExactly(URI.create("http://studio:7860"));
  }

  @Test
  void asksTheModelsServerInTheWayThatIsSaid() {
    EngineConfig engine = engine("model=http://studio:7860", "engine.kind=workers");

    assertThat(engine.kind()).isEqualTo(EngineConfig.Kind.WORKERS);
    assertThat(engine.remote().urls()).containsExactly(URI.create("http://studio:7860"));
  }

  private static EngineConfig engine(String... settings) {
    List<ConfigSources.Flag> flags =
        Arrays.stream(settings)
            .map(set -> set.split("=", 2))
            .map(set -> new ConfigSources.Flag("--set", set[0], set[1]))
            .toList();
    return ConfigLoader.load(
            new ConfigSources(Optional.empty(), Map.of("HOME", "/home/ada"), flags, 2))
        .config()
        .engine();
  }
}
