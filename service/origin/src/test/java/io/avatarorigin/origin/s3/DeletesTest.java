package io.avatarorigin.origin.s3;

import static io.avatarorigin.origin.s3.wire.ResponseHeader.ALLOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.avatarorigin.origin.s3.TestedService.Reply;
import io.avatarorigin.origin.s3.cors.CorsRules;
import io.avatarorigin.origin.s3.wire.S3ErrorCode;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeletesTest {
  private final TestedService service =
      TestedService.with(
          new S3Bucket(
              "kept",
              S3Bucket.Access.SIGNED,
              Instant.EPOCH,
              CorsRules.NONE,
              S3Bucket.Deletes.REFUSED));

  @ParameterizedTest
  @ValueSource(strings = {"DELETE", "PUT", "POST"})
  void refusesKeysOverTheGreatestLengthOfThoseWhoMayKnow(String method) {
    String longest = "/kept/" + "%C3%A9".repeat(512);

    assertThat(service.signed(method, longest).error()).contains(S3ErrorCode.METHOD_NOT_ALLOWED);
    assertThat(service.signed(method, longest + "a").error()).contains(S3ErrorCode.KEY_TOO_LONG);
    assertThat(service.anonymous(method, longest + "a").error())
        .contains(S3ErrorCode.ACCESS_DENIED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"DELETE", "PUT"})
  void refusesDeletesWhereToldToAndOffersThemNowhere(String method) {
    Reply reply = service.signed(method, "/kept/there");

    assertThat(reply.error()).contains(S3ErrorCode.METHOD_NOT_ALLOWED);
    assertThat(reply.header(ALLOW)).hasValue("GET, HEAD, OPTIONS");
    assertThat(reply.body()).contains("<Method>" + method + "</Method>");
  }
}
