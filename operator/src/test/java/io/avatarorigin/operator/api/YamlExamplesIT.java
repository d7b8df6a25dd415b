package io.avatarorigin.operator.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.avatarorigin.operator.reconcile.TestedOperator;
import io.avatarorigin.testbed.Cluster;
import io.avatarorigin.testbed.KubernetesTest;
import io.avatarorigin.testbed.TestNamespace;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The API server takes the resources that documents show, of the kinds that it knows. */
@KubernetesTest
class YamlExamplesIT {
  private static final Set<String> KINDS =
      Set.of("AvatarOrigin", "Ingress", "NetworkPolicy", "Secret");

  @TempDir private Path folder;

  static List<YamlExample> examples() throws IOException {
    return YamlExample.all().stream()
        .filter(example -> resources(example).findAny().isPresent())
        .toList();
  }

  private static Stream<JsonNode> resources(YamlExample example) {
    return example.documents().stream()
        .filter(document -> KINDS.contains(document.path("kind").asText()));
  }

  @BeforeEach
  void install(Cluster cluster) {
    TestedOperator.install(cluster);
  }

  @ParameterizedTest
  @MethodSource("examples")
  void areTaken(YamlExample example, Cluster cluster, TestNamespace namespace) throws IOException {
    for (JsonNode resource : resources(example).toList()) {
      ((ObjectNode) resource.get("metadata")).put("namespace", namespace.name());
      Path file =
          Files.writeString(folder.resolve("resource.yaml"), Serialization.asYaml(resource));

      assertThat(
              cluster.kubectl(
                  "apply", "--dry-run=server", "--validate=strict", "-f", file.toString()))
          .contains("(server dry run)");
    }
  }
}
