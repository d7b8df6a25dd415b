package io.avatarorigin.operator.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A fenced block of YAML in a document for users.
 *
 * @param place file and line
 */
record YamlExample(String place, String text) {
  private static final Path REPOSITORY = Path.of("").toAbsolutePath().getParent();
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```yaml\\R(.*?)^```$");
  private static final ObjectReader YAML =
      YAMLMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build()
          .readerFor(JsonNode.class);

  /** Those of the README and of all guides. */
  static List<YamlExample> all() throws IOException {
    try (Stream<Path> guides = Files.list(REPOSITORY.resolve("docs"))) {
      return Stream.concat(Stream.of(REPOSITORY.resolve("README.md")), guides)
          .filter(file -> file.toString().endsWith(".md"))
          .sorted()
          .flatMap(file -> in(file).stream())
          .toList();
    }
  }

  private static List<YamlExample> in(Path file) {
    try {
      String document = Files.readString(file);
      return BLOCK
          .matcher(document)
          .results()
          .map((MatchResult block) -> of(file, document, block))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static YamlExample of(Path file, String document, MatchResult block) {
    long line = document.substring(0, block.start(1)).lines().count() + 1;
    return new YamlExample(REPOSITORY.relativize(file) + ":" + line, block.group(1));
  }

  /** What the block consists of; several where it has {@code ---} in it. */
  List<JsonNode> documents() {
    try (MappingIterator<JsonNode> documents = YAML.readValues(text)) {
      return documents.readAll();
    } catch (JsonProcessingException e) {
      throw new AssertionError(place + ": " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return place;
  }
}
