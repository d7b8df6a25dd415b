package io.avatarorigin.origin.s3.auth;

import static io.avatarorigin.origin.s3.auth.Refusals.assertRefused;
import static io.avatarorigin.origin.s3.auth.Requests.HOLDER;
import static io.avatarorigin.origin.s3.auth.Requests.KEY_ID;
import static io.avatarorigin.origin.s3.auth.Requests.NOW;
import static io.avatarorigin.origin.s3.auth.Requests.SECRET;
import static io.avatarorigin.origin.s3.auth.Requests.authenticator;
import static io.avatarorigin.origin.s3.auth.Requests.plusHeader;
import static io.avatarorigin.origin.s3.auth.Requests.presigned;
import static io.avatarorigin.origin.s3.auth.Requests.signer;
import static io.avatarorigin.origin.s3.auth.Requests.withQuery;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.avatarorigin.sigv4.HeaderField;
import io.avatarorigin.sigv4.PayloadHash;
import io.avatarorigin.sigv4.Secret;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rows of the presigned form, in their order. */
class PresignedFormTest {
  private static final String TOKEN = "&X-Amz-Security-Token=t";

  @ParameterizedTest
  @CsvSource({
    "X-Amz-Algorithm=AWS4-HMAC-SHA256&, '', X-Amz-Algorithm",
    "AWS4-HMAC-SHA256, AWS4-ECDSA-P256-SHA256, X-Amz-Algorithm",
    "AWS4-HMAC-SHA256, SHA1, X-Amz-Algorithm",
    "X-Amz-Credential=, x=, X-Amz-Credential",
    "%2Fs3, '', Credential",
    "%2Fs3%2F, %2Fiam%2F, 'iam'",
    "aws4_request, aws5_request, 'aws5_request'",
    "%2F20260102%2F, %2F2026010203%2F, '2026010203'",
    "X-Amz-Date=, x=, X-Amz-Date",
    "20260102T030405Z, 2026-01-02T03:04:05Z, X-Amz-Date",
    "%2F20260102%2F, %2F20260101%2F, 20260101",
    "X-Amz-Signature=, x=, X-Amz-Signature",
    "X-Amz-SignedHeaders=, x=, X-Amz-SignedHeaders",
    "X-Amz-SignedHeaders=host, X-Amz-SignedHeaders=host%3Bhost, SignedHeaders",
    "X-Amz-Date=, X-Amz-Date=20260102T030405Z&X-Amz-Date=, X-Amz-Date",
    "X-Amz-Signature=, X-Amz-Signature=0&X-Amz-Signature=, X-Amz-Signature",
    "X-Amz-Expires=3600, X-Amz-Expires=3600&X-Amz-Expires=1, X-Amz-Expires",
    "X-Amz-Expires=3600, x=1, X-Amz-Expires",
    "X-Amz-Expires=3600, X-Amz-Expires=soon, X-Amz-Expires",
    "X-Amz-Expires=3600, X-Amz-Expires=-7, X-Amz-Expires",
    "X-Amz-Expires=3600, X-Amz-Expires=604801, X-Amz-Expires",
  })
  void refusesMalformedParametersAndNamesThem(String from, String to, String named) {
    AuthRequest request = withQuery(presigned(), query -> query.replace(from, to));

    AuthException refusal =
        assertRefused(request, AuthFailure.AUTHORIZATION_QUERY_PARAMETERS_ERROR);

    assertThat(refusal).hasMessageContaining(named);
    assertThat(refusal.extras()).isEmpty();
  }

  @Test
  void refusesATokenAfterTheAlgorithmAndBeforeTheRest() {
    assertRefused(
        withQuery(presigned(), query -> query.replace("%2Fs3", "") + TOKEN),
        AuthFailure.INVALID_TOKEN);
    assertRefused(
        withQuery(presigned(), query -> query.replace("SHA256", "SHA1") + TOKEN),
        AuthFailure.AUTHORIZATION_QUERY_PARAMETERS_ERROR);
    assertRefused(
        presigned(new HeaderField("x-amz-security-token", "t")), AuthFailure.INVALID_TOKEN);
  }

  @Test
  void namesTheRegionToSignForBeforeALaterFault() {
    AuthRequest request =
        withQuery(
            presigned(signer(SECRET, "us-west-2", "s3"), ""), q -> q.replace("X-Amz-Date", "x"));

    AuthException refusal =
        assertRefused(request, AuthFailure.AUTHORIZATION_QUERY_PARAMETERS_ERROR);

    assertThat(refusal).hasMessageEndingWith("expecting 'eu-west-1'");
    assertThat(refusal.extras()).containsExactly(entry("Region", "eu-west-1"));
  }

  @Test
  void tellsItsTimeInWholeSeconds() {
    AuthRequest request = presigned(signer(SECRET, "auto", "s3"), "", Duration.ofSeconds(60));
    S3Authenticator authenticator =
        authenticator(AuthPolicy.of("auto"), NOW.plus(Duration.ofHours(1)).plusNanos(1));

    assertThat(assertRefused(authenticator, request, AuthFailure.ACCESS_DENIED).extras())
        .containsEntry("ServerTime", "2026-01-02T04:04:05Z");
  }

  @ParameterizedTest
  @CsvSource({
    "3600, PT0S, true",
    "3600, PT1H, true",
    "3600, PT1H1S, false",
    "604800, P7D, true",
    "604800, P7DT1S, false",
    "0, PT0S, false",
    "0, PT-1M, false",
  })
  void expires(long seconds, Duration after, boolean accepted) {
    AuthRequest request = presigned(signer(SECRET, "auto", "s3"), "", Duration.ofSeconds(seconds));
    Instant now = NOW.plus(after);
    S3Authenticator authenticator = authenticator(AuthPolicy.of("auto"), now);

    if (accepted) {
      assertThat(authenticator.authenticate(request)).isEqualTo(HOLDER);
      return;
    }
    assertThat(assertRefused(authenticator, request, AuthFailure.ACCESS_DENIED).extras())
        .containsExactly(
            entry("X-Amz-Expires", Long.toString(seconds)),
            entry("Expires", NOW.plusSeconds(seconds).toString()),
            entry("ServerTime", now.toString()));
  }

  @Test
  void isNotValidLongBeforeItsDate() {
    Instant quarterBefore = NOW.minus(Duration.ofMinutes(15));

    assertThat(authenticator(AuthPolicy.of("eu-west-1"), quarterBefore).authenticate(presigned()))
        .isEqualTo(HOLDER);
    assertThat(
            assertRefused(
                authenticator(AuthPolicy.of("eu-west-1"), quarterBefore.minusSeconds(1)),
                presigned(),
                AuthFailure.ACCESS_DENIED))
        .hasMessageContaining("not valid yet");
  }

  @Test
  void namesAKeyThatIsUnknown() {
    assertThat(
            assertRefused(
                    withQuery(presigned(), query -> query.replace(KEY_ID, "OTHER")),
                    AuthFailure.INVALID_ACCESS_KEY_ID)
                .extras())
        .containsExactly(entry("AWSAccessKeyId", "OTHER"));
  }

  @Test
  void bindsEveryAmzHeaderThatArrives() {
    AuthRequest request = plusHeader(presigned(), "X-Amz-Meta-A", "1");

    assertThat(assertRefused(request, AuthFailure.ACCESS_DENIED).extras())
        .containsExactly(entry("HeadersNotSigned", "x-amz-meta-a"));
    assertThat(authenticator().authenticate(presigned(new HeaderField("x-amz-meta-a", "1"))))
        .isEqualTo(HOLDER);
    assertThat(authenticator().authenticate(plusHeader(presigned(), "Range", "bytes=0-0")))
        .isEqualTo(HOLDER);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-Amz-Content-Sha256=UNSIGNED-PAYLOAD&x-id=GetObject&x-amz-checksum-mode=ENABLED",
        "response-content-type=image%2Fpng&versionId",
        "a=1&a=2&a=1"
      })
  void acceptsLinksWithFurtherParameters(String query) {
    assertThat(authenticator().authenticate(presigned(signer(SECRET, "auto", "s3"), query)))
        .isEqualTo(HOLDER);
  }

  @Test
  void signsThePayloadValueThatItDeclares() {
    // The signer signs UNSIGNED-PAYLOAD, so that another declared value shows in the echo.
    AuthRequest byQuery =
        withQuery(presigned(), query -> query + "&X-Amz-Content-Sha256=" + PayloadHash.EMPTY);
    AuthRequest byHeader = presigned(new HeaderField("x-amz-content-sha256", PayloadHash.EMPTY));
    AuthRequest unsigned = plusHeader(presigned(), "x-amz-content-sha256", PayloadHash.EMPTY);

    assertThat(canonicalRequest(byQuery)).endsWith("\n" + PayloadHash.EMPTY);
    assertThat(canonicalRequest(byHeader)).endsWith("\n" + PayloadHash.EMPTY);
    assertThat(authenticator().authenticate(unsigned)).isEqualTo(HOLDER);
  }

  private static String canonicalRequest(AuthRequest request) {
    return assertRefused(request, AuthFailure.SIGNATURE_DOES_NOT_MATCH)
        .extras()
        .get("CanonicalRequest");
  }

  @Test
  void refusesPayloadValuesThatAReadCannotHave() {
    assertRefused(
        withQuery(presigned(), q -> q + "&X-Amz-Content-Sha256=STREAMING-X"),
        AuthFailure.INVALID_REQUEST);
    assertRefused(
        withQuery(presigned(), q -> q + "&X-Amz-Content-Sha256=x"), AuthFailure.INVALID_ARGUMENT);
  }

  @Test
  void isSignedForItsMethodAndPathAndSecret() {
    AuthRequest get = presigned();
    AuthRequest head = new AuthRequest("HEAD", get.rawPath(), get.rawQuery(), get.headers());
    AuthRequest other = new AuthRequest("GET", "/b/l", get.rawQuery(), get.headers());
    AuthRequest stranger = presigned(signer(Secret.of("guess"), "auto", "s3"), "");

    assertRefused(head, AuthFailure.SIGNATURE_DOES_NOT_MATCH);
    assertRefused(other, AuthFailure.SIGNATURE_DOES_NOT_MATCH);
    assertRefused(stranger, AuthFailure.SIGNATURE_DOES_NOT_MATCH);
    assertRefused(withQuery(get, q -> q + "&a=1"), AuthFailure.SIGNATURE_DOES_NOT_MATCH);
  }
}
