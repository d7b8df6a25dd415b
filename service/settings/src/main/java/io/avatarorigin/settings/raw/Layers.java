package io.avatarorigin.settings.raw;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Raw values by path. What was set last counts more than the file, and the file more than what its
 * surroundings have.
 */
public final class Layers {
  private final Value.Fields file;
  private final Map<String, Value> above = new HashMap<>();
  private final Map<String, Value> below = new HashMap<>();

  /** What the file says, with nothing above or below it yet. */
  public Layers(Value.Fields file) {
    this.file = file;
  }

  /** Overrides the file and whatever was set before. */
  public void override(String path, Value value) {
    above.put(path, value);
  }

  /** What the path has when nobody says otherwise. */
  public void fallBack(String path, Value value) {
    below.put(path, value);
  }

  /** The value that counts, unless nothing was set. */
  public Optional<Value> find(String path) {
    Value value = above.get(path);
    if (value == null) {
      value = inFile(path);
    }
    if (value == null || value instanceof Value.Unset) {
      value = below.get(path);
    }
    return Optional.ofNullable(value);
  }

  /**
   * Adds a fault for each field of the file that is none of these.
   *
   * @param known the paths of all settings
   * @param prefix what stands before a path where it is shown
   */
  public void refuseUnknown(List<String> known, String prefix, List<Fault> faults) {
    new UnknownKeys(known, faults).check(file, "", prefix);
  }

  /** Where the file, or the part of it that these layers are about, stands. */
  public String place() {
    return file.place();
  }

  private @Nullable Value inFile(String path) {
    Value value = file;
    for (String key : path.split("\\.", -1)) {
      if (!(value instanceof Value.Fields fields) || fields.fields().get(key) == null) {
        return null;
      }
      value = fields.fields().get(key).value();
    }
    return value;
  }
}
