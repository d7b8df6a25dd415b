package io.avatarorigin.origin.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Raw values by path: what was set last over the file's, and those over the surroundings'. */
final class Layers {
  private final Value.Fields file;
  private final Map<String, Value> above = new HashMap<>();
  private final Map<String, Value> below = new HashMap<>();

  Layers(Value.Fields file) {
    this.file = file;
  }

  /** Overrides the file and whatever was set before. */
  void override(String path, Value value) {
    above.put(path, value);
  }

  /** What the path has when nobody says otherwise. */
  void fallBack(String path, Value value) {
    below.put(path, value);
  }

  /** The value that counts, unless nothing was set. */
  Optional<Value> find(String path) {
    Value value = above.get(path);
    if (value == null) {
      value = inFile(path);
    }
    if (value == null || value instanceof Value.Unset) {
      value = below.get(path);
    }
    return Optional.ofNullable(value);
  }

  /** Names the fields of the file that are not among the settings. */
  void refuseUnknown(List<Setting<?>> settings, String prefix, List<Fault> faults) {
    new UnknownKeys(settings.stream().map(Setting::path).toList(), faults).check(file, "", prefix);
  }

  /** Where the file, or the part of it that these layers are about, stands. */
  String place() {
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
