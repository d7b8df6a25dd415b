package io.avatarorigin.origin.s3.cors;

import io.avatarorigin.origin.s3.http.RequestHeaders;
import io.avatarorigin.origin.s3.wire.HeaderLine;
import io.avatarorigin.origin.s3.wire.HeaderLines;
import io.avatarorigin.origin.s3.wire.ResponseHeader;
import io.avatarorigin.origin.s3.wire.XmlDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The CORS rules of a bucket, of which the first that fits counts (Fetch standard, "CORS
 * protocol").
 */
public final class CorsRules {
  /** No rule: other origins may nothing. */
  public static final CorsRules NONE = new CorsRules(List.of());

  private static final HeaderLine VARY = new HeaderLine(ResponseHeader.VARY, "Origin");
  private static final HeaderLine PREFLIGHT_VARY =
      new HeaderLine(
          ResponseHeader.VARY,
          "Origin, Access-Control-Request-Headers, Access-Control-Request-Method");

  /** What a preflight that is refused is answered with besides: another might not be. */
  public static final List<HeaderLine> REFUSED_PREFLIGHT = List.of(PREFLIGHT_VARY);

  private static final List<HeaderLine> NO_GRANT = List.of(VARY);

  private final List<ReadGrant> grants;

  /**
   * @param rules none where pages of other origins may nothing
   */
  public CorsRules(List<CorsRule> rules) {
    this.grants = rules.stream().map(ReadGrant::new).toList();
  }

  public boolean isEmpty() {
    return grants.isEmpty();
  }

  /** The headers that grant a preflight, unless no rule does. */
  public Optional<List<HeaderLine>> grant(Preflight asked) {
    return grants.stream()
        .filter(grant -> grant.rule().allows(asked.origin(), asked.method()))
        .filter(grant -> grant.rule().allowsHeaders(asked.headers()))
        .findFirst()
        .map(grant -> granted(grant, asked));
  }

  private static List<HeaderLine> granted(ReadGrant grant, Preflight asked) {
    CorsRule rule = grant.rule();
    List<HeaderLine> lines = new ArrayList<>();
    lines.add(PREFLIGHT_VARY);
    lines.addAll(grant.lines(asked.origin()));
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
    Optional<String> origin = request.first("origin").filter(Preflight::isVisible);
    if (origin.isPresent()) {
      for (ReadGrant grant : grants) {
        if (grant.rule().allows(origin.get(), method)) {
          return HeaderLines.of(NO_GRANT, grant.lines(origin.get()));
        }
      }
    }
    return NO_GRANT;
  }

  private static String names(List<?> values) {
    return values.stream().map(Object::toString).collect(Collectors.joining(", "));
  }

  /** The rules as GetBucketCors tells them. */
  public byte[] document() {
    return XmlDocument.of(
        "CORSConfiguration",
        xml ->
            grants.forEach(
                grant -> xml.element("CORSRule", element -> write(element, grant.rule()))));
  }

  private static void write(XmlDocument xml, CorsRule rule) {
    rule.allowedHeaders().forEach(name -> xml.text("AllowedHeader", name));
    rule.methods().forEach(method -> xml.text("AllowedMethod", method.name()));
    rule.origins().forEach(origin -> xml.text("AllowedOrigin", origin));
    rule.exposedHeaders().forEach(name -> xml.text("ExposeHeader", name));
    rule.maxAge().ifPresent(age -> xml.text("MaxAgeSeconds", Long.toString(age.toSeconds())));
  }
}
