package io.avatarorigin.vocabulary;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The values of a mapping by their keys.
 *
 * @param place the mapping
 * @param values by known keys
 * @param mistyped known keys that unknown ones resemble: one mistake is not reported twice
 */
record Fields(Place place, Map<String, Place> values, Set<String> mistyped) {
  Optional<Place> optional(String key) {
    return Optional.ofNullable(values.get(key));
  }

  /** Adds a fault where the key is missing. */
  Optional<Place> required(String key) {
    Optional<Place> value = optional(key);
    if (value.isEmpty() && !mistyped.contains(key)) {
      place.fault("key " + key + " is missing");
    }
    return value;
  }
}
