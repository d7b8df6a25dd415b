package io.avatarorigin.operator.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Quantity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperatorConfigReaderTest {
  @TempDir Path folder;

  @Test
  void needsAnImageAlone() throws IOException {
    OperatorConfig config = read("images: {origin: \"a:1\"}");

    assertThat(config.workerImage()).isEqualTo("a:1");
    assertThat(config.namespaces()).isEmpty();
    assertThat(config.kedaNamespace()).isEqualTo("keda");
    assertThat(config.profile(null))
        .hasValueSatisfying(
            profile -> {
              assertThat(profile.providers()).containsExactly("cpu");
              assertThat(profile.together()).isEqualTo(1);
            });
    assertThat(config.profile("nvidia-l4")).isEmpty();
  }

  @Test
  void readsProfilesAsKubernetesWritesThem() throws IOException {
    OperatorConfig config =
        read(
            """
            images: {origin: "a:1", worker: "b:1"}
            watchNamespaces: [avatars]
            profiles:
              nvidia-l4:
                image: gpu:1
                providers: [cuda, cpu]
                lanes: 1
                together: 4
                nodeSelector: {nvidia.com/gpu.product: NVIDIA-L4}
                tolerations: [{key: nvidia.com/gpu, operator: Exists}]
                resources: {limits: {nvidia.com/gpu: 1, memory: 8Gi}}
            """);

    WorkerProfile profile = config.profile("nvidia-l4").orElseThrow();
    assertThat(profile.resources().getLimits())
        .containsEntry("nvidia.com/gpu", new Quantity("1"))
        .containsEntry("memory", new Quantity("8Gi"));
    assertThat(profile.tolerations().getFirst().getOperator()).isEqualTo("Exists");
    assertThat(config.profile(null)).isPresent();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                                                          | images.origin: is missing
          images: {origin: a, wroker: b}                              | wroker
          {images: {origin: a}, profiles: {L4: {}}}                   | profiles.L4: is no name
          {images: {origin: a}, profiles: {a: {providers: [rocm]}}}   | profiles.a.providers: must be cpu
          {images: {origin: a}, profiles: {a: {lanes: 0}}}            | profiles.a.lanes: must be 1 to 256, not 0
          {images: {origin: a}, profiles: {a: {together: many}}}      | together
          {images: {origin: a}, watchNamespaces: [A_B]}               | watchNamespaces: has A_B
          images: [                                                   | config.yaml:
          """)
  void saysWhatIsWrong(String yaml, String fault) {
    assertThatThrownBy(() -> read(yaml))
        .isInstanceOf(OperatorConfigException.class)
        .hasMessageContaining(fault)
        .hasMessageContaining("config.yaml");
  }

  @Test
  void saysWhereThereIsNoFile() {
    Path missing = folder.resolve("missing.yaml");

    assertThatThrownBy(() -> OperatorConfigReader.read(missing))
        .isInstanceOf(OperatorConfigException.class)
        .hasMessageContaining(missing.toString());
  }

  private OperatorConfig read(String yaml) throws IOException {
    return OperatorConfigReader.read(Files.writeString(folder.resolve("config.yaml"), yaml));
  }
}
