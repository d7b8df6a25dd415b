package io.avatarorigin.operator.objects;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A configuration file in the making: nested keys, in the order in which they are put. */
final class Tree {
  private final Map<String, Object> root = new LinkedHashMap<>();

  /**
   * Sets what stands at a path.
   *
   * @param path keys joined by dots
   * @param value text, number, switch, list or map; null for nothing
   */
  @SuppressWarnings("unchecked") // what is not a leaf is a map that this class has made
  Tree put(String path, @Nullable Object value) {
    if (value == null) {
      return this;
    }
    String[] keys = path.split("\\.", -1);
    Map<String, Object> at = root;
    for (int i = 0; i < keys.length - 1; i++) {
      at = (Map<String, Object>) at.computeIfAbsent(keys[i], _ -> new LinkedHashMap<>());
    }
    at.put(keys[keys.length - 1], value);
    return this;
  }

  String yaml() {
    return Yaml.text(root);
  }
}
