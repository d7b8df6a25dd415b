package io.avatarorigin.vocabulary;

import java.util.Optional;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** Watches the events of a file, before its document is built, for what no vocabulary holds. */
final class YamlLimits {
  /** A vocabulary needs 5; the composer recurses, so thousands would exhaust the stack. */
  static final int MOST_DEPTH = 16;

  static final int MOST_ALIASES = 100;

  private final Faults faults;
  private int documents;
  private int depth;
  private int aliases;
  private Optional<Mark> reached = Optional.empty();

  YamlLimits(Faults faults) {
    this.faults = faults;
  }

  /** Whether the file may go on; if not, a fault says why. */
  boolean admit(Event event) {
    reached = event.getEndMark();
    switch (event) {
      case DocumentStartEvent _ -> documents++;
      case CollectionStartEvent start -> {
        depth++;
        refuseTag(start, start.getTag());
      }
      case CollectionEndEvent _ -> depth--;
      case ScalarEvent scalar -> {
        refuseTag(scalar, scalar.getTag());
        refuseMerge(scalar);
      }
      case AliasEvent _ -> aliases++;
      default -> {
        // Ends and comments say nothing about size.
      }
    }
    if (documents > 1) {
      return refuse(event, "a second document begins here; a file holds one vocabulary");
    }
    if (depth > MOST_DEPTH) {
      return refuse(event, "nested deeper than " + MOST_DEPTH + " levels");
    }
    return aliases <= MOST_ALIASES
        || refuse(event, "more than " + MOST_ALIASES + " aliases (*name)");
  }

  /** Where the last event ended. */
  Optional<Mark> reached() {
    return reached;
  }

  private void refuseTag(Event event, Optional<String> tag) {
    tag.ifPresent(
        name -> refuse(event, "tag " + Quoted.of(name) + " has no meaning here; leave it out"));
  }

  /** The composer copies what is merged, so merges of merges grow without any bound on aliases. */
  private void refuseMerge(ScalarEvent scalar) {
    if (scalar.isPlain() && scalar.getValue().equals("<<")) {
      refuse(scalar, "merge keys (<<) are not taken; write the keys out");
    }
  }

  private boolean refuse(Event event, String message) {
    faults.add("", event.getStartMark(), message);
    return false;
  }
}
