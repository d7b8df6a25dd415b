package io.avatarorigin.origin.s3.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A decoded query. Names are case-sensitive; of a repeated name the first value counts. */
public final class QueryParameters {
  private static final QueryParameters EMPTY = new QueryParameters(List.of());

  private final List<Parameter> parameters;

  private record Parameter(String name, String value) {}

  private QueryParameters(List<Parameter> parameters) {
    this.parameters = parameters;
  }

  /**
   * Parses a raw query without its question mark; a parameter without an equals sign has an empty
   * value.
   *
   * @throws MalformedEncodingException if a name or value is not percent-encoded UTF-8
   */
  public static QueryParameters parse(String rawQuery) {
    if (rawQuery.isEmpty()) {
      return EMPTY;
    }
    List<Parameter> parameters = new ArrayList<>();
    int from = 0;
    while (from <= rawQuery.length()) {
      int ampersand = rawQuery.indexOf('&', from);
      int end = ampersand < 0 ? rawQuery.length() : ampersand;
      if (end > from) {
        parameters.add(parameter(rawQuery.substring(from, end)));
      }
      from = end + 1;
    }
    return new QueryParameters(parameters);
  }

  private static Parameter parameter(String raw) {
    int equals = raw.indexOf('=');
    String name = equals < 0 ? raw : raw.substring(0, equals);
    String value = equals < 0 ? "" : raw.substring(equals + 1);
    return new Parameter(
        PercentDecoding.queryComponent(name), PercentDecoding.queryComponent(value));
  }

  public boolean isEmpty() {
    return parameters.isEmpty();
  }

  public boolean has(String name) {
    return first(name).isPresent();
  }

  public Optional<String> first(String name) {
    for (Parameter parameter : parameters) {
      if (parameter.name().equals(name)) {
        return Optional.of(parameter.value());
      }
    }
    return Optional.empty();
  }

  /** The first value, unless it is empty, where S3 takes that for absent. */
  public Optional<String> firstNonEmpty(String name) {
    return first(name).filter(value -> !value.isEmpty());
  }

  /** The names in order of arrival, repeated ones repeated. */
  public List<String> names() {
    return parameters.stream().map(Parameter::name).toList();
  }
}
