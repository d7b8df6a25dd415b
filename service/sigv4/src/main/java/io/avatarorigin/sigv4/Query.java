package io.avatarorigin.sigv4;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A parsed query: its parameters in order of arrival, duplicates and empty values kept. Names are
 * looked up case-sensitively and consist of unreserved characters, as those of AWS do.
 */
public final class Query {
  private static final Query EMPTY = new Query(List.of());

  /**
   * By encoded name, then encoded value: as joined strings {@code a-b=} would precede {@code a=}.
   */
  private static final Comparator<Parameter> CANONICAL_ORDER =
      Comparator.comparing(Parameter::name).thenComparing(Parameter::value);

  private final List<Parameter> parameters;

  private Query(List<Parameter> parameters) {
    this.parameters = parameters;
  }

  /** Name and value in canonical percent-encoding. */
  private record Parameter(String name, String value) {}

  /** Splits a raw query, given without its question mark; a parameter may lack the equals sign. */
  public static Query parse(String rawQuery) {
    if (rawQuery.isEmpty()) {
      return EMPTY;
    }
    List<Parameter> parameters = new ArrayList<>();
    int from = 0;
    while (from <= rawQuery.length()) {
      int end = rawQuery.indexOf('&', from);
      end = end < 0 ? rawQuery.length() : end;
      if (end > from) {
        parameters.add(parameter(rawQuery, from, end));
      }
      from = end + 1;
    }
    return new Query(parameters);
  }

  private static Parameter parameter(String rawQuery, int from, int end) {
    int equals = rawQuery.indexOf('=', from);
    if (equals < 0 || equals > end) {
      return new Parameter(PercentEncoding.queryComponent(rawQuery, from, end), "");
    }
    return new Parameter(
        PercentEncoding.queryComponent(rawQuery, from, equals),
        PercentEncoding.queryComponent(rawQuery, equals + 1, end));
  }

  /** A query with one more parameter, given as plain text. */
  Query with(String name, String value) {
    List<Parameter> extended = new ArrayList<>(parameters);
    extended.add(new Parameter(PercentEncoding.encode(name), PercentEncoding.encode(value)));
    return new Query(extended);
  }

  /** The decoded value of the first parameter of this name. */
  public Optional<String> first(String name) {
    for (Parameter parameter : parameters) {
      if (parameter.name().equals(name)) {
        return Optional.of(PercentEncoding.decode(parameter.value()));
      }
    }
    return Optional.empty();
  }

  /** How many parameters have this name. */
  public int count(String name) {
    int count = 0;
    for (Parameter parameter : parameters) {
      if (parameter.name().equals(name)) {
        count++;
      }
    }
    return count;
  }

  /** Whether a parameter of this name is there, with whatever value. */
  public boolean has(String name) {
    for (Parameter parameter : parameters) {
      if (parameter.name().equals(name)) {
        return true;
      }
    }
    return false;
  }

  /** Appends all parameters but the signature, sorted. */
  void appendCanonical(StringBuilder out) {
    List<Parameter> sorted = parameters;
    if (parameters.size() > 1) {
      sorted = new ArrayList<>(parameters);
      sorted.sort(CANONICAL_ORDER);
    }
    boolean first = true;
    for (Parameter parameter : sorted) {
      if (parameter.name().equals(PresignedQuery.SIGNATURE)) {
        continue;
      }
      if (!first) {
        out.append('&');
      }
      first = false;
      out.append(parameter.name()).append('=').append(parameter.value());
    }
  }
}
