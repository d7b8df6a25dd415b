package io.avatarorigin.sigv4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.avatarorigin.sigv4.SignatureFormatException.Component;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorizationHeaderTest {
  private static final String CREDENTIAL = "Credential=AK/20260102/eu-west-1/s3/aws4_request";

  @ParameterizedTest
  @ValueSource(strings = {",", ", ", " ,  "})
  void readsComponentsWithOrWithoutBlanksBetweenThem(String comma) {
    AuthorizationHeader header =
        AuthorizationHeader.parse(
            "AWS4-HMAC-SHA256 "
                + String.join(comma, CREDENTIAL, "SignedHeaders=host;x-amz-date", "Signature=0f"),
            "s3");

    assertThat(header.credential())
        .isEqualTo(new Credential("AK", new CredentialScope("20260102", "eu-west-1", "s3")));
    assertThat(header.signedHeaders().text()).isEqualTo("host;x-amz-date");
    assertThat(header.signature()).isEqualTo("0f");
    assertThat(header.text())
        .isEqualTo(
            "AWS4-HMAC-SHA256 " + CREDENTIAL + ", SignedHeaders=host;x-amz-date, Signature=0f");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ALGORITHM | AWS4-ECDSA-P256-SHA256 Credential=a, SignedHeaders=b, Signature=c",
        "CREDENTIAL | AWS4-HMAC-SHA256 Credentials=a, SignedHeaders=b, Signature=c",
        "CREDENTIAL | AWS4-HMAC-SHA256 Credential, SignedHeaders=b, Signature=c",
        "CREDENTIAL | AWS4-HMAC-SHA256 Credential=, SignedHeaders=b, Signature=c",
        "CREDENTIAL | AWS4-HMAC-SHA256 SignedHeaders=b, Credential=a, Signature=c",
        "SIGNED_HEADERS | AWS4-HMAC-SHA256 Credential=a",
        "SIGNED_HEADERS | AWS4-HMAC-SHA256 Credential=a, , Signature=c",
        "SIGNED_HEADERS | AWS4-HMAC-SHA256 Credential=a, signedheaders=b, Signature=c",
        "SIGNED_HEADERS | AWS4-HMAC-SHA256 Credential=a, Signature=c",
        "SIGNATURE | AWS4-HMAC-SHA256 Credential=a, SignedHeaders=b",
        "SIGNATURE | AWS4-HMAC-SHA256 Credential=a, SignedHeaders=b, Signatur=c",
        "SIGNATURE | AWS4-HMAC-SHA256 Credential=a, SignedHeaders=b, c",
        "AUTHORIZATION | AWS4-HMAC-SHA256 Credential=a, SignedHeaders=b, Signature=c, More=d",
        "CREDENTIAL | AWS4-HMAC-SHA256 Credential=a, SignedHeaders=b, Signature=c",
        "CREDENTIAL | AWS4-HMAC-SHA256 Credential=a/20260102/r/s3, SignedHeaders=b, Signature=c",
      })
  void namesTheComponentThatIsWrong(Component component, String value) {
    assertThatExceptionOfType(SignatureFormatException.class)
        .isThrownBy(() -> AuthorizationHeader.parse(value, "s3"))
        .returns(component, SignatureFormatException::component)
        .satisfies(e -> assertThat(e.getStackTrace()).isEmpty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a/20260102/r/s3/x/aws4_request | not of the form",
        "20260102 | not of the form",
        "a/b/r/iam/other | service 'iam'",
        "a/b/r/s3/other | 'other'",
        "a/2026010203/r/s3/aws4_request | '2026010203'",
        "a/2026010x/r/s3/aws4_request | '2026010x'",
      })
  void checksTheCredentialInOrder(String credential, String text) {
    assertThatExceptionOfType(SignatureFormatException.class)
        .isThrownBy(() -> Credential.parse(credential, "s3"))
        .withMessageContaining(text)
        .returns(Component.CREDENTIAL, SignatureFormatException::component);
  }

  @Test
  void leavesTheRegionToTheCaller() {
    assertThat(Credential.parse("/20260102//s3/aws4_request", "s3").scope().region()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "host;", ";host", "a;;b", "host;Host", "b;a;b"})
  void refusesSignedHeadersThatAreEmptyOrRepeated(String text) {
    assertThatExceptionOfType(SignatureFormatException.class)
        .isThrownBy(() -> SignedHeaders.parse(text))
        .returns(Component.SIGNED_HEADERS, SignatureFormatException::component);
  }

  @Test
  void refusesMoreSignedHeadersThanAnyClientSends() {
    StringBuilder names = new StringBuilder("a100");
    for (int i = 101; i < 228; i++) {
      names.append(";a").append(i);
    }

    assertThat(SignedHeaders.parse(names.toString()).names()).hasSize(128);
    assertThatExceptionOfType(SignatureFormatException.class)
        .isThrownBy(() -> SignedHeaders.parse(names + ";b"))
        .returns(Component.SIGNED_HEADERS, SignatureFormatException::component);
  }
}
