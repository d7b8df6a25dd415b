package io.avatarorigin.origin.s3.auth;

import static io.avatarorigin.origin.s3.auth.Refusals.assertRefused;
import static io.avatarorigin.origin.s3.auth.Requests.HOLDER;
import static io.avatarorigin.origin.s3.auth.Requests.KEY_ID;
import static io.avatarorigin.origin.s3.auth.Requests.NOW;
import static io.avatarorigin.origin.s3.auth.Requests.SECRET;
import static io.avatarorigin.origin.s3.auth.Requests.authenticator;
import static io.avatarorigin.origin.s3.auth.Requests.plusHeader;
import static io.avatarorigin.origin.s3.auth.Requests.signed;
import static io.avatarorigin.origin.s3.auth.Requests.signer;
import static io.avatarorigin.origin.s3.auth.Requests.unsigned;
import static io.avatarorigin.origin.s3.auth.Requests.withHeader;
import static io.avatarorigin.origin.s3.auth.Requests.withoutHeader;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.avatarorigin.sigv4.AuthorizationHeader;
import io.avatarorigin.sigv4.CanonicalRequest;
import io.avatarorigin.sigv4.Credential;
import io.avatarorigin.sigv4.CredentialScope;
import io.avatarorigin.sigv4.HeaderField;
import io.avatarorigin.sigv4.PayloadHash;
import io.avatarorigin.sigv4.SignedHeaders;
import io.avatarorigin.sigv4.SigningKey;
import io.avatarorigin.sigv4.SigningTime;
import io.avatarorigin.sigv4.StringToSign;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rows of the header form, in their order. */
class HeaderFormTest {
  private static final String DATE = "x-amz-date";

  @ParameterizedTest
  @ValueSource(
      strings = {"", "03032006", "20260102", "Fri, 02 Jan 2026 03:04:05 GMT", "20260102T030460Z"})
  void refusesAnUnreadableDate(String date) {
    assertRefused(withHeader(signed(), DATE, was -> date), AuthFailure.ACCESS_DENIED);
  }

  @Test
  void refusesAMissingOrRepeatedDate() {
    assertRefused(withoutHeader(signed(), DATE), AuthFailure.ACCESS_DENIED);
    assertRefused(plusHeader(signed(), DATE, "20260102T030405Z"), AuthFailure.ACCESS_DENIED);
    assertRefused(
        plusHeader(withoutHeader(signed(), DATE), "Date", "yesterday"), AuthFailure.ACCESS_DENIED);
    assertRefused(
        plusHeader(withoutHeader(signed(), DATE), "Date", "Thu, 02 Jan 2026 03:04:05 GMT"),
        AuthFailure.ACCESS_DENIED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"20260102T030405Z", "Fri, 02 Jan 2026 03:04:05 GMT"})
  void readsTheDateHeaderWhereTheOtherIsMissing(String date) {
    // Given
    AuthRequest request =
        unsigned(
            "GET",
            new HeaderField("Date", date),
            new HeaderField("X-Amz-Content-Sha256", PayloadHash.EMPTY));
    CredentialScope scope = new CredentialScope("20260102", "eu-west-1", "s3");
    SignedHeaders names = SignedHeaders.parse("date;host;x-amz-content-sha256");
    StringToSign toSign =
        StringToSign.of(
            new SigningTime(NOW),
            scope,
            CanonicalRequest.of(request.signable(), names, PayloadHash.EMPTY));
    AuthorizationHeader authorization =
        new AuthorizationHeader(
            new Credential(KEY_ID, scope), names, SigningKey.derive(SECRET, scope).sign(toSign));

    // When
    Caller caller =
        authenticator().authenticate(plusHeader(request, "Authorization", authorization.text()));

    // Then
    assertThat(caller).isEqualTo(HOLDER);
    assertThat(authorization.toString()).doesNotContain(authorization.signature());
  }

  @Test
  void tellsItsTimeInWholeSeconds() {
    S3Authenticator authenticator =
        authenticator(AuthPolicy.of("eu-west-1"), NOW.plus(Duration.ofHours(1)).plusNanos(1));

    assertThat(assertRefused(authenticator, signed(), AuthFailure.REQUEST_TIME_TOO_SKEWED).extras())
        .containsEntry("ServerTime", "2026-01-02T04:04:05Z");
  }

  @ParameterizedTest
  @CsvSource({"PT15M, true", "PT-15M, true", "PT15M1S, false", "PT-15M-1S, false", "P5D, false"})
  void bearsAQuarterOfAnHourOfSkew(Duration ahead, boolean accepted) {
    Instant now = NOW.minus(ahead);
    S3Authenticator authenticator = authenticator(AuthPolicy.of("eu-west-1"), now);

    if (accepted) {
      assertThat(authenticator.authenticate(signed())).isEqualTo(HOLDER);
      return;
    }
    assertThat(assertRefused(authenticator, signed(), AuthFailure.REQUEST_TIME_TOO_SKEWED).extras())
        .containsExactly(
            entry("RequestTime", "20260102T030405Z"),
            entry("ServerTime", now.toString()),
            entry("MaxAllowedSkewMilliseconds", "900000"));
  }

  @ParameterizedTest
  @CsvSource({
    "'Credential=', 'Credentials=', Credential",
    "'SignedHeaders=', 'SignedHeader=', SignedHeaders",
    "'Signature=', 'Signatur=', Signature",
    "'Signature=', 'Signature', Signature",
    "'/s3/', '/s3/x/', /s3/x/aws4_request",
    "'/aws4_request', '', AKIAIOSFODNN7EXAMPLE/20260102/eu-west-1/s3",
    "'/s3/', '/iam/', iam",
    "'/aws4_request', '/aws5_request', aws5_request",
    "'/20260102/', '/2026010203/', 2026010203",
    "'/20260102/', '/2026-1-2/', 2026-1-2",
    "'/20260102/', '/20260103/', 20260103",
    "'host;', 'host;host;', SignedHeaders",
    "', Signature=', ', X=1, Signature=', Signature",
  })
  void refusesAMalformedHeaderAndNamesThePart(String from, String to, String named) {
    AuthRequest request = withHeader(signed(), "authorization", value -> value.replace(from, to));

    AuthException refusal = assertRefused(request, AuthFailure.AUTHORIZATION_HEADER_MALFORMED);

    assertThat(refusal).hasMessageContaining(named);
    assertThat(refusal.extras()).isEmpty();
  }

  @Test
  void checksServiceThenTerminalThenDateThenRegion() {
    String wrong = "Credential=x/day/r/iam/end, SignedHeaders=host, Signature=0";
    AuthRequest all = withHeader(signed(), "authorization", was -> "AWS4-HMAC-SHA256 " + wrong);

    assertMessage(all, "'iam'");
    assertMessage(withHeader(all, "authorization", v -> v.replace("iam", "s3")), "'end'");
    assertMessage(
        withHeader(all, "authorization", v -> v.replace("iam/end", "s3/aws4_request")), "'day'");
    assertMessage(
        withHeader(
            all, "authorization", v -> v.replace("day/r/iam/end", "20251231/r/s3/aws4_request")),
        "'r'");
  }

  private static void assertMessage(AuthRequest request, String text) {
    assertThat(assertRefused(request, AuthFailure.AUTHORIZATION_HEADER_MALFORMED))
        .hasMessageContaining(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"eu-west-1", "us-east-1", "auto", "fra"})
  void acceptsTheRegionsThatClientsSend(String region) {
    AuthPolicy policy =
        new AuthPolicy("eu-west-1", Set.of("fra"), Duration.ofMinutes(15), Set.of(), true);
    AuthRequest request = signed(signer(SECRET, region, "s3"), "GET", PayloadHash.EMPTY);

    assertThat(authenticator(policy, NOW).authenticate(request)).isEqualTo(HOLDER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"us-west-2", "", "EU-WEST-1"})
  void namesTheRegionToSignFor(String region) {
    AuthRequest request = signed(signer(SECRET, region, "s3"), "GET", PayloadHash.EMPTY);

    AuthException refusal = assertRefused(request, AuthFailure.AUTHORIZATION_HEADER_MALFORMED);

    assertThat(refusal.getMessage()).endsWith("expecting 'eu-west-1'").contains("'" + region + "'");
    assertThat(refusal.extras()).containsExactly(entry("Region", "eu-west-1"));
  }

  @Test
  void namesAKeyThatIsUnknown() {
    // A wrong day comes after the key, a wrong region before it.
    AuthRequest request =
        withHeader(
            signed(), "authorization", v -> v.replace(KEY_ID + "/20260102", "OTHER/20260101"));

    assertThat(assertRefused(request, AuthFailure.INVALID_ACCESS_KEY_ID).extras())
        .containsExactly(entry("AWSAccessKeyId", "OTHER"));
  }

  @Test
  void refusesASecurityTokenSignedOrNot() {
    HeaderField token = new HeaderField("X-Amz-Security-Token", "token");

    assertRefused(signed(token), AuthFailure.INVALID_TOKEN);
    assertRefused(plusHeader(signed(), token.name(), token.value()), AuthFailure.INVALID_TOKEN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD"})
  void acceptsReadsWithoutABody(String method) {
    assertThat(authenticator().authenticate(signed(method, PayloadHash.EMPTY))).isEqualTo(HOLDER);
    assertThat(authenticator().authenticate(signed(method, PayloadHash.UNSIGNED)))
        .isEqualTo(HOLDER);
  }

  @Test
  void needsThePayloadHeaderOnce() {
    assertRefused(withoutHeader(signed(), "x-amz-content-sha256"), AuthFailure.INVALID_REQUEST);
    assertRefused(
        plusHeader(signed(), "x-amz-content-sha256", PayloadHash.UNSIGNED),
        AuthFailure.INVALID_ARGUMENT);
  }

  @Test
  void refusesTheHashOfABodyOnARead() {
    String hash = PayloadHash.EMPTY.replace("e3b0", "e3b1");

    assertThat(
            assertRefused(signed("GET", hash), AuthFailure.X_AMZ_CONTENT_SHA256_MISMATCH).extras())
        .containsExactly(
            entry("ClientComputedContentSHA256", hash),
            entry("S3ComputedContentSHA256", PayloadHash.EMPTY));
  }

  @Test
  void refusesAStreamedRead() {
    assertRefused(signed("GET", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD"), AuthFailure.INVALID_REQUEST);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "unsigned-payload", "e3b0", "E3B0C44298FC1C149AFBF4C8996FB92427AE"})
  void refusesWhatIsNoPayloadValueOnReadsAndWrites(String value) {
    for (String method : new String[] {"GET", "PUT"}) {
      assertThat(assertRefused(signed(method, value), AuthFailure.INVALID_ARGUMENT).extras())
          .containsExactly(
              entry("ArgumentName", "x-amz-content-sha256"), entry("ArgumentValue", value));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "PUT, STREAMING-UNSIGNED-PAYLOAD-TRAILER",
    "PUT, UNSIGNED-PAYLOAD",
    "POST, 2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881",
    "DELETE, e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
  })
  void takesAnyPayloadValueOfAWrite(String method, String value) {
    assertThat(authenticator().authenticate(signed(method, value))).isEqualTo(HOLDER);
  }

  @Test
  void listsUnsignedHeadersInOrderOfArrival() {
    AuthRequest request = plusHeader(signed(), "X-Amz-Zeta", "1");
    request = plusHeader(request, "x-amz-alpha", "1");
    request = plusHeader(request, "x-amz-zeta", "2");
    request = plusHeader(request, "Range", "bytes=0-0");
    request = plusHeader(request, "x-amzn-trace-id", "1");

    assertThat(assertRefused(request, AuthFailure.ACCESS_DENIED).extras())
        .containsExactly(entry("HeadersNotSigned", "x-amz-zeta,x-amz-alpha"));
  }

  @Test
  void needsASignedHost() {
    AuthRequest unsigned =
        withHeader(signed(), "authorization", v -> v.replace("=host;", "=accept;"));

    assertThat(assertRefused(unsigned, AuthFailure.ACCESS_DENIED).extras())
        .containsExactly(entry("HeadersNotSigned", "host"));
    assertThat(assertRefused(withoutHeader(unsigned, "host"), AuthFailure.ACCESS_DENIED).extras())
        .containsExactly(entry("HeadersNotSigned", "host"));
  }

  @Test
  void acceptsUnsignedHeadersThatAreOrdinaryOrExempt() {
    AuthRequest request = plusHeader(signed(), "If-None-Match", "*");
    request = plusHeader(request, "baggage", "a=b");
    request = plusHeader(request, "X-Amz-Cf-Id", "added on the way");

    assertThat(authenticator().authenticate(request)).isEqualTo(HOLDER);
  }

  @Test
  void acceptsAnUnsignedPayloadHeaderSinceItsValueIsSigned() {
    AuthRequest request =
        withHeader(signed(), "authorization", v -> v.replace("x-amz-content-sha256;", ""));

    // Not AccessDenied: only the signature, made over one header more, is wrong now.
    assertRefused(request, AuthFailure.SIGNATURE_DOES_NOT_MATCH);
  }
}
