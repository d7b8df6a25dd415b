package io.avatarorigin.origin.s3.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.avatarorigin.origin.s3.http.RequestHeaders;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class S3RequestTest {
  private static S3Request parse(String rawPath, String rawQuery) {
    RequestHeaders headers = RequestHeaders.of("Host", "origin.test:9000");
    return S3Request.parse(
        new RawRequest("GET", rawPath, rawQuery, headers), new Addressing(List.of()));
  }

  @ParameterizedTest
  @CsvSource({
    "http://origin.test:9000/b/k%20, /b/k%20",
    "HTTPS://ORIGIN.test:9000/b/k, /b/k",
    "http://origin.test:9000, /"
  })
  void stripsSchemeAndHostOfAnAbsoluteTarget(String target, String rawPath) {
    assertThat(parse(target, "").rawPath()).isEqualTo(rawPath);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://other.test/b/k",
        "*",
        "b/k",
        "ftp://origin.test:9000/b",
        "/b/%zz",
        "/b/k#"
      })
  void refusesTargetsItCannotRead(String target) {
    assertThatThrownBy(() -> parse(target, ""))
        .isInstanceOfSatisfying(
            S3Exception.class,
            e -> assertThat(e.error().code()).isEqualTo(S3ErrorCode.INVALID_URI));
  }

  @Test
  void refusesQueriesItCannotRead() {
    assertThatThrownBy(() -> parse("/b", "prefix=%ff"))
        .isInstanceOfSatisfying(
            S3Exception.class,
            e -> assertThat(e.error().code()).isEqualTo(S3ErrorCode.INVALID_URI));
  }
}
