package io.avatarorigin.origin.web.exchange;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The query of a request, in the order in which it was sent. Nothing in it is refused: what cannot
 * be decoded stays as it is, since an {@code <img>} shows nothing for a 400.
 */
public record Query(List<Parameter> parameters) {
  /**
   * One parameter.
   *
   * @param raw as it was sent
   */
  record Parameter(String raw, String name, String value) {}

  public Query {
    parameters = List.copyOf(parameters);
  }

  /**
   * The query of this text.
   *
   * @param raw what follows the question mark, percent-encoded
   */
  public static Query parse(String raw) {
    return raw.isEmpty()
        ? new Query(List.of())
        : new Query(Arrays.stream(raw.split("&", -1)).map(Query::read).toList());
  }

  private static Parameter read(String part) {
    int equals = part.indexOf('=');
    String name = equals < 0 ? part : part.substring(0, equals);
    String value = equals < 0 ? "" : part.substring(equals + 1);
    return new Parameter(part, decode(name), decode(value));
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  /** Whether there is no parameter at all. */
  public boolean isEmpty() {
    return parameters.isEmpty();
  }

  /** The value of the first parameter of this name. */
  public Optional<String> value(String name) {
    return parameters.stream()
        .filter(parameter -> parameter.name().equals(name))
        .map(Parameter::value)
        .findFirst();
  }

  /** Gravatar's parameters have two spellings, of which the long one wins, as at Libravatar. */
  public Optional<String> value(String longName, String shortName) {
    return value(longName).or(() -> value(shortName));
  }

  /** How many parameters have this name. */
  public long count(String name) {
    return parameters.stream().filter(parameter -> parameter.name().equals(name)).count();
  }

  /** The query as it was sent, without the parameters of this name. */
  public String without(String name) {
    return parameters.stream()
        .filter(parameter -> !parameter.name().equals(name))
        .map(Parameter::raw)
        .collect(Collectors.joining("&"));
  }
}
