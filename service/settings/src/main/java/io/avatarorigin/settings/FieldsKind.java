package io.avatarorigin.settings;

import io.avatarorigin.settings.raw.Fault;
import io.avatarorigin.settings.raw.Layers;
import io.avatarorigin.settings.raw.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A value with named fields, such as one bucket of a list. */
public record FieldsKind<T>(
    List<Setting<?>> settings, Function<Values, T> create, Function<T, Values> values)
    implements Kind<T> {

  public FieldsKind {
    settings = List.copyOf(settings);
  }

  @Override
  public String description() {
    return "{" + String.join(", ", settings.stream().map(Setting::path).toList()) + "}";
  }

  @Override
  public Optional<T> read(Value value, String path, List<Fault> faults) {
    if (!(value instanceof Value.Fields fields)) {
      faults.add(new Fault(value.place(), path, "must be " + description()));
      return Optional.empty();
    }
    int before = faults.size();
    Values read = Values.read(new Layers(fields), settings, path + ".", faults);
    return faults.size() == before ? Optional.of(create.apply(read)) : Optional.empty();
  }

  @Override
  public Object plain(T value) {
    Values shown = values.apply(value);
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    settings.forEach(setting -> map.put(setting.path(), shown.plain(setting)));
    return map;
  }
}
