package io.avatarorigin.sigv4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The GET examples of the Amazon S3 API reference, "Authenticating Requests", with its key pair.
 */
class SignerTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2013-05-24T00:00:00.9Z"));
  private static final HeaderField HOST = new HeaderField("Host", "examplebucket.s3.amazonaws.com");

  private final Signer signer =
      new Signer(
          new AccessKey(
              "AKIAIOSFODNN7EXAMPLE", Secret.of("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")),
          "us-east-1",
          "s3",
          CLOCK);

  @Test
  void signsTheDocumentedGetObject() {
    SignableRequest request =
        new SignableRequest(
            "GET",
            "/test.txt",
            Query.parse(""),
            List.of(HOST, new HeaderField("Range", "bytes=0-9")));

    assertThat(signer.sign(request, PayloadHash.EMPTY))
        .containsExactly(
            new HeaderField("x-amz-content-sha256", PayloadHash.EMPTY),
            new HeaderField("x-amz-date", "20130524T000000Z"),
            new HeaderField(
                "authorization",
                "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/"
                    + "aws4_request, SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,"
                    + " Signature="
                    + "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41"));
  }

  @Test
  void signsTheDocumentedList() {
    SignableRequest request =
        new SignableRequest("GET", "/", Query.parse("max-keys=2&prefix=J"), List.of(HOST));

    assertThat(signer.sign(request, PayloadHash.EMPTY).getLast().value())
        .endsWith("34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7");
  }

  @Test
  void presignsTheDocumentedGetObject() {
    SignableRequest request =
        new SignableRequest("GET", "/test.txt", Query.parse(""), List.of(HOST));

    assertThat(signer.presign(request, Duration.ofDays(1)))
        .isEqualTo(
            "X-Amz-Algorithm=AWS4-HMAC-SHA256"
                + "&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request"
                + "&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host"
                + "&X-Amz-Signature="
                + "aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404");
  }

  @Test
  void keepsTheQueryOfALink() {
    SignableRequest request =
        new SignableRequest("GET", "/k", Query.parse("x-id=GetObject&a=b+c"), List.of(HOST));

    assertThat(signer.presign(request, Duration.ofSeconds(1)))
        .contains("&a=b%20c&x-id=GetObject&X-Amz-Signature=");
  }

  @Test
  void refusesWhatNobodyWouldAccept() {
    SignableRequest nameless = new SignableRequest("GET", "/", Query.parse(""), List.of());
    SignableRequest request = new SignableRequest("GET", "/", Query.parse(""), List.of(HOST));

    assertThatIllegalArgumentException().isThrownBy(() -> signer.sign(nameless, PayloadHash.EMPTY));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> signer.presign(nameless, Duration.ofHours(1)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> signer.presign(request, Duration.ofDays(8)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> signer.presign(request, Duration.ofSeconds(-1)));
  }

  @Test
  void showsNoValuesOfHeadersInLogs() {
    SignableRequest request =
        new SignableRequest("GET", "/k", Query.parse("X-Amz-Signature=0f"), List.of(HOST));

    assertThat(request).hasToString("SignableRequest[GET /k]");
    assertThat(HOST).hasToString("HeaderField[Host]");
  }
}
