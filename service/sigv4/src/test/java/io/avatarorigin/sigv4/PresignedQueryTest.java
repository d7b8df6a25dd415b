package io.avatarorigin.sigv4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.avatarorigin.sigv4.SignatureFormatException.Component;
import java.time.Duration;
import java.time.Instant;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PresignedQueryTest {
  private static final PresignedQuery EMPTY = query("");

  @Test
  void readsEveryParameter() {
    PresignedQuery query =
        query(
            "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AK%2F20260102%2Fauto%2Fs3%2F"
                + "aws4_request&X-Amz-Date=20260102T030405Z&X-Amz-Expires=604800"
                + "&X-Amz-SignedHeaders=host%3Bx-amz-a&X-Amz-Signature=0f");

    query.requireAlgorithm();
    query.requireUnrepeated();
    assertThat(query.credential("s3").text()).isEqualTo("AK/20260102/auto/s3/aws4_request");
    assertThat(query.time().instant()).isEqualTo(Instant.parse("2026-01-02T03:04:05Z"));
    assertThat(query.validity()).isEqualTo(Duration.ofDays(7));
    assertThat(query.signedHeaders().text()).isEqualTo("host;x-amz-a");
    assertThat(query.signature()).isEqualTo("0f");
  }

  @Test
  void namesTheParameterThatIsMissing() {
    assertWrong(Component.ALGORITHM, EMPTY::requireAlgorithm);
    assertWrong(Component.CREDENTIAL, () -> EMPTY.credential("s3"));
    assertWrong(Component.DATE, EMPTY::time);
    assertWrong(Component.EXPIRES, EMPTY::validity);
    assertWrong(Component.SIGNED_HEADERS, EMPTY::signedHeaders);
    assertWrong(Component.SIGNATURE, EMPTY::signature);
  }

  @ParameterizedTest
  @ValueSource(strings = {"AWS4-ECDSA-P256-SHA256", "AWS4-HMAC-SHA1", "aws4-hmac-sha256", ""})
  void knowsOneAlgorithm(String algorithm) {
    assertWrong(
        Component.ALGORITHM, () -> query("X-Amz-Algorithm=" + algorithm).requireAlgorithm());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-1",
        "604801",
        "1h",
        "",
        "1.5",
        "99999999999999999999",
        "%2B60",
        "-0",
        "%D9%A6",
        "6%EF%BC%90"
      })
  void refusesValiditiesThatAreNoSecondsOfAWeek(String expires) {
    assertWrong(Component.EXPIRES, () -> query("X-Amz-Expires=" + expires).validity());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "20260102T030405",
        "2026-01-02T03:04Z",
        "20261302T030405Z",
        "20260230T030405Z",
        "20260102T250405Z",
        "20260102t030405Z",
        "20260102T0304٠5Z",
      })
  void refusesOtherDates(String date) {
    assertWrong(Component.DATE, () -> query("X-Amz-Date=" + date).time());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Algorithm",
        "Credential",
        "Date",
        "Expires",
        "SignedHeaders",
        "Signature",
        "Security-Token",
        "Content-Sha256"
      })
  void refusesAParameterTwice(String name) {
    assertWrong(
        Component.AUTHORIZATION,
        () -> query("X-Amz-" + name + "=a&x=1&X-Amz-" + name + "=b").requireUnrepeated());
  }

  private static void assertWrong(Component component, ThrowingCallable call) {
    assertThatExceptionOfType(SignatureFormatException.class)
        .isThrownBy(call)
        .returns(component, SignatureFormatException::component);
  }

  private static PresignedQuery query(String rawQuery) {
    return new PresignedQuery(Query.parse(rawQuery));
  }
}
