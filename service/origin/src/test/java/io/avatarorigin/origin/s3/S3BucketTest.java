package io.avatarorigin.origin.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class S3BucketTest {
  @ParameterizedTest
  @ValueSource(strings = {"abc", "a-b.c", "123", "1.2.3", "1.2.3.4.5", "a.2.3.4"})
  void takesNamesOfS3(String name) {
    assertThat(S3Bucket.isName(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ab", "ABC", "a_b", "192.168.0.1", "caf\u00e9", "a/b"})
  void takesNoOtherNames(String name) {
    assertThatThrownBy(() -> new S3Bucket(name, S3Bucket.Access.SIGNED, Instant.EPOCH))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(name);
  }

  @Test
  void isServedOnceOnly() {
    S3Bucket bucket = new S3Bucket("abc", S3Bucket.Access.SIGNED, Instant.EPOCH);
    assertThatThrownBy(
            () -> new S3Settings("auto", List.of(), List.of(bucket, bucket), Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("twice");
  }
}
