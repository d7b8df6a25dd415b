package io.avatarorigin.testbed;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * What goes wrong with some of the requests that {@link Tigris} is sent: by default with all, for
 * ever.
 *
 * @param when which ones, by {@code method}, {@code path}, {@code action} and {@code kind}
 * @param act what is done to them, as {@code /-/faults} takes it
 * @param after how many of them pass first
 * @param times how many of the next it takes, all where it is empty
 */
public record TigrisFault(
    Map<String, String> when, Map<String, Object> act, int after, OptionalInt times) {
  public TigrisFault {
    when = Map.copyOf(when);
    act = Map.copyOf(act);
    if (after < 0 || times.orElse(1) < 0) {
      throw new IllegalArgumentException("a fault has no count below 0: " + after + ", " + times);
    }
  }

  private static TigrisFault of(Map<String, Object> act) {
    return new TigrisFault(Map.of(), act, 0, OptionalInt.empty());
  }

  /**
   * Is not done, and is answered so.
   *
   * @param body text, or what is written as JSON
   */
  public static TigrisFault answer(int status, Object body) {
    return of(Map.of("status", status, "body", body));
  }

  /** Is done, and is answered so. */
  public static TigrisFault applied(int status, Object body) {
    return of(Map.of("applied", Map.of("status", status, "body", body)));
  }

  /** Is done and answered so much later. */
  public static TigrisFault hang(Duration time) {
    return of(Map.of("hang", time.toMillis() / 1000.0));
  }

  /** Is not done; the connection is closed without an answer. */
  public static TigrisFault dropBefore() {
    return of(Map.of("drop", "before"));
  }

  /** Is done; the connection is closed without an answer. */
  public static TigrisFault dropAfter() {
    return of(Map.of("drop", "after"));
  }

  /**
   * Of a change of settings only some is done, and all is answered to be.
   *
   * @param settings keys of its JSON, or names of headers
   */
  public static TigrisFault partly(String... settings) {
    return of(Map.of("partly", List.of(settings)));
  }

  public TigrisFault onMethod(String method) {
    return on("method", method);
  }

  /**
   * For some paths.
   *
   * @param pattern is found in the path with its query
   */
  public TigrisFault onPath(String pattern) {
    return on("path", pattern);
  }

  public TigrisFault onAction(String action) {
    return on("action", action);
  }

  /**
   * For one face of the server.
   *
   * @param kind as {@link TigrisRequest#kind} has it
   */
  public TigrisFault onKind(String kind) {
    return on("kind", kind);
  }

  private TigrisFault on(String condition, String value) {
    Map<String, String> all = new TreeMap<>(when);
    all.put(condition, value);
    return new TigrisFault(all, act, after, times);
  }

  public TigrisFault after(int count) {
    return new TigrisFault(when, act, count, times);
  }

  public TigrisFault times(int count) {
    return new TigrisFault(when, act, after, OptionalInt.of(count));
  }

  /** As {@code /-/faults} takes it. */
  Map<String, Object> told() {
    Map<String, Object> told = new TreeMap<>(Map.of("when", when, "do", act, "after", after));
    times.ifPresent(count -> told.put("times", count));
    return told;
  }
}
