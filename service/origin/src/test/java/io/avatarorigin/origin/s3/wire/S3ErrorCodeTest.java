package io.avatarorigin.origin.s3.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.avatarorigin.origin.s3.auth.AuthFailure;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class S3ErrorCodeTest {
  /** Typed off the S3 API reference's list of error codes. */
  private static final Map<String, Integer> DOCUMENTED =
      Map.ofEntries(
          Map.entry("AccessDenied", 403),
          Map.entry("AccessForbidden", 403),
          Map.entry("AuthorizationHeaderMalformed", 400),
          Map.entry("AuthorizationQueryParametersError", 400),
          Map.entry("BadRequest", 400),
          Map.entry("InternalError", 500),
          Map.entry("InvalidAccessKeyId", 403),
          Map.entry("InvalidArgument", 400),
          Map.entry("InvalidBucketName", 400),
          Map.entry("InvalidPartNumber", 416),
          Map.entry("InvalidRange", 416),
          Map.entry("InvalidRequest", 400),
          Map.entry("InvalidToken", 400),
          Map.entry("InvalidURI", 400),
          Map.entry("KeyTooLongError", 400),
          Map.entry("MethodNotAllowed", 405),
          Map.entry("NoSuchBucket", 404),
          Map.entry("NoSuchBucketPolicy", 404),
          Map.entry("NoSuchCORSConfiguration", 404),
          Map.entry("NoSuchKey", 404),
          Map.entry("NoSuchLifecycleConfiguration", 404),
          Map.entry("NoSuchPublicAccessBlockConfiguration", 404),
          Map.entry("NoSuchTagSet", 404),
          Map.entry("NoSuchVersion", 404),
          Map.entry("NoSuchWebsiteConfiguration", 404),
          Map.entry("NotImplemented", 501),
          Map.entry("ObjectLockConfigurationNotFoundError", 404),
          Map.entry("OwnershipControlsNotFoundError", 404),
          Map.entry("PreconditionFailed", 412),
          Map.entry("ReplicationConfigurationNotFoundError", 404),
          Map.entry("RequestHeaderSectionTooLarge", 400),
          Map.entry("RequestTimeout", 400),
          Map.entry("RequestTimeTooSkewed", 403),
          Map.entry("ServerSideEncryptionConfigurationNotFoundError", 404),
          Map.entry("ServiceUnavailable", 503),
          Map.entry("SignatureDoesNotMatch", 403),
          Map.entry("SlowDown", 503),
          Map.entry("UnexpectedContent", 400),
          Map.entry("XAmzContentSHA256Mismatch", 400));

  @Test
  void hasTheDocumentedCodesAndStatuses() {
    Map<String, Integer> ours =
        Arrays.stream(S3ErrorCode.values())
            .collect(Collectors.toMap(S3ErrorCode::code, S3ErrorCode::status));
    assertThat(ours).containsExactlyInAnyOrderEntriesOf(DOCUMENTED);
  }

  @ParameterizedTest
  @EnumSource(AuthFailure.class)
  void knowsEveryRefusalOfAuthentication(AuthFailure failure) {
    assertThat(S3ErrorCode.ofCode(failure.code())).isPresent();
  }
}
