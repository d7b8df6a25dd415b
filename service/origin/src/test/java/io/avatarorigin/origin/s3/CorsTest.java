package io.avatarorigin.origin.s3;

import static io.avatarorigin.origin.s3.wire.ResponseHeader.ACCESS_CONTROL_ALLOW_CREDENTIALS;
import static io.avatarorigin.origin.s3.wire.ResponseHeader.ACCESS_CONTROL_ALLOW_HEADERS;
import static io.avatarorigin.origin.s3.wire.ResponseHeader.ACCESS_CONTROL_ALLOW_METHODS;
import static io.avatarorigin.origin.s3.wire.ResponseHeader.ACCESS_CONTROL_ALLOW_ORIGIN;
import static io.avatarorigin.origin.s3.wire.ResponseHeader.ACCESS_CONTROL_EXPOSE_HEADERS;
import static io.avatarorigin.origin.s3.wire.ResponseHeader.ACCESS_CONTROL_MAX_AGE;
import static io.avatarorigin.origin.s3.wire.ResponseHeader.VARY;
import static org.assertj.core.api.Assertions.assertThat;

import io.avatarorigin.origin.s3.TestedService.Reply;
import io.avatarorigin.origin.s3.cors.CorsMethod;
import io.avatarorigin.origin.s3.cors.CorsRule;
import io.avatarorigin.origin.s3.cors.CorsRules;
import io.avatarorigin.origin.s3.wire.S3ErrorCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The CORS cases of versitygw, as far as a read-only surface has them, and what they leave out. */
class CorsTest {
  private static final CorsRules RULES =
      new CorsRules(
          List.of(
              new CorsRule(
                  List.of("http://example.com", "https://example.com"),
                  List.of(CorsMethod.GET, CorsMethod.HEAD),
                  List.of("X-Amz-Date", "X-Amz-Content-Sha256"),
                  List.of("Content-Type", "Content-Length"),
                  Optional.of(Duration.ofSeconds(100))),
              new CorsRule(
                  List.of("*"),
                  List.of(CorsMethod.HEAD),
                  List.of("X-Amz-Meta-Something"),
                  List.of(),
                  Optional.empty()),
              new CorsRule(
                  List.of("http://www*"),
                  List.of(CorsMethod.GET),
                  List.of("x-amz-server-side-encryption"),
                  List.of("etag"),
                  Optional.of(Duration.ofSeconds(5000))),
              new CorsRule(
                  List.of("http://unique.example"),
                  List.of(CorsMethod.GET),
                  List.of("X-Amz-*-Suffix"),
                  List.of(),
                  Optional.empty())));

  private final TestedService service =
      TestedService.with(
          new S3Bucket("plain", S3Bucket.Access.PUBLIC, Instant.EPOCH),
          new S3Bucket(
              "shared", S3Bucket.Access.PUBLIC, Instant.EPOCH, RULES, S3Bucket.Deletes.IGNORED));

  private Reply preflight(String bucket, String origin, String method, String headers) {
    return service.anonymous(
        "OPTIONS",
        "/" + bucket + "/there",
        "Origin",
        origin,
        "Access-Control-Request-Method",
        method,
        "Access-Control-Request-Headers",
        headers);
  }

  @Test
  void refusesAPreflightForAnUnknownBucket() {
    assertThat(preflight("unknown", "http://example.com", "GET", "X-Amz-Date").error())
        .contains(S3ErrorCode.NO_SUCH_BUCKET);
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "shared"})
  void refusesAPreflightWithoutOrigin(String bucket) {
    Reply reply =
        service.anonymous("OPTIONS", "/" + bucket, "Access-Control-Request-Method", "GET");

    assertThat(reply.error()).contains(S3ErrorCode.BAD_REQUEST);
  }

  @ParameterizedTest
  @ValueSource(strings = {"get", "Get", "head", "heAD", "PATCH", "CONNECT", "OPTIONS", "something"})
  void refusesAPreflightForAMethodThatS3HasNot(String method) {
    assertThat(preflight("shared", "http://example.com", method, "X-Custom").error())
        .contains(S3ErrorCode.BAD_REQUEST);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-Amz-Date,X-Amz-Content-Sha256,invalid header",
        "Authorization,X-Custom:Header",
        "Content-Length,X(Custom)",
        "Content-Encoding, Bad/Header",
        "Date,X[Key]",
        "X-Amz-Custom,Bad=Name",
        "X\"Quote\"",
        "Content-Length,NonAscii\u0141",
        "Accept-Encoding,bad@char",
        "tab\tchar,X-Valid",
        "X-Amz-Date,"
      })
  void refusesAPreflightForWhatIsNoHeader(String headers) {
    assertThat(preflight("shared", "http://example.com", "GET", headers).error())
        .contains(S3ErrorCode.BAD_REQUEST);
  }

  @Test
  void forbidsEveryOriginWhereThereAreNoRules() {
    Reply reply = preflight("plain", "http://example.com", "GET", "X-Amz-Date");

    assertThat(reply.error()).contains(S3ErrorCode.ACCESS_FORBIDDEN);
    assertThat(reply.body())
        .contains("<Method>OPTIONS</Method><ResourceType>OBJECT</ResourceType>");
    assertThat(service.anonymous("OPTIONS", "/", "Origin", "http://example.com").error())
        .contains(S3ErrorCode.ACCESS_FORBIDDEN);
  }

  @ParameterizedTest
  @CsvSource({
    "http://other.example, GET, X-Amz-Date",
    "http://example.com, PUT, X-Amz-Content-Sha256",
    "http://example.com, GET, X-Amz-Expected-Bucket-Owner",
    "http://example.com, GET, 'X-Amz-Date,X-Amz-Content-Sha256,Extra-Header'",
    "https://any.example, HEAD, X-Amz-Extra-Header",
    "https://any.example, POST, ''",
    "http://example.com, '', ''",
    "http://EXAMPLE.com, GET, ''",
    "http://example.com:80, GET, ''",
    "https://www.example, GET, ''",
    "http://unique.example, GET, x-amz-suffix",
    "http://ww, GET, ''"
  })
  void forbidsWhatNoRuleAllows(String origin, String method, String headers) {
    Reply reply = preflight("shared", origin, method, headers);

    assertThat(reply.error()).contains(S3ErrorCode.ACCESS_FORBIDDEN);
    assertThat(reply.header(ACCESS_CONTROL_ALLOW_ORIGIN)).isEmpty();
    assertThat(reply.header(VARY))
        .hasValue("Origin, Access-Control-Request-Headers, Access-Control-Request-Method");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "http://example.com, GET, X-Amz-Date, http://example.com, 'GET, HEAD', x-amz-date,"
            + " 'ETag, Content-Type, Content-Length', 100, true",
        "https://example.com, GET, 'X-Amz-Date,X-Amz-Content-Sha256', https://example.com,"
            + " 'GET, HEAD', 'x-amz-date, x-amz-content-sha256',"
            + " 'ETag, Content-Type, Content-Length', 100, true",
        "http://example.com, HEAD, '', http://example.com, 'GET, HEAD', -,"
            + " 'ETag, Content-Type, Content-Length', 100, true",
        "http://anything.example, HEAD, X-Amz-Meta-Something, *, HEAD, x-amz-meta-something,"
            + " ETag, -, -",
        "null, HEAD, '', *, HEAD, -, ETag, -, -",
        "http://www.hello.example, GET, '', http://www.hello.example, GET, -, etag, 5000, -",
        "http://unique.example, GET, 'X-Amz-yyy-xxx-Suffix', http://unique.example, GET,"
            + " x-amz-yyy-xxx-suffix, ETag, -, true"
      })
  void grantsWhatTheFirstRuleThatFitsAllows(
      String origin,
      String method,
      String headers,
      String allowOrigin,
      String allowMethods,
      String allowHeaders,
      String exposeHeaders,
      String maxAge,
      String credentials) {
    Reply reply = preflight("shared", origin, method, headers);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body()).isEmpty();
    assertThat(reply.header(ACCESS_CONTROL_ALLOW_ORIGIN)).hasValue(allowOrigin);
    assertThat(reply.header(ACCESS_CONTROL_ALLOW_METHODS)).hasValue(allowMethods);
    assertThat(reply.header(ACCESS_CONTROL_ALLOW_HEADERS))
        .isEqualTo(Optional.ofNullable(allowHeaders));
    assertThat(reply.header(ACCESS_CONTROL_EXPOSE_HEADERS)).hasValue(exposeHeaders);
    assertThat(reply.header(ACCESS_CONTROL_MAX_AGE)).isEqualTo(Optional.ofNullable(maxAge));
    assertThat(reply.header(ACCESS_CONTROL_ALLOW_CREDENTIALS))
        .isEqualTo(Optional.ofNullable(credentials));
    assertThat(reply.header(VARY))
        .hasValue("Origin, Access-Control-Request-Headers, Access-Control-Request-Method");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/shared/there", "/shared/absent", "/shared"})
  void letsAPageOfAnAllowedOriginReadEveryAnswer(String target) {
    Reply reply = service.anonymous("GET", target, "Origin", "https://example.com");

    assertThat(reply.header(ACCESS_CONTROL_ALLOW_ORIGIN)).hasValue("https://example.com");
    assertThat(reply.header(ACCESS_CONTROL_EXPOSE_HEADERS))
        .hasValue("ETag, Content-Type, Content-Length");
    assertThat(reply.header(VARY)).hasValue("Origin");
    assertThat(reply.header(ACCESS_CONTROL_ALLOW_METHODS)).isEmpty();
  }

  @Test
  void grantsNotModifiedAndPartialAnswersToo() {
    assertThat(
            service
                .anonymous(
                    "GET",
                    "/shared/there",
                    "Origin",
                    "https://example.com",
                    "If-None-Match",
                    FixedObjects.ETAG)
                .header(ACCESS_CONTROL_ALLOW_ORIGIN))
        .hasValue("https://example.com");
    assertThat(
            service
                .anonymous(
                    "HEAD", "/shared/there", "Origin", "https://any.example", "Range", "bytes=0-1")
                .header(ACCESS_CONTROL_ALLOW_ORIGIN))
        .hasValue("*");
  }

  @Test
  void servesAnotherOriginWithoutGrantingIt() {
    for (Reply reply :
        List.of(
            service.anonymous("GET", "/shared/there", "Origin", "https://any.example"),
            service.anonymous("GET", "/shared/there", "Origin", "http://www.\u0001.example"),
            service.anonymous("GET", "/shared/there"))) {
      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.header(ACCESS_CONTROL_ALLOW_ORIGIN)).isEmpty();
      assertThat(reply.header(ACCESS_CONTROL_EXPOSE_HEADERS)).isEmpty();
      assertThat(reply.header(VARY)).hasValue("Origin");
    }
  }

  @Test
  void addsNothingWhereThereAreNoRules() {
    Reply reply = service.anonymous("GET", "/plain/there", "Origin", "https://example.com");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header(VARY)).isEmpty();
    assertThat(reply.header(ACCESS_CONTROL_ALLOW_ORIGIN)).isEmpty();
  }

  @Test
  void tellsItsRules() {
    assertThat(service.signed("GET", "/plain?cors").error())
        .contains(S3ErrorCode.NO_SUCH_CORS_CONFIGURATION);
    assertThat(service.signed("GET", "/shared?cors").body())
        .contains(
            "<CORSConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><CORSRule>"
                + "<AllowedHeader>x-amz-date</AllowedHeader>"
                + "<AllowedHeader>x-amz-content-sha256</AllowedHeader>"
                + "<AllowedMethod>GET</AllowedMethod><AllowedMethod>HEAD</AllowedMethod>"
                + "<AllowedOrigin>http://example.com</AllowedOrigin>"
                + "<AllowedOrigin>https://example.com</AllowedOrigin>"
                + "<ExposeHeader>ETag</ExposeHeader><ExposeHeader>Content-Type</ExposeHeader>"
                + "<ExposeHeader>Content-Length</ExposeHeader>"
                + "<MaxAgeSeconds>100</MaxAgeSeconds></CORSRule>");
  }
}
