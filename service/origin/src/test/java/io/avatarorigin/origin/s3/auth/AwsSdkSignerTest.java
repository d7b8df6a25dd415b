package io.avatarorigin.origin.s3.auth;

import static io.avatarorigin.origin.s3.auth.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.avatarorigin.sigv4.HeaderField;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** Requests signed by the signer of the AWS SDK for Java, set up as its S3 client does. */
class AwsSdkSignerTest {
  private static final AwsCredentialsIdentity IDENTITY =
      AwsCredentialsIdentity.create(Requests.KEY_ID, "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");

  private static final String TARGETS =
      """
      http://localhost:9000/avatars/0bc83cb571cd1c50ba6f3e8a78ef1346%4080.jpg
      http://avatars.localhost:9000/a%20b%2Bc/%C3%A4%2F..%2F~
      http://localhost:9000/avatars//a/./b/../c
      http://localhost/avatars?list-type=2&prefix=a%2Fb%20%2B%C3%BC&delimiter=
      http://localhost:9000/avatars/k?x-id=GetObject&b=2&a=1&b=1
      """;

  static List<String> targets() {
    return TARGETS.lines().toList();
  }

  @ParameterizedTest
  @MethodSource("targets")
  void acceptsSignedHeaders(String target) {
    AuthRequest signed = sign(target, request -> {});
    AuthRequest unsignedPayload =
        sign(
            target, request -> request.putProperty(AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, false));

    assertThat(Requests.authenticator().authenticate(signed)).isEqualTo(Requests.HOLDER);
    assertThat(Requests.authenticator().authenticate(unsignedPayload)).isEqualTo(Requests.HOLDER);
    assertThat(unsignedPayload.headers())
        .contains(new HeaderField("x-amz-content-sha256", "UNSIGNED-PAYLOAD"));
  }

  @ParameterizedTest
  @MethodSource("targets")
  void acceptsLinks(String target) {
    AuthRequest link =
        sign(
            target,
            request ->
                request
                    .putProperty(
                        AwsV4HttpSigner.AUTH_LOCATION, AwsV4HttpSigner.AuthLocation.QUERY_STRING)
                    .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, Duration.ofMinutes(10))
                    .putProperty(AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, false));

    assertThat(link.rawQuery()).contains("X-Amz-Signature=");
    assertThat(Requests.authenticator().authenticate(link)).isEqualTo(Requests.HOLDER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://localhost:9001/b/k", "http://localhost:9000/b/k?a=2"})
  void refusesWhatWasSignedForAnotherTarget(String target) {
    AuthRequest signed = sign("http://localhost:9000/b/k?a=1", request -> {});
    AuthRequest other = sign(target, request -> {});

    assertRefused(
        new AuthRequest("GET", other.rawPath(), other.rawQuery(), withHostOf(other, signed)),
        AuthFailure.SIGNATURE_DOES_NOT_MATCH);
  }

  private static List<HeaderField> withHostOf(AuthRequest other, AuthRequest signed) {
    HeaderField host =
        other.headers().stream()
            .filter(header -> header.name().equalsIgnoreCase("host"))
            .findFirst()
            .orElseThrow();
    return signed.headers().stream()
        .map(header -> header.name().equalsIgnoreCase("host") ? host : header)
        .toList();
  }

  private static AuthRequest sign(
      String target, Consumer<SignRequest.Builder<AwsCredentialsIdentity>> more) {
    SdkHttpRequest unsigned =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.GET)
            .uri(URI.create(target))
            .putHeader("accept-encoding", "identity")
            .putHeader("x-amz-checksum-crc32", "AAAAAA==")
            .putHeader("x-amz-te", "append-md5")
            .build();
    SdkHttpRequest signed =
        AwsV4HttpSigner.create()
            .sign(
                request -> {
                  request
                      .identity(IDENTITY)
                      .request(unsigned)
                      .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, "s3")
                      .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-west-1")
                      .putProperty(AwsV4FamilyHttpSigner.DOUBLE_URL_ENCODE, false)
                      .putProperty(AwsV4FamilyHttpSigner.NORMALIZE_PATH, false)
                      .putProperty(
                          HttpSigner.SIGNING_CLOCK, Clock.fixed(Requests.NOW, ZoneOffset.UTC));
                  more.accept(request);
                })
            .request();
    List<HeaderField> headers =
        signed.headers().entrySet().stream()
            .flatMap(
                header ->
                    header.getValue().stream()
                        .map(value -> new HeaderField(header.getKey(), value)))
            .toList();
    return new AuthRequest(
        "GET", signed.encodedPath(), signed.encodedQueryParameters().orElse(""), headers);
  }
}
