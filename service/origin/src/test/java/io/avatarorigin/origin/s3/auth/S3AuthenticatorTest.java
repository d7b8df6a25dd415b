package io.avatarorigin.origin.s3.auth;

import static io.avatarorigin.origin.s3.auth.Refusals.assertRefused;
import static io.avatarorigin.origin.s3.auth.Requests.HOLDER;
import static io.avatarorigin.origin.s3.auth.Requests.KEY_ID;
import static io.avatarorigin.origin.s3.auth.Requests.NOW;
import static io.avatarorigin.origin.s3.auth.Requests.SECRET;
import static io.avatarorigin.origin.s3.auth.Requests.authenticator;
import static io.avatarorigin.origin.s3.auth.Requests.presigned;
import static io.avatarorigin.origin.s3.auth.Requests.signed;
import static io.avatarorigin.origin.s3.auth.Requests.signer;
import static io.avatarorigin.origin.s3.auth.Requests.withHeader;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.avatarorigin.sigv4.HeaderField;
import io.avatarorigin.sigv4.PayloadHash;
import io.avatarorigin.sigv4.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class S3AuthenticatorTest {
  private static final Secret NEXT = Secret.of("the next secret");

  @Test
  void showsHowItReadARequestWhoseSignatureIsWrong() {
    AuthRequest request = signed(signer(NEXT, "auto", "s3"), "GET", PayloadHash.UNSIGNED);

    AuthException refusal = assertRefused(request, AuthFailure.SIGNATURE_DOES_NOT_MATCH);

    String canonical =
        """
        GET
        /b/k

        host:avatars.example:9000
        x-amz-content-sha256:UNSIGNED-PAYLOAD
        x-amz-date:20260102T030405Z

        host;x-amz-content-sha256;x-amz-date
        UNSIGNED-PAYLOAD""";
    assertThat(refusal.extras().keySet())
        .containsExactly(
            "AWSAccessKeyId",
            "StringToSign",
            "SignatureProvided",
            "StringToSignBytes",
            "CanonicalRequest",
            "CanonicalRequestBytes");
    assertThat(refusal.extras())
        .containsEntry("AWSAccessKeyId", KEY_ID)
        .containsEntry("CanonicalRequest", canonical)
        .containsEntry(
            "StringToSign",
            "AWS4-HMAC-SHA256\n20260102T030405Z\n20260102/auto/s3/aws4_request\n"
                + PayloadHash.of(canonical.getBytes(StandardCharsets.UTF_8)));
    assertThat(refusal.extras().get("CanonicalRequestBytes")).startsWith("47 45 54 0a 2f 62");
    assertThat(HexFormat.ofDelimiter(" ").parseHex(refusal.extras().get("StringToSignBytes")))
        .asString(StandardCharsets.UTF_8)
        .isEqualTo(refusal.extras().get("StringToSign"));
    assertThat(request.headers().getLast().value())
        .endsWith("Signature=" + refusal.extras().get("SignatureProvided"));
  }

  @Test
  void keepsTheEchoToItselfWhenToldTo() {
    AuthPolicy policy = new AuthPolicy("auto", Set.of(), Duration.ofMinutes(15), Set.of(), false);

    AuthException refusal =
        assertRefused(
            authenticator(policy, NOW),
            presigned(signer(NEXT, "auto", "s3"), ""),
            AuthFailure.SIGNATURE_DOES_NOT_MATCH);

    assertThat(refusal.extras()).containsOnlyKeys("AWSAccessKeyId");
  }

  @Test
  void replacesInTheEchoWhatXmlCannotHold() {
    AuthRequest request =
        signed(
            signer(NEXT, "auto", "s3"),
            "GET",
            "UNSIGNED-PAYLOAD",
            new HeaderField("x-a", "a\u0001\ud83d\ude00\ud800b"));

    assertThat(assertRefused(request, AuthFailure.SIGNATURE_DOES_NOT_MATCH).extras())
        .extractingByKey("CanonicalRequest")
        .asString()
        .contains("\nx-a:a\ufffd\ud83d\ude00\ufffdb\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "zz", "Signature"})
  void refusesSignaturesOfAnotherForm(String text) {
    AuthRequest request =
        withHeader(
            signed(),
            "authorization",
            value -> value.substring(0, value.indexOf("Signature=") + 10) + "x" + text);

    assertRefused(request, AuthFailure.SIGNATURE_DOES_NOT_MATCH);
  }

  @Test
  void refusesTheRightSignatureInUpperCase() {
    AuthRequest request =
        withHeader(
            signed(),
            "authorization",
            value -> {
              int at = value.indexOf("Signature=") + 10;
              return value.substring(0, at) + value.substring(at).toUpperCase(Locale.ROOT);
            });

    assertRefused(request, AuthFailure.SIGNATURE_DOES_NOT_MATCH);
  }

  @Test
  void followsARotation() {
    InMemoryCredentials credentials = new InMemoryCredentials(Map.of(KEY_ID, List.of(SECRET)));
    S3Authenticator authenticator =
        new S3Authenticator(credentials, AuthPolicy.of("auto"), InstantSource.fixed(NOW));
    AuthRequest old = signed(signer(SECRET, "auto", "s3"), "GET", PayloadHash.EMPTY);
    AuthRequest next = presigned(signer(NEXT, "auto", "s3"), "");

    assertThat(authenticator.authenticate(old)).isEqualTo(HOLDER);
    assertRefused(authenticator, next, AuthFailure.SIGNATURE_DOES_NOT_MATCH);

    credentials.replace(Map.of(KEY_ID, new Grant(List.of(SECRET, NEXT), Rights.FULL)));
    assertThat(authenticator.authenticate(old)).isEqualTo(HOLDER);
    assertThat(authenticator.authenticate(next)).isEqualTo(HOLDER);

    credentials.replace(Map.of(KEY_ID, new Grant(List.of(NEXT), Rights.FULL)));
    assertRefused(authenticator, old, AuthFailure.SIGNATURE_DOES_NOT_MATCH);
    assertThat(authenticator.authenticate(next)).isEqualTo(HOLDER);

    credentials.replace(Map.of());
    assertRefused(authenticator, next, AuthFailure.INVALID_ACCESS_KEY_ID);
  }

  @Test
  void namesItsFailuresAsS3Does() {
    assertThat(Stream.of(AuthFailure.values()).map(AuthFailure::code))
        .containsExactlyInAnyOrder(
            "AccessDenied",
            "RequestTimeTooSkewed",
            "AuthorizationHeaderMalformed",
            "AuthorizationQueryParametersError",
            "InvalidAccessKeyId",
            "InvalidToken",
            "InvalidArgument",
            "InvalidRequest",
            "XAmzContentSHA256Mismatch",
            "SignatureDoesNotMatch");
  }

  @Test
  void showsNoSignatureInLogs() {
    assertThat(presigned()).hasToString("AuthRequest[GET /b/k]");
  }

  @Test
  void refusesPoliciesThatMakeNoSense() {
    assertThatIllegalArgumentException().isThrownBy(() -> AuthPolicy.of(""));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new AuthPolicy("auto", Set.of(""), Duration.ofMinutes(15), Set.of(), true));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AuthPolicy("auto", Set.of(), Duration.ofSeconds(-1), Set.of(), true));
  }
}
