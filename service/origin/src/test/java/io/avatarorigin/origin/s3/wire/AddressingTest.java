package io.avatarorigin.origin.s3.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressingTest {
  private final Addressing addressing = new Addressing(List.of("example.com", "S3.example.com"));

  @ParameterizedTest
  @CsvSource({
    "example.com, /b/k, b, k",
    "EXAMPLE.com:9000, /b/k, b, k",
    "s3.example.com, /b/k, b, k",
    "127.0.0.1:9000, /b/k, b, k",
    "[::1]:9000, /b/k, b, k",
    "elsewhere.test, /b/k, b, k",
    "notexample.com, /b/k, b, k",
    ".example.com, /b/k, b, k",
    "x, /b/k/, b, k/",
    "x, /b//k, b, /k",
    "x, /b/./../k, b, ./../k",
    "x, /b/a%2Fb, b, a/b",
    "x, /b/a+b%20c, b, a+b c",
    "x, //k, '', k",
    "x, /b%2Fc/k, b/c, k",
    "avatars.example.com, /k, avatars, k",
    "Avatars.s3.Example.com:80, /b/k, avatars, b/k",
    "a.b.example.com, //k, a.b, /k"
  })
  void findsBucketAndKey(String host, String rawPath, String bucket, String key) {
    assertThat(addressing.target(host, rawPath)).isEqualTo(new Target.Key(bucket, key));
  }

  @ParameterizedTest
  @CsvSource({"x, /b, b", "x, /b/, b", "x, //, ''", "avatars.example.com, /, avatars"})
  void findsBuckets(String host, String rawPath, String bucket) {
    assertThat(addressing.target(host, rawPath)).isEqualTo(new Target.Bucket(bucket));
  }

  @ParameterizedTest
  @CsvSource({"x", "s3.example.com", "''"})
  void findsTheServiceAtTheRoot(String host) {
    assertThat(addressing.target(host, "/")).isEqualTo(new Target.Service());
  }
}
