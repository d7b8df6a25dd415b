package io.avatarorigin.origin.s3.http;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * The header lines of one request. Names are lower case; a repeated name keeps its lines in order
 * of arrival. Looked up by scanning, since a request has few.
 */
public final class RequestHeaders {
  private final List<String> names = new ArrayList<>(12);
  private final List<String> values = new ArrayList<>(12);
  private final Supplier<List<String>> arrival;

  /** Headers that are added in the order of their arrival. */
  public RequestHeaders() {
    this(List::of);
  }

  /**
   * Headers that are added in any order.
   *
   * @param arrival tells the names in the order of their arrival; asked when that is needed
   */
  public RequestHeaders(Supplier<List<String>> arrival) {
    this.arrival = arrival;
  }

  /** Headers given as name and value in turns, as tests write them. */
  public static RequestHeaders of(String... namesAndValues) {
    RequestHeaders headers = new RequestHeaders();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      headers.add(namesAndValues[i].toLowerCase(Locale.ROOT), namesAndValues[i + 1]);
    }
    return headers;
  }

  /** Adds one line; the name must be lower case already. */
  public void add(String lowerCaseName, String value) {
    names.add(lowerCaseName);
    values.add(value);
  }

  /** The value of the first line of this (lower case) name. */
  public Optional<String> first(String name) {
    int at = names.indexOf(name);
    return at < 0 ? Optional.empty() : Optional.of(values.get(at));
  }

  /** The values of all lines of this name, joined as one comma-separated list. */
  public Optional<String> joined(String name) {
    int at = names.indexOf(name);
    if (at < 0 || at == names.lastIndexOf(name)) {
      return at < 0 ? Optional.empty() : Optional.of(values.get(at));
    }
    StringBuilder joined = new StringBuilder(values.get(at));
    for (int i = at + 1; i < names.size(); i++) {
      if (names.get(i).equals(name)) {
        joined.append(", ").append(values.get(i));
      }
    }
    return Optional.of(joined.toString());
  }

  public boolean has(String name) {
    return names.contains(name);
  }

  /** The same headers in the order in which they came, lines of one name together. */
  public RequestHeaders inOrderOfArrival() {
    List<String> order = arrival.get();
    RequestHeaders ordered = new RequestHeaders();
    IntStream.range(0, names.size())
        .boxed()
        .sorted(Comparator.comparingInt(line -> order.indexOf(names.get(line))))
        .forEach(line -> ordered.add(names.get(line), values.get(line)));
    return ordered;
  }

  /** The names, one for each line. */
  public List<String> names() {
    return Collections.unmodifiableList(names);
  }

  /** The values, in the order of {@link #names()}. */
  public List<String> values() {
    return Collections.unmodifiableList(values);
  }
}
