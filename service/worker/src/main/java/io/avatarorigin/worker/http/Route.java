package io.avatarorigin.worker.http;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What answers a method and a path.
 *
 * @param pattern a path whose segments may be {@code {name}}; also the route's name in metrics
 * @param style how its problems are told
 */
public record Route(String method, String pattern, ApiHandler handler, ProblemStyle style) {
  /** The variables of a path of this pattern; nothing where it is another. */
  Optional<Map<String, String>> match(String path) {
    List<String> wanted = List.of(pattern.split("/", -1));
    List<String> segments = List.of(path.split("/", -1));
    if (wanted.size() != segments.size()) {
      return Optional.empty();
    }
    Map<String, String> variables = new HashMap<>();
    for (int i = 0; i < wanted.size(); i++) {
      String name = wanted.get(i);
      if (name.startsWith("{")) {
        variables.put(name.substring(1, name.length() - 1), segments.get(i));
      } else if (!name.equals(segments.get(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(variables);
  }
}
