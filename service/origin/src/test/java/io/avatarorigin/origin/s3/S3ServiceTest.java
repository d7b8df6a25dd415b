package io.avatarorigin.origin.s3;

import static io.avatarorigin.origin.s3.wire.ResponseHeader.ALLOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.avatarorigin.origin.s3.TestedService.Reply;
import io.avatarorigin.origin.s3.wire.S3ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class S3ServiceTest {
  private final TestedService service = new TestedService();

  @ParameterizedTest
  @CsvSource({
    "GET, /",
    "GET, /avatars",
    "GET, /avatars?list-type=2",
    "GET, /avatars?versions",
    "GET, /avatars?location",
    "HEAD, /avatars",
    "GET, /avatars/there",
    "HEAD, /avatars/there",
    "GET, /avatars/there?tagging",
    "GET, /avatars/there?attributes"
  })
  void copiesNothingInARead(String method, String target) {
    Reply reply = service.signed(method, target, "x-amz-copy-source", "/b/k");

    assertThat(reply.error()).contains(S3ErrorCode.INVALID_ARGUMENT);
    assertThat(reply.body()).contains("<ArgumentValue>/b/k</ArgumentValue>");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /avatars/there, GET_OBJECT, 200",
    "HEAD, /avatars/there, HEAD_OBJECT, 200",
    "DELETE, /avatars/there, DELETE_OBJECT, 204",
    "DELETE, /avatars/absent, DELETE_OBJECT, 204",
    "GET, /avatars, LIST_OBJECTS, 200",
    "GET, /avatars/?list-type=2, LIST_OBJECTS_V2, 200",
    "GET, /avatars?list-type=3, LIST_OBJECTS_V2, 400",
    "GET, /avatars?versions, LIST_OBJECT_VERSIONS, 200",
    "GET, /avatars?location=, GET_BUCKET_LOCATION, 200",
    "HEAD, /avatars, HEAD_BUCKET, 200",
    "HEAD, /avatars?location, HEAD_BUCKET, 200",
    "GET, /, LIST_BUCKETS, 200",
    "GET, /avatars?acl, READ_SUBRESOURCE, 200",
    "DELETE, /avatars, REFUSED_METHOD, 405",
    "DELETE, /avatars/there?tagging, REFUSED_METHOD, 405",
    "PUT, /avatars/there, REFUSED_METHOD, 405",
    "PUT, /new-bucket, REFUSED_METHOD, 405",
    "POST, /avatars?delete, REFUSED_METHOD, 405",
    "PATCH, /avatars/there, REFUSED_METHOD, 405",
    "OPTIONS, /avatars/there, PREFLIGHT, 400",
    "BREW, /avatars/there, REFUSED_METHOD, 405",
    "get, /avatars/there, REFUSED_METHOD, 405",
    "GET, /%zz, UNREADABLE, 400"
  })
  void tellsOperationsApart(String method, String target, S3Operation operation, int status) {
    Reply reply = service.signed(method, target);
    assertThat(reply.operation()).isEqualTo(operation);
    assertThat(reply.status()).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({"GET", "HEAD"})
  void letsAnybodyReadObjectsOfPublicBuckets(String method) {
    assertThat(service.anonymous(method, "/public/there").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /avatars/there",
    "HEAD, /avatars/there",
    "GET, /unknown/there",
    "GET, /X/there",
    "GET, /public",
    "HEAD, /public",
    "GET, /public?location",
    "GET, /public/there?acl",
    "DELETE, /public/there",
    "PUT, /public/there",
    "GET, /"
  })
  void deniesStrangersEverythingElse(String method, String target) {
    assertThat(service.anonymous(method, target).error()).contains(S3ErrorCode.ACCESS_DENIED);
  }

  @ParameterizedTest
  @CsvSource({
    "/unknown/there, NO_SUCH_BUCKET, unknown",
    "/unknown, NO_SUCH_BUCKET, unknown",
    "//there, INVALID_BUCKET_NAME, ''",
    "/ab/there, INVALID_BUCKET_NAME, ab",
    "/Avatars, INVALID_BUCKET_NAME, Avatars",
    "/192.168.0.1/there, INVALID_BUCKET_NAME, 192.168.0.1"
  })
  void namesTheBucketThatIsNot(String target, S3ErrorCode code, String bucket) {
    Reply reply = service.signed("GET", target);
    assertThat(reply.error()).contains(code);
    assertThat(reply.body()).contains(bucket.isEmpty() ? "<BucketName" : bucket + "</BucketName>");
  }

  @Test
  void looksAtTheSignatureBeforeAnythingElse() {
    Reply reply =
        service.anonymous(
            "GET",
            "/unknown/there",
            "x-amz-date",
            "20260401T000000Z",
            "Authorization",
            "AWS4-HMAC-SHA256 nonsense");
    assertThat(reply.error()).contains(S3ErrorCode.AUTHORIZATION_HEADER_MALFORMED);
  }

  @Test
  void refusesAPresignedUrlWithoutLookingForTheBucket() {
    String presigned = "/unknown/there?X-Amz-Algorithm=AWS4-HMAC-SHA256";
    assertThat(service.anonymous("GET", presigned).error())
        .contains(S3ErrorCode.AUTHORIZATION_QUERY_PARAMETERS_ERROR);
  }

  @ParameterizedTest
  @CsvSource({"Content-Length, 5", "Transfer-Encoding, chunked"})
  void refusesReadsWithABody(String header, String value) {
    Reply reply = service.signed("GET", "/avatars/there", header, value);
    assertThat(reply.error()).contains(S3ErrorCode.UNEXPECTED_CONTENT);
  }

  @Test
  void takesAnEmptyBodyForNone() {
    assertThat(service.signed("GET", "/avatars/there", "Content-Length", "0").status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "PUT, /avatars/there, 'GET, HEAD, OPTIONS, DELETE', OBJECT",
    "PUT, /avatars, 'GET, HEAD, OPTIONS', BUCKET",
    "POST, /, 'GET, HEAD, OPTIONS', SERVICE"
  })
  void tellsWhatIsAllowedInstead(String method, String target, String allow, String type) {
    Reply reply = service.signed(method, target);
    assertThat(reply.header(ALLOW)).contains(allow);
    assertThat(reply.body())
        .contains("<Method>" + method + "</Method><ResourceType>" + type + "</ResourceType>");
  }

  @Test
  void forbidsOtherOrigins() {
    Reply reply = service.anonymous("OPTIONS", "/avatars/there", "Origin", "https://a.example");
    assertThat(reply.error()).contains(S3ErrorCode.ACCESS_FORBIDDEN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/avatars/absent", "/avatars", "/avatars?policy", "/avatars/%zz"})
  void repeatsTheRequestIdInErrors(String target) {
    Reply reply = service.anonymous("GET", target);
    assertThat(reply.body())
        .contains("<RequestId>REQUEST-ID</RequestId><HostId>HOST-ID</HostId>")
        .contains("<Resource>" + target.replaceAll("\\?.*", "") + "</Resource>");
  }

  @Test
  void knowsTheBucketOfARefusedRequest() {
    assertThat(service.anonymous("GET", "/avatars/there").answered().knownBucket()).isTrue();
    assertThat(service.anonymous("GET", "/unknown/there").answered().knownBucket()).isFalse();
  }
}
