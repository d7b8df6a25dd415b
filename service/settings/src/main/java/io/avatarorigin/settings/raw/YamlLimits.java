package io.avatarorigin.settings.raw;

import java.util.Optional;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;

/** Keeps a file from costing more than its length. Each refusal is a fault's message. */
final class YamlLimits {
  /** Settings need 8; composing recurses, so thousands would exhaust the stack. */
  private static final int MOST_DEPTH = 10;

  /** What aliases stand for counts each time; a file that sets everything has about 100. */
  private static final int MOST_VALUES = 10_000;

  private int depth;
  private int values;

  /** Why the file may not go on with this event, before it is composed. */
  Optional<String> refusal(Event event) {
    return switch (event) {
      case CollectionStartEvent _ -> refusal(++depth);
      case CollectionEndEvent _ -> {
        depth--;
        yield Optional.empty();
      }
      // Composing copies what is merged, so merges of merges double with every line.
      case ScalarEvent scalar when scalar.isPlain() && scalar.getValue().equals("<<") ->
          Optional.of("takes no merge keys (<<); write the keys out");
      default -> Optional.empty();
    };
  }

  /** Why there may not be one more value, which lies in so many lists and maps. */
  Optional<String> valueRefusal(int nesting) {
    values++;
    return values > MOST_VALUES
        ? Optional.of("holds more than " + MOST_VALUES + " values")
        : refusal(nesting);
  }

  private static Optional<String> refusal(int nesting) {
    return nesting > MOST_DEPTH ? Optional.of("is nested too deeply") : Optional.empty();
  }
}
