package io.avatarorigin.settings;

import io.avatarorigin.settings.raw.Fault;
import io.avatarorigin.settings.raw.Value;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A value that is one text.
 *
 * @param parse throws IllegalArgumentException for what the description does not cover
 * @param echo how a refused text is quoted, starting with a comma; empty for secrets
 */
public record ScalarKind<T>(
    String description,
    Function<String, T> parse,
    Function<T, Object> show,
    Function<String, String> echo)
    implements Kind<T> {

  /** A value that faults may quote. */
  public ScalarKind(String description, Function<String, T> parse, Function<T, Object> show) {
    this(description, parse, show, text -> ", not \"" + text + "\"");
  }

  @Override
  public Optional<T> read(Value value, String path, List<Fault> faults) {
    if (!(value instanceof Value.Scalar(String text, String place))) {
      faults.add(new Fault(value.place(), path, "must be " + description + ", not a list or map"));
      return Optional.empty();
    }
    try {
      return Optional.of(parse.apply(text.strip()));
    } catch (IllegalArgumentException e) {
      faults.add(new Fault(place, path, "must be " + description + echo.apply(text)));
      return Optional.empty();
    }
  }

  @Override
  public Object plain(T value) {
    return show.apply(value);
  }
}
