package io.avatarorigin.origin.config;

import io.avatarorigin.settings.FieldsKind;
import io.avatarorigin.settings.Kind;
import io.avatarorigin.settings.Kinds;
import io.avatarorigin.settings.ListKind;
import io.avatarorigin.settings.OptionalKind;
import io.avatarorigin.settings.Setting;
import io.avatarorigin.settings.Values;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Which pages of other origins may read a bucket from a browser.
 *
 * @param origins such as https://example.org, with one * at most; one at least
 * @param methods what they may do; default both
 * @param allowedHeaders headers that they may send, with one * at most; default none
 * @param exposedHeaders headers of answers that they may read besides ETag; default none
 * @param maxAge how long a browser may keep the permission; default its own
 */
public record CorsRuleConfig(
    List<String> origins,
    List<Method> methods,
    List<String> allowedHeaders,
    List<String> exposedHeaders,
    Optional<Duration> maxAge) {
  /** What a page may do. */
  public enum Method {
    GET,
    HEAD
  }

  private static final String TOKEN = "[!#$%&'+.^_`|~0-9A-Za-z-]";

  static final Setting<List<String>> ORIGINS =
      new Setting<>(
          "origins",
          new ListKind<>(
              Kinds.text(
                  "an origin such as https://example.org (one * at most, no slash at the end)",
                  "(?=.)(?!.*/$)[!-)+-~]*\\*?[!-)+-~]*")),
          "",
          "Where the pages are from.");
  static final Setting<List<Method>> METHODS =
      new Setting<>(
          "methods", new ListKind<>(Kinds.choice(Method.class)), "get, head", "What they may do.");
  static final Setting<List<String>> ALLOWED_HEADERS =
      new Setting<>(
          "allowed-headers",
          new ListKind<>(
              Kinds.text("a header name (one * at most)", "(?=.)" + TOKEN + "*\\*?" + TOKEN + "*")),
          "",
          "Headers that they may send.");
  static final Setting<List<String>> EXPOSED_HEADERS =
      new Setting<>(
          "exposed-headers",
          new ListKind<>(Kinds.text("a header name", TOKEN + "+")),
          "",
          "Headers of answers that they may read, besides ETag.");
  static final Setting<Optional<Duration>> MAX_AGE =
      new Setting<>(
          "max-age",
          new OptionalKind<>(Kinds.duration(Duration.ZERO, Duration.ofDays(1))),
          "",
          "How long a browser may keep the permission.");
  static final List<Setting<?>> SETTINGS =
      List.of(ORIGINS, METHODS, ALLOWED_HEADERS, EXPOSED_HEADERS, MAX_AGE);

  static final Kind<CorsRuleConfig> KIND =
      new FieldsKind<>(SETTINGS, CorsRuleConfig::create, CorsRuleConfig::values);

  public CorsRuleConfig {
    origins = List.copyOf(origins);
    methods = List.copyOf(methods);
    allowedHeaders = List.copyOf(allowedHeaders);
    exposedHeaders = List.copyOf(exposedHeaders);
  }

  private static CorsRuleConfig create(Values values) {
    return new CorsRuleConfig(
        values.get(ORIGINS),
        values.get(METHODS),
        values.get(ALLOWED_HEADERS),
        values.get(EXPOSED_HEADERS),
        values.get(MAX_AGE));
  }

  private Values values() {
    return new Values()
        .with(ORIGINS, origins)
        .with(METHODS, methods)
        .with(ALLOWED_HEADERS, allowedHeaders)
        .with(EXPOSED_HEADERS, exposedHeaders)
        .with(MAX_AGE, maxAge);
  }
}
