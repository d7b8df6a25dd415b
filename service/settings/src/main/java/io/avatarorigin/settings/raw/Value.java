package io.avatarorigin.settings.raw;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A setting's raw value, and the place it comes from. */
public sealed interface Value {
  /** {@code file:line}, an environment variable or a flag; empty for a default. */
  String place();

  /** A plain text, not yet understood. */
  record Scalar(String text, String place) implements Value {}

  /** A value that was left empty, which counts as not set. */
  record Unset(String place) implements Value {}

  /** Values in the order in which they were written. */
  record Items(List<Value> items, String place) implements Value {
    public Items {
      items = List.copyOf(items);
    }
  }

  /** Fields in the order in which they were written. */
  record Fields(Map<String, Field> fields, String place) implements Value {
    public Fields {
      fields = new LinkedHashMap<>(fields);
    }
  }

  /** A field's value, and the place of its key, which may be lines above. */
  record Field(Value value, String keyPlace) {}
}
