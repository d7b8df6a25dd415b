package io.avatarorigin.origin.s3.cors;

import io.avatarorigin.origin.s3.http.RequestHeaders;
import io.avatarorigin.origin.s3.wire.HeaderLine;
import io.avatarorigin.origin.s3.wire.ResponseHeader;
import io.avatarorigin.origin.s3.wire.XmlDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The CORS rules of a bucket, of which the first that fits counts (Fetch standard, "CORS
 * protocol").
 *
 * @param rules none where pages of other origins may nothing
 */
public record CorsRules(List<CorsRule> rules) {
  /** No rule: other origins may nothing. */
  public static final CorsRules NONE = new CorsRules(List.of());

  private static final HeaderLine VARY = new HeaderLine(ResponseHeader.VARY, "Origin");
  private static final HeaderLine PREFLIGHT_VARY =
      new HeaderLine(
          ResponseHeader.VARY,
          "Origin, Access-Control-Request-Headers, Access-Control-Request-Method");

  /** What a preflight that is refused is answered with besides: another might not be. */
  public static final List<HeaderLine> REFUSED_PREFLIGHT = List.of(PREFLIGHT_VARY);

  public CorsRules {
    rules = List.copyOf(rules);
  }

  public boolean isEmpty() {
    return rules.isEmpty();
  }

  /** The headers that grant a preflight, unless no rule does. */
  public Optional<List<HeaderLine>> grant(Preflight asked) {
    return rules.stream()
        .filter(rule -> rule.allows(asked.origin(), asked.method()))
        .filter(rule -> rule.allowsHeaders(asked.headers()))
        .findFirst()
        .map(rule -> granted(rule, asked));
  }

  private static List<HeaderLine> granted(CorsRule rule, Preflight asked) {
    List<HeaderLine> lines = new ArrayList<>();
    lines.add(PREFLIGHT_VARY);
    addShared(lines, rule, asked.origin());
    lines.add(new HeaderLine(ResponseHeader.ACCESS_CONTROL_ALLOW_METHODS, names(rule.methods())));
    if (!asked.headers().isEmpty()) {
      lines.add(
          new HeaderLine(ResponseHeader.ACCESS_CONTROL_ALLOW_HEADERS, names(asked.headers())));
    }
    rule.maxAge()
        .ifPresent(
            age ->
                lines.add(
                    new HeaderLine(
                        ResponseHeader.ACCESS_CONTROL_MAX_AGE, Long.toString(age.toSeconds()))));
    return lines;
  }

  /** What a read is answered with besides: nothing but Vary for an origin that may not read it. */
  public List<HeaderLine> answerHeaders(String method, RequestHeaders request) {
    List<HeaderLine> lines = new ArrayList<>(4);
    lines.add(VARY);
    Optional<String> origin = request.first("origin").filter(Preflight::isVisible);
    if (origin.isPresent()) {
      rules.stream()
          .filter(rule -> rule.allows(origin.get(), method))
          .findFirst()
          .ifPresent(rule -> addShared(lines, rule, origin.get()));
    }
    return lines;
  }

  /** Credentials never go with an origin that stands for others. */
  private static void addShared(List<HeaderLine> lines, CorsRule rule, String origin) {
    if (rule.isForAll(origin)) {
      lines.add(new HeaderLine(ResponseHeader.ACCESS_CONTROL_ALLOW_ORIGIN, "*"));
    } else {
      lines.add(new HeaderLine(ResponseHeader.ACCESS_CONTROL_ALLOW_ORIGIN, origin));
      if (rule.names(origin)) {
        lines.add(new HeaderLine(ResponseHeader.ACCESS_CONTROL_ALLOW_CREDENTIALS, "true"));
      }
    }
    lines.add(
        new HeaderLine(ResponseHeader.ACCESS_CONTROL_EXPOSE_HEADERS, names(rule.exposedHeaders())));
  }

  private static String names(List<?> values) {
    return values.stream().map(Object::toString).collect(Collectors.joining(", "));
  }

  /** The rules as GetBucketCors tells them. */
  public byte[] document() {
    return XmlDocument.of(
        "CORSConfiguration",
        xml -> rules.forEach(rule -> xml.element("CORSRule", element -> write(element, rule))));
  }

  private static void write(XmlDocument xml, CorsRule rule) {
    rule.allowedHeaders().forEach(name -> xml.text("AllowedHeader", name));
    rule.methods().forEach(method -> xml.text("AllowedMethod", method.name()));
    rule.origins().forEach(origin -> xml.text("AllowedOrigin", origin));
    rule.exposedHeaders().forEach(name -> xml.text("ExposeHeader", name));
    rule.maxAge().ifPresent(age -> xml.text("MaxAgeSeconds", Long.toString(age.toSeconds())));
  }
}
