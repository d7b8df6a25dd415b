package io.avatarorigin.settings;

import io.avatarorigin.settings.raw.Fault;
import io.avatarorigin.settings.raw.Value;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What sort of value a setting takes: how it is read, described and shown. */
public interface Kind<T> {
  /** Completes "must be ...", and is the type in docs/configuration.md. */
  String description();

  /** The value, or nothing after a fault was added. The raw value is never {@link Value.Unset}. */
  Optional<T> read(Value value, String path, List<Fault> faults);

  /** The value as YAML knows it: text, number, list or map; null for a value that is not set. */
  @Nullable Object plain(T value);

  /** What a setting without value and without default has; nothing when it must be given. */
  default Optional<T> unset() {
    return Optional.empty();
  }

  /** The raw value of an environment variable's or a flag's text. */
  default Value ofText(String text, String place, List<Fault> faults) {
    return new Value.Scalar(text, place);
  }
}
