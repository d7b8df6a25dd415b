package io.avatarorigin.origin.s3.auth;

import static io.avatarorigin.origin.s3.auth.Refusals.assertRefused;
import static io.avatarorigin.origin.s3.auth.Requests.HOLDER;
import static io.avatarorigin.origin.s3.auth.Requests.authenticator;
import static io.avatarorigin.origin.s3.auth.Requests.plusHeader;
import static io.avatarorigin.origin.s3.auth.Requests.presigned;
import static io.avatarorigin.origin.s3.auth.Requests.signed;
import static io.avatarorigin.origin.s3.auth.Requests.unsigned;
import static io.avatarorigin.origin.s3.auth.Requests.withQuery;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MechanismTest {
  @Test
  void takesARequestWithoutASignatureForAnonymous() {
    assertThat(authenticator().authenticate(unsigned("GET"))).isEqualTo(new Caller.Anonymous());
  }

  @ParameterizedTest
  @ValueSource(strings = {"x-amz-signature=1", "X-Amz-Date=1", "expires=1", "list-type=2"})
  void staysAnonymousWithOtherParameters(String query) {
    assertThat(authenticator().authenticate(withQuery(unsigned("GET"), none -> query)))
        .isEqualTo(new Caller.Anonymous());
  }

  @Test
  void knowsTheHolderOfAKeyInEitherForm() {
    assertThat(authenticator().authenticate(signed())).isEqualTo(HOLDER);
    assertThat(authenticator().authenticate(presigned())).isEqualTo(HOLDER);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-Amz-Algorithm=a",
        "X-Amz-Credential=a",
        "X-Amz-Signature=a",
        "X-Amz-SignedHeaders=a",
        "X-Amz-Expires",
        "AWSAccessKeyId=a",
        "Signature=a",
        "Expires=1"
      })
  void refusesTwoWaysAtOnce(String query) {
    AuthException refusal =
        assertRefused(withQuery(signed(), none -> query), AuthFailure.INVALID_ARGUMENT);

    assertThat(refusal.extras()).containsOnlyKeys("ArgumentName");
    assertThat(refusal.extras()).containsEntry("ArgumentName", "Authorization");
  }

  @Test
  void refusesTwoAuthorizationHeaders() {
    assertRefused(
        plusHeader(signed(), "authorization", "AWS4-HMAC-SHA256 x"), AuthFailure.INVALID_ARGUMENT);
  }

  @Test
  void namesTheSignatureToUseInsteadOfVersion2() {
    AuthRequest header = plusHeader(unsigned("GET"), "Authorization", "AWS AKID:c2lnbmF0dXJl");

    assertThat(assertRefused(header, AuthFailure.INVALID_REQUEST))
        .hasMessageContaining("AWS4-HMAC-SHA256");
  }

  @ParameterizedTest
  @ValueSource(strings = {"AWSAccessKeyId=a", "Signature=a", "Expires=1"})
  void refusesLinksOfVersion2(String query) {
    assertThat(
            assertRefused(withQuery(unsigned("GET"), none -> query), AuthFailure.INVALID_REQUEST))
        .hasMessageContaining("AWS4-HMAC-SHA256");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "AWS4-HMAC-SHA256",
        "AWS4-HMAC-SHA256Credential=a,SignedHeaders=b,Signature=c",
        "Basic QUtJRDpzZWNyZXQ=",
        "Bearer token",
        "aws4-hmac-sha256 Credential=a",
        "AWS4-ECDSA-P256-SHA256 Credential=a, SignedHeaders=b, Signature=c"
      })
  void refusesOtherAuthorizationWithoutRepeatingIt(String value) {
    AuthException refusal =
        assertRefused(
            plusHeader(unsigned("GET"), "Authorization", value), AuthFailure.INVALID_ARGUMENT);

    assertThat(refusal.extras()).containsEntry("ArgumentName", "Authorization").hasSize(1);
    assertThat(refusal.getMessage()).doesNotContain("QUtJRDpzZWNyZXQ", "token");
  }
}
