package io.avatarorigin.origin.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.avatarorigin.origin.s3.TestedService.Reply;
import io.avatarorigin.origin.s3.wire.ResponseHeader;
import io.avatarorigin.origin.s3.wire.S3ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GetObjectAttributesTest {
  private static final String HEADER = "x-amz-object-attributes";
  private static final String ETAG = "<ETag>0123456789abcdef0123456789abcdef</ETag>";
  private static final String SIZE = "<ObjectSize>100</ObjectSize>";

  private final TestedService service = new TestedService();

  private Reply ask(String attributes) {
    return service.signed("GET", "/avatars/there?attributes", HEADER, attributes);
  }

  @Test
  void tellsWhatWasAskedFor() {
    Reply reply = ask("ETag,Checksum,ObjectParts,StorageClass,ObjectSize");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.operation()).isEqualTo(S3Operation.GET_OBJECT_ATTRIBUTES);
    assertThat(reply.header(ResponseHeader.LAST_MODIFIED))
        .contains("Thu, 05 Mar 2026 07:08:09 GMT");
    assertThat(reply.body())
        .endsWith(
            "<GetObjectAttributesResponse xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
                + ETAG
                + "<Checksum><ChecksumCRC32>"
                + checksumOfTheObject()
                + "</ChecksumCRC32><ChecksumType>FULL_OBJECT</ChecksumType></Checksum>"
                + "<StorageClass>STANDARD</StorageClass>"
                + SIZE
                + "</GetObjectAttributesResponse>");
  }

  @Test
  void tellsNothingElse() {
    assertThat(ask("ObjectSize").body()).contains(">" + SIZE + "</GetObject");
    assertThat(ask("ObjectParts").body()).doesNotContain("Parts");
  }

  @Test
  void readsListsOverSeveralLines() {
    Reply reply =
        service.signed("GET", "/avatars/there?attributes", HEADER, "ETag ,", HEADER, " ObjectSize");

    assertThat(reply.body()).contains(ETAG + SIZE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ",", " "})
  void refusesToTellNothing(String attributes) {
    assertThat(ask(attributes).error()).contains(S3ErrorCode.INVALID_REQUEST);
    assertThat(service.signed("GET", "/avatars/there?attributes").error())
        .contains(S3ErrorCode.INVALID_REQUEST);
  }

  @ParameterizedTest
  @ValueSource(strings = {"etag", "ETag,Owner", "ETag ObjectSize"})
  void refusesWhatObjectsLack(String attributes) {
    Reply reply = ask(attributes);

    assertThat(reply.error()).contains(S3ErrorCode.INVALID_ARGUMENT);
    assertThat(reply.body())
        .contains("<ArgumentName>" + HEADER + "</ArgumentName>")
        .contains("<ArgumentValue>" + attributes + "</ArgumentValue>");
  }

  @ParameterizedTest
  @CsvSource({
    "there?attributes&versionId=null, ",
    "there?attributes&versionId=, INVALID_ARGUMENT",
    "there?attributes&versionId=abc, NO_SUCH_VERSION",
    "absent?attributes, NO_SUCH_KEY",
    "full?attributes, SLOW_DOWN",
    "late?attributes, SERVICE_UNAVAILABLE"
  })
  void asksForTheObjectAsAReadDoes(String target, S3ErrorCode error) {
    Reply reply = service.signed("GET", "/avatars/" + target, HEADER, "ETag");

    assertThat(reply.error().orElse(null)).isEqualTo(error);
  }

  @Test
  void isForKeyHoldersEvenOfAPublicBucket() {
    assertThat(service.anonymous("GET", "/public/there?attributes", HEADER, "ETag").error())
        .contains(S3ErrorCode.ACCESS_DENIED);
  }

  /** As the download tells it, which clients check. */
  private String checksumOfTheObject() {
    return service
        .signed("GET", "/avatars/there", "x-amz-checksum-mode", "ENABLED")
        .header(ResponseHeader.CHECKSUM_CRC32)
        .orElseThrow();
  }
}
