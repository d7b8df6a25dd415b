package io.avatarorigin.settings;

import io.avatarorigin.settings.raw.Fault;
import io.avatarorigin.settings.raw.Value;
import io.avatarorigin.settings.raw.YamlReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Several values: a YAML list, or one text with commas in an environment variable or flag. */
public record ListKind<T>(Kind<T> item) implements Kind<List<T>> {
  @Override
  public String description() {
    return "a list, each " + item.description();
  }

  @Override
  public Optional<List<T>> read(Value value, String path, List<Fault> faults) {
    if (!(value instanceof Value.Items(List<Value> items, String _))) {
      faults.add(new Fault(value.place(), path, "must be " + description()));
      return Optional.empty();
    }
    List<T> list = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      String itemPath = path + "[" + i + "]";
      if (items.get(i) instanceof Value.Unset(String place)) {
        faults.add(new Fault(place, itemPath, "is empty"));
        continue;
      }
      item.read(items.get(i), itemPath, faults).ifPresent(list::add);
    }
    return list.size() == items.size() ? Optional.of(List.copyOf(list)) : Optional.empty();
  }

  @Override
  public Object plain(List<T> value) {
    return value.stream().map(item::plain).toList();
  }

  @Override
  public Optional<List<T>> unset() {
    return Optional.of(List.of());
  }

  @Override
  public Value ofText(String text, String place, List<Fault> faults) {
    if (text.strip().startsWith("[")) {
      return YamlReader.readLine(text, place, faults);
    }
    return new Value.Items(
        Arrays.stream(text.split(",", -1))
            .map(String::strip)
            .filter(part -> !part.isEmpty())
            .<Value>map(part -> new Value.Scalar(part, place))
            .toList(),
        place);
  }
}
