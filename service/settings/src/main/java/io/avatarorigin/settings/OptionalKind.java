package io.avatarorigin.settings;

import io.avatarorigin.settings.raw.Fault;
import io.avatarorigin.settings.raw.Value;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A value that may be left out. */
public record OptionalKind<T>(Kind<T> kind) implements Kind<Optional<T>> {
  @Override
  public String description() {
    return kind.description();
  }

  @Override
  public Optional<Optional<T>> read(Value value, String path, List<Fault> faults) {
    Optional<T> read = kind.read(value, path, faults);
    return read.isPresent() ? Optional.of(read) : Optional.empty();
  }

  @Override
  public @Nullable Object plain(Optional<T> value) {
    return value.isPresent() ? kind.plain(value.get()) : null;
  }

  @Override
  public Optional<Optional<T>> unset() {
    return Optional.of(Optional.empty());
  }
}
