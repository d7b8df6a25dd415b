package io.avatarorigin.settings.raw;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads YAML 1.2 into {@link Value}s that know their lines. */
public final class YamlReader {
  private final String name;
  private final boolean lines;
  private final List<Fault> faults;
  private final YamlLimits limits = new YamlLimits();
  private String reached;
  private boolean refused;

  private YamlReader(String name, boolean lines, List<Fault> faults) {
    this.name = name;
    this.lines = lines;
    this.faults = faults;
    this.reached = name;
  }

  /** The file's settings; none, and a fault, when it cannot be read. */
  public static Value.Fields readFile(Path file, List<Fault> faults) {
    YamlReader reader = new YamlReader(file.toString(), true, faults);
    Value value = new Value.Unset(file.toString());
    try {
      value = reader.parse(Files.readString(file));
    } catch (NoSuchFileException e) {
      reader.fault(reader.name, "there is no such file");
    } catch (MalformedInputException e) {
      reader.fault(reader.name, "is not UTF-8 text");
    } catch (IOException e) {
      reader.fault(reader.name, "cannot be read: " + e.getMessage());
    }
    return switch (value) {
      case Value.Fields fields -> fields;
      case Value.Unset unset -> new Value.Fields(Map.of(), unset.place());
      case Value.Scalar _, Value.Items _ -> {
        reader.fault(value.place(), "must hold settings, one `key: value` a line");
        yield new Value.Fields(Map.of(), value.place());
      }
    };
  }

  /** A value given as one line of YAML, in an environment variable or a flag. */
  public static Value readLine(String text, String place, List<Fault> faults) {
    return new YamlReader(place, false, faults).parse(text);
  }

  /** A file's text that was read before; places name its lines. */
  public static Value readText(String text, String name, List<Fault> faults) {
    return new YamlReader(name, true, faults).parse(text);
  }

  private Value parse(String text) {
    LoadSettings settings = LoadSettings.builder().setLabel(name).build();
    try {
      for (Event event : new Parse(settings).parseString(text)) {
        reached = event.getEndMark().map(this::place).orElse(name);
        Optional<String> refusal = limits.refusal(event);
        if (refusal.isPresent()) {
          fault(event.getStartMark().map(this::place).orElse(name), refusal.get());
          return new Value.Unset(name);
        }
      }
      Value value =
          new Compose(settings)
              .composeString(text)
              .<Value>map(node -> convert(node, "", 0))
              .orElse(new Value.Unset(name));
      return refused ? new Value.Unset(name) : value;
    } catch (MarkedYamlEngineException e) {
      String place = e.getProblemMark().map(this::place).orElse(name);
      fault(place, "is not YAML: " + withoutContent(e.getProblem()));
    } catch (YamlEngineException e) {
      fault(name, "is not YAML: " + e.getMessage());
    } catch (IllegalArgumentException e) {
      // The engine lets this out for an escape beyond Unicode, such as U+FFFFFFFF.
      fault(reached, "is not YAML: a character escape behind this is beyond Unicode");
    }
    return new Value.Unset(name);
  }

  /** A problem may quote an alias or tag, which in a secret would be a part of it. */
  private static String withoutContent(String problem) {
    return problem.replaceFirst("^(found undefined (?:alias|tag handle)).*", "$1");
  }

  private Value convert(Node node, String path, int depth) {
    String place = place(node);
    if (refused) {
      return new Value.Unset(place);
    }
    Optional<String> refusal = limits.valueRefusal(depth);
    if (refusal.isPresent()) {
      fault(place, refusal.get());
      refused = true;
      return new Value.Unset(place);
    }
    return switch (node) {
      case ScalarNode scalar when scalar.getTag().equals(Tag.NULL) -> new Value.Unset(place);
      case ScalarNode scalar -> new Value.Scalar(scalar.getValue(), place);
      case SequenceNode sequence ->
          new Value.Items(
              sequence.getValue().stream()
                  .map(item -> convert(item, path + "[]", depth + 1))
                  .toList(),
              place);
      case MappingNode mapping -> fields(mapping, path, depth);
      default -> throw new IllegalStateException("composing leaves no " + node.getNodeType());
    };
  }

  private Value.Fields fields(MappingNode mapping, String path, int depth) {
    Map<String, Value.Field> fields = new LinkedHashMap<>();
    Set<String> twice = new HashSet<>();
    for (NodeTuple tuple : mapping.getValue()) {
      String keyPlace = place(tuple.getKeyNode());
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        fault(keyPlace, "a key must be a plain word");
        continue;
      }
      String keyPath = path.isEmpty() ? key.getValue() : path + "." + key.getValue();
      Value value = convert(tuple.getValueNode(), keyPath, depth + 1);
      if (fields.putIfAbsent(key.getValue(), new Value.Field(value, keyPlace)) != null
          && twice.add(key.getValue())) {
        faults.add(new Fault(keyPlace, keyPath, "is there twice"));
      }
    }
    return new Value.Fields(fields, place(mapping));
  }

  private String place(Node node) {
    return node.getStartMark().map(this::place).orElse(name);
  }

  private String place(Mark mark) {
    return lines ? name + ":" + (mark.getLine() + 1) : name;
  }

  private void fault(String place, String message) {
    faults.add(new Fault(place, "", message));
  }
}
