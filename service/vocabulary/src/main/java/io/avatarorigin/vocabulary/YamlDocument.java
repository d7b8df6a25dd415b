package io.avatarorigin.vocabulary;

import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * Turns text into the one YAML document that it must hold. Its limits keep a hostile file from
 * costing more than its length.
 */
final class YamlDocument {
  /** In characters; the azurda preset has 2,000. */
  static final int MOST_CHARACTERS = 256 * 1024;

  private YamlDocument() {}

  /** The root of the document, or nothing where faults were added. */
  static Optional<Node> read(String yaml, Faults faults) {
    if (yaml.length() > MOST_CHARACTERS) {
      faults.add(
          "",
          Optional.empty(),
          "the file has %d characters; %d are the most".formatted(yaml.length(), MOST_CHARACTERS));
      return Optional.empty();
    }
    LoadSettings settings =
        LoadSettings.builder()
            .setSchema(new CoreSchema())
            .setCodePointLimit(MOST_CHARACTERS)
            .setMaxAliasesForCollections(YamlLimits.MOST_ALIASES)
            .build();
    YamlLimits limits = new YamlLimits(faults);
    try {
      for (Event event : new Parse(settings).parseString(yaml)) {
        if (!limits.admit(event)) {
          return Optional.empty();
        }
      }
      return faults.isEmpty() ? new Compose(settings).composeString(yaml) : Optional.empty();
    } catch (MarkedYamlEngineException e) {
      faults.add("", e.getProblemMark().or(e::getContextMark), problem(e));
    } catch (ReaderException e) {
      faults.add(unreadable(yaml, e));
    } catch (YamlEngineException e) {
      faults.add("", Optional.empty(), "not YAML: " + inOneLine(String.valueOf(e.getMessage())));
    } catch (IllegalArgumentException e) {
      // The engine lets this out for an escape beyond Unicode, such as U+FFFFFFFF.
      faults.add(
          "", limits.reached(), "not YAML: a character escape behind this is beyond Unicode");
    }
    return Optional.empty();
  }

  private static String problem(MarkedYamlEngineException e) {
    String context =
        e.getContextMark()
            .filter(_ -> e.getContext() != null)
            .map(mark -> " (" + e.getContext() + " from line " + (mark.getLine() + 1) + ")")
            .orElse("");
    return "not YAML: " + inOneLine(e.getProblem() + context);
  }

  private static String inOneLine(String message) {
    return message.replaceAll("\\p{Cntrl}", " ");
  }

  /** The reader counts characters (code points) where all else has marks. */
  private static Fault unreadable(String yaml, ReaderException e) {
    int end =
        yaml.offsetByCodePoints(
            0, Math.min(e.getPosition(), yaml.codePointCount(0, yaml.length())));
    String before = yaml.substring(0, end);
    int line = (int) before.chars().filter(character -> character == '\n').count() + 1;
    int lineStart = before.lastIndexOf('\n') + 1;
    int column = before.codePointCount(lineStart, end) + 1;
    return new Fault(
        "", line, column, "character U+%04X is not allowed in YAML".formatted(e.getCodePoint()));
  }
}
