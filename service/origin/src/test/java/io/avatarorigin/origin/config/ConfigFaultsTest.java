package io.avatarorigin.origin.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.avatarorigin.settings.ConfigException;
import io.avatarorigin.settings.ConfigSources;
import io.avatarorigin.settings.raw.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Golden files; {@code -Dgolden.update=true} rewrites them and fails, so that somebody reads. */
class ConfigFaultsTest {
  private static final Path CASES = Path.of("src/test/resources/ConfigFaultsTest");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "wrong-values",
        "unknown-keys",
        "wrong-shapes",
        "not-yaml",
        "cross-checks",
        "signing-keys",
        "shared-bucket",
        "s3-access",
        "s3-rules",
        "environment"
      })
  void namesEveryFaultWithItsPlaceAndPath(String name) throws IOException {
    Path folder = CASES.resolve(name);
    Path environment = folder.resolve("in-environment.txt");
    ConfigSources sources =
        new ConfigSources(
            Optional.of(folder.resolve("in-config.yaml")),
            Files.exists(environment) ? variables(environment) : Map.of(),
            List.of(),
            2);

    ConfigException refused =
        catchThrowableOfType(ConfigException.class, () -> ConfigLoader.load(sources));

    String message = refused.getMessage().replace(folder + "/", "") + "\n";
    Path expected = folder.resolve("out-faults.txt");
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(expected, message);
    }
    assertThat(message).isEqualTo(Files.readString(expected));
    assertThat(message).doesNotContain("hidden");
    assertThat(Boolean.getBoolean("golden.update")).as("golden files were rewritten").isFalse();
  }

  @Test
  void namesAFileThatIsNotThere() {
    ConfigSources sources =
        new ConfigSources(Optional.of(Path.of("nowhere.yaml")), Map.of(), List.of(), 2);

    ConfigException refused =
        catchThrowableOfType(ConfigException.class, () -> ConfigLoader.load(sources));

    assertThat(refused).hasMessage("nowhere.yaml: there is no such file");
  }

  @Test
  void namesFlags() {
    List<ConfigSources.Flag> flags =
        List.of(
            new ConfigSources.Flag("--s3-port", "s3.port", "many"),
            new ConfigSources.Flag("--set", "web.acces", "off"));
    ConfigSources sources = new ConfigSources(Optional.empty(), Map.of(), flags, 2);

    ConfigException refused =
        catchThrowableOfType(ConfigException.class, () -> ConfigLoader.load(sources));

    assertThat(refused.faults())
        .extracting(Fault::toString)
        .containsExactly(
            "--set: web.acces: is unknown; did you mean web.access?",
            "--s3-port: s3.port: must be a port (0 to 65535; 0 for any that is free), not \"many\"");
  }

  private static Map<String, String> variables(Path file) throws IOException {
    Map<String, String> variables = new TreeMap<>();
    for (String line : Files.readAllLines(file)) {
      int equals = line.indexOf('=');
      variables.put(line.substring(0, equals), line.substring(equals + 1));
    }
    return variables;
  }
}
