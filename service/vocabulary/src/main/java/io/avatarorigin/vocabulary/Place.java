package io.avatarorigin.vocabulary;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A value in a YAML document and the path to it. Each way to read it returns nothing where it adds
 * a fault, so that the reader goes on to the next place.
 */
record Place(String path, Node node, Faults faults) {
  private static final Pattern KEY = Pattern.compile("[\\w-]{1,40}");
  private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,9}");
  private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,9}(\\.[0-9]{1,9})?");

  void fault(String message) {
    faults.add(path, node.getStartMark(), message);
  }

  /** Its keys, all of which must be {@code known}, each once. */
  Optional<Fields> fields(List<String> known) {
    if (!(node instanceof MappingNode mapping)) {
      fault("must be a mapping (%s), not %s".formatted(String.join(", ", known), description()));
      return Optional.empty();
    }
    Map<String, Place> values = new HashMap<>();
    Set<String> mistyped = new HashSet<>();
    for (NodeTuple entry : mapping.getValue()) {
      String key = entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
      Place keyPlace = new Place(child(key), entry.getKeyNode(), faults);
      if (!known.contains(key)) {
        keyPlace.fault(
            "unknown key %s%s; known here: %s"
                .formatted(
                    keyPlace.description(),
                    NearestName.suggestion(key, known),
                    String.join(", ", known)));
        NearestName.find(key, known).ifPresent(mistyped::add);
        continue;
      }
      Place value = new Place(child(key), entry.getValueNode(), faults);
      if (values.putIfAbsent(key, value) != null) {
        keyPlace.fault("key " + key + " is here for the second time");
      }
    }
    return Optional.of(new Fields(this, values, mistyped));
  }

  /** Its items, of which there must be {@code least} to {@code most}. */
  Optional<List<Place>> items(int least, int most) {
    if (!(node instanceof SequenceNode sequence)) {
      fault("must be a list, not " + description());
      return Optional.empty();
    }
    List<Node> nodes = sequence.getValue();
    if (nodes.size() < least || nodes.size() > most) {
      String range = least == most ? String.valueOf(least) : least + " to " + most;
      fault("must have %s items, and has %d".formatted(range, nodes.size()));
      return Optional.empty();
    }
    List<Place> items = new ArrayList<>();
    for (int index = 0; index < nodes.size(); index++) {
      items.add(new Place(path + "[" + index + "]", nodes.get(index), faults));
    }
    return Optional.of(items);
  }

  boolean isList() {
    return node instanceof SequenceNode;
  }

  /** Its text in one line: white space around it is dropped, and within it becomes one blank. */
  Optional<String> text(int most) {
    if (!(node instanceof ScalarNode scalar)) {
      fault("must be text, not " + description());
      return Optional.empty();
    }
    if (isNull(scalar)) {
      fault("has no value; write \"\" for no text");
      return Optional.empty();
    }
    String text = scalar.getValue().strip().replaceAll("\\s+", " ");
    if (text.length() > most) {
      fault("has %d characters; %d are the most".formatted(text.length(), most));
      return Optional.empty();
    }
    if (text.codePoints().anyMatch(Place::isUnprintable)) {
      fault("has a control character or half a surrogate pair in it");
      return Optional.empty();
    }
    return Optional.of(text);
  }

  OptionalInt integer(int least, int most) {
    if (!isPlain(WHOLE)) {
      fault("must be a whole number, not " + description());
      return OptionalInt.empty();
    }
    int value = Integer.parseInt(((ScalarNode) node).getValue());
    if (value < least || value > most) {
      fault("must be %d to %d, not %d".formatted(least, most, value));
      return OptionalInt.empty();
    }
    return OptionalInt.of(value);
  }

  OptionalDouble decimal(int least, int most) {
    if (!isPlain(DECIMAL)) {
      fault("must be a number, not " + description());
      return OptionalDouble.empty();
    }
    double value = Double.parseDouble(((ScalarNode) node).getValue());
    if (value < least || value > most) {
      fault("must be %d to %d, not %s".formatted(least, most, value));
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(value);
  }

  Optional<Boolean> bool() {
    if (node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.BOOL)) {
      return Optional.of(Boolean.parseBoolean(scalar.getValue()));
    }
    fault("must be true or false, not " + description());
    return Optional.empty();
  }

  /** What stands here, for a message. */
  String description() {
    return switch (node) {
      case ScalarNode scalar when isNull(scalar) -> "nothing";
      case ScalarNode scalar -> Quoted.of(scalar.getValue());
      case SequenceNode _ -> "a list";
      default -> "a mapping";
    };
  }

  /** A key that would not fit into a path is shown in the message alone. */
  private String child(String key) {
    if (!KEY.matcher(key).matches()) {
      return path;
    }
    return path.isEmpty() ? key : path + "." + key;
  }

  /** Whether it is written without quotation marks and as {@code pattern} says. */
  private boolean isPlain(Pattern pattern) {
    return node instanceof ScalarNode scalar
        && scalar.isPlain()
        && pattern.matcher(scalar.getValue()).matches();
  }

  private static boolean isNull(ScalarNode scalar) {
    return scalar.getTag().equals(Tag.NULL);
  }

  private static boolean isUnprintable(int codePoint) {
    return Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.SURROGATE;
  }
}
