package io.avatarorigin.origin.web;

import io.avatarorigin.origin.web.exchange.WebHandler;
import io.helidon.http.Method;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What answers a path.
 *
 * @param path as Helidon's routing writes it
 * @param methods those that the handler answers; others are refused with this list
 */
record Route(String path, List<Method> methods, WebHandler handler) {
  /** A path that is only read. */
  static Route reading(String path, WebHandler handler) {
    return new Route(path, List.of(Method.GET, Method.HEAD), handler);
  }

  /** The value of the {@code Allow} header. */
  String allowed() {
    return methods.stream().map(Method::text).collect(Collectors.joining(", "));
  }
}
