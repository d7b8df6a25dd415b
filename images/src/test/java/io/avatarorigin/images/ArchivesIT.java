package io.avatarorigin.images;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cyclonedx.Version;
import org.cyclonedx.parsers.JsonParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the archives hold that were made, for processors or for GPUs. */
@ParameterizedClass
@MethodSource("archives")
class ArchivesIT {
  private static final String DOCUMENT = "opt/avatar-origin/sbom.cdx.json";

  private final Path document;
  private final ImageFiles files;

  ArchivesIT(Path archive) throws IOException {
    this.document =
        archive.resolveSibling(archive.getFileName().toString().replace(".tar", ".cdx.json"));
    this.files = ImageFiles.of(archive);
  }

  static List<Path> archives() throws IOException {
    try (Stream<Path> all = Files.list(Repository.ROOT.resolve("images/target"))) {
      return all.filter(file -> file.toString().endsWith(".tar")).sorted().toList();
    }
  }

  @Test
  void theDocumentIsValid() throws Exception {
    assertThat(new JsonParser().validate(document.toFile(), Version.VERSION_16)).isEmpty();
    assertThat(files.content(DOCUMENT)).isEqualTo(Files.readAllBytes(document));
  }

  @Test
  void theDocumentTellsOfEveryJarAndPackage() throws IOException {
    JsonNode parts = new ObjectMapper().readTree(document.toFile()).path("components");
    Set<String> jars =
        parts
            .valueStream()
            .filter(part -> part.path("purl").asText().startsWith("pkg:maven/"))
            .map(part -> part.path("name").asText() + "-" + part.path("version").asText() + ".jar")
            .collect(Collectors.toSet());
    Set<String> packages =
        parts
            .valueStream()
            .filter(part -> part.path("purl").asText().startsWith("pkg:deb/"))
            .map(part -> part.path("name").asText())
            .collect(Collectors.toSet());

    assertThat(jars).isNotEmpty().isEqualTo(files.namesIn("opt/avatar-origin/lib"));
    assertThat(packages).isNotEmpty().isEqualTo(files.namesIn("var/lib/dpkg/status.d"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"timestamp", "serialNumber", "hashes"})
  void theDocumentIsOfNoTimeAndOfNoOtherFiles(String key) throws IOException {
    assertThat(new ObjectMapper().readTree(document.toFile()).findValues(key)).isEmpty();
  }

  @Test
  void everybodyCanReadItAndNobodyWrite() {
    assertThat(files.modes().entrySet())
        .isNotEmpty()
        .allSatisfy(
            file -> {
              String mode = Integer.toOctalString(file.getValue());
              if (file.getKey().equals("tmp/")) {
                assertThat(mode).endsWith("777");
              } else if (file.getKey().endsWith("/")) {
                assertThat(mode).as(file.getKey()).endsWith("755");
              } else {
                assertThat(mode).as(file.getKey()).matches(".*(644|755)");
              }
            });
  }

  @Test
  void nothingTellsWhereItWasMade() {
    assertThat(files.naming(Repository.ROOT.toString())).isEmpty();
    assertThat(files.naming("/.m2/repository")).isEmpty();
  }
}
