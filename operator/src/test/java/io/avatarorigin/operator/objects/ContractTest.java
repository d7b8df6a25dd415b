package io.avatarorigin.operator.objects;

import static org.assertj.core.api.Assertions.assertThat;

import io.avatarorigin.origin.config.ConfigLoader;
import io.avatarorigin.origin.config.EngineConfig;
import io.avatarorigin.origin.config.OriginConfig;
import io.avatarorigin.settings.ConfigSources;
import io.avatarorigin.vocabulary.Vocabulary;
import io.avatarorigin.worker.config.WorkerConfig;
import io.avatarorigin.worker.config.WorkerConfigLoader;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What pods are given is read by the very programs that they run. */
class ContractTest {
  @TempDir Path folder;

  static Stream<String> cases() throws IOException {
    return DerivedObjectsTest.cases();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theOriginTakesItsConfiguration(String name) throws IOException {
    List<HasMetadata> objects = DerivedObjectsTest.derived(name);
    ConfigMap files = configMap(objects, "-origin");
    Container container = container(objects, "origin");

    OriginConfig config =
        ConfigLoader.load(
                new ConfigSources(
                    Optional.of(write(files, Configs.ORIGIN_FILE)),
                    environment(container),
                    List.of(),
                    2))
            .config();

    assertThat(config.engine().kind()).isNotEqualTo(EngineConfig.Kind.EMBEDDED);
    assertThat(config.web().signingKeys()).hasSize(1);
    assertThat(container.getArgs()).last().asString().endsWith("/" + Configs.ORIGIN_FILE);
    String vocabulary = files.getData().get(Places.VOCABULARY_FILE);
    assertThat(config.vocabulary().toString().endsWith(Places.VOCABULARY_FILE))
        .isEqualTo(vocabulary != null);
    if (vocabulary != null) {
      assertThat(Vocabulary.parse(vocabulary, name).name()).isEqualTo("robots");
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theWorkerTakesItsConfiguration(String name) throws IOException {
    List<HasMetadata> objects = DerivedObjectsTest.derived(name);
    if (name.startsWith("external-")) {
      assertThat(objects).noneMatch(it -> it.getMetadata().getName().contains("worker"));
      return;
    }
    ConfigMap files = configMap(objects, "-worker");
    Container container = container(objects, "worker");

    WorkerConfig config =
        WorkerConfigLoader.load(
                new ConfigSources(
                    Optional.of(write(files, Configs.WORKER_FILE)),
                    environment(container),
                    List.of(),
                    2))
            .config();

    assertThat(config.access().tokenFile()).isPresent();
    assertThat(container.getArgs()).last().asString().endsWith("/" + Configs.WORKER_FILE);
  }

  private Path write(ConfigMap files, String name) throws IOException {
    return Files.writeString(folder.resolve(name), files.getData().get(name));
  }

  private static ConfigMap configMap(List<HasMetadata> objects, String ending) {
    return objects.stream()
        .filter(ConfigMap.class::isInstance)
        .map(ConfigMap.class::cast)
        .filter(map -> map.getMetadata().getName().endsWith(ending))
        .findFirst()
        .orElseThrow();
  }

  private static Container container(List<HasMetadata> objects, String name) {
    return objects.stream()
        .flatMap(object -> template(object).stream())
        .flatMap(template -> template.getSpec().getContainers().stream())
        .filter(container -> container.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Optional<PodTemplateSpec> template(HasMetadata object) {
    return switch (object) {
      case Deployment deployment -> Optional.of(deployment.getSpec().getTemplate());
      case StatefulSet set -> Optional.of(set.getSpec().getTemplate());
      default -> Optional.empty();
    };
  }

  /** Variables from Secrets have some text of a sensible length. */
  private static Map<String, String> environment(Container container) {
    Map<String, String> environment = new TreeMap<>();
    for (EnvVar variable : container.getEnv()) {
      environment.put(
          variable.getName(),
          variable.getValue() == null ? "a-secret-of-some-length" : variable.getValue());
    }
    return environment;
  }
}
