package io.avatarorigin.settings.raw;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Names keys that no setting has, and the setting that was probably meant. */
public record UnknownKeys(List<String> paths, List<Fault> faults) {
  private static final String DOTTED =
      "has dots; write each part of the key below the one before it";

  public UnknownKeys {
    paths = List.copyOf(paths);
  }

  /**
   * Adds a fault for each field that is unknown, and looks into those that are sections.
   *
   * @param path where the fields are, empty or ending in a dot
   * @param prefix what stands before the path where it is shown
   */
  void check(Value.Fields fields, String path, String prefix) {
    fields
        .fields()
        .forEach(
            (key, field) -> {
              if (key.contains(".")) {
                faults.add(new Fault(field.keyPlace(), prefix + path + key, DOTTED));
              } else {
                check(field, path + key, prefix);
              }
            });
  }

  private void check(Value.Field field, String path, String prefix) {
    if (paths.contains(path)) {
      return;
    }
    boolean section = paths.stream().anyMatch(known -> known.startsWith(path + "."));
    switch (field.value()) {
      case Value.Fields inner when section -> check(inner, path + ".", prefix);
      case Value.Unset _ when section -> {}
      case Value value when section ->
          faults.add(new Fault(value.place(), prefix + path, "must have fields: " + under(path)));
      case Value _ ->
          faults.add(new Fault(field.keyPlace(), prefix + path, "is unknown" + suggestion(path)));
    }
  }

  /** The end of a message: {@code "; did you mean ...?"}, or which keys are known, or nothing. */
  public String suggestion(String path) {
    String parent = path.substring(0, path.lastIndexOf('.') + 1);
    String key = path.substring(parent.length());
    Optional<String> near = Nearest.to(key, keysUnder(parent)).map(sibling -> parent + sibling);
    if (near.isEmpty()) {
      near = Nearest.to(path, paths);
    }
    if (near.isPresent()) {
      return "; did you mean " + near.get() + "?";
    }
    List<String> elsewhere =
        paths.stream().filter(known -> known.endsWith("." + key)).limit(3).toList();
    if (!elsewhere.isEmpty()) {
      return "; did you mean " + String.join(" or ", elsewhere) + "?";
    }
    return keysUnder(parent).isEmpty() ? "" : "; known here: " + under(parent);
  }

  private String under(String path) {
    return String.join(", ", keysUnder(path.isEmpty() || path.endsWith(".") ? path : path + "."));
  }

  private Collection<String> keysUnder(String parent) {
    return paths.stream()
        .filter(known -> known.startsWith(parent))
        .map(known -> known.substring(parent.length()))
        .map(rest -> rest.contains(".") ? rest.substring(0, rest.indexOf('.')) : rest)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
