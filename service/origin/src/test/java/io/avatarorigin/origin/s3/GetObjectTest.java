package io.avatarorigin.origin.s3;

import static io.avatarorigin.origin.s3.wire.ResponseHeader.ACCEPT_RANGES;
import static io.avatarorigin.origin.s3.wire.ResponseHeader.CACHE_CONTROL;
import static io.avatarorigin.origin.s3.wire.ResponseHeader.CHECKSUM_CRC32;
import static io.avatarorigin.origin.s3.wire.ResponseHeader.CHECKSUM_TYPE;
import static io.avatarorigin.origin.s3.wire.ResponseHeader.CONTENT_DISPOSITION;
import static io.avatarorigin.origin.s3.wire.ResponseHeader.CONTENT_RANGE;
import static io.avatarorigin.origin.s3.wire.ResponseHeader.CONTENT_TYPE;
import static io.avatarorigin.origin.s3.wire.ResponseHeader.ETAG;
import static io.avatarorigin.origin.s3.wire.ResponseHeader.LAST_MODIFIED;
import static io.avatarorigin.origin.s3.wire.ResponseHeader.RETRY_AFTER;
import static org.assertj.core.api.Assertions.assertThat;

import io.avatarorigin.origin.s3.TestedService.Reply;
import io.avatarorigin.origin.s3.wire.S3ErrorCode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GetObjectTest {
  private final TestedService service = new TestedService();

  private Reply get(String keyAndQuery, String... headers) {
    return service.signed("GET", "/avatars/" + keyAndQuery, headers);
  }

  private String wholeBody() {
    return new String(service.objects.content(0, 100), StandardCharsets.UTF_8);
  }

  @Test
  void servesTheObjectWithItsHeaders() {
    Reply reply = get("there");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body()).isEqualTo(wholeBody());
    assertThat(reply.header(CONTENT_TYPE)).contains("image/jpeg");
    assertThat(reply.header(ETAG)).contains(FixedObjects.ETAG);
    assertThat(reply.header(LAST_MODIFIED)).contains("Thu, 05 Mar 2026 07:08:09 GMT");
    assertThat(reply.header(ACCEPT_RANGES)).contains("bytes");
    assertThat(reply.header(CACHE_CONTROL)).contains("public, max-age=60");
    assertThat(reply.operation()).isEqualTo(S3Operation.GET_OBJECT);
  }

  @Test
  void answersAHeadAsAGet() {
    Reply reply = service.signed("HEAD", "/avatars/there");
    assertThat(reply.answered().response()).isEqualTo(get("there").answered().response());
    assertThat(reply.operation()).isEqualTo(S3Operation.HEAD_OBJECT);
  }

  @Test
  void servesARange() {
    Reply reply = get("there", "Range", "bytes=10-19");
    assertThat(reply.status()).isEqualTo(206);
    assertThat(reply.header(CONTENT_RANGE)).contains("bytes 10-19/100");
    assertThat(reply.body()).isEqualTo("0123456789");
  }

  @Test
  void tellsTheSizeOfAnObjectThatARangeMisses() {
    Reply reply = get("there", "Range", "bytes=100-");
    assertThat(reply.error()).contains(S3ErrorCode.INVALID_RANGE);
    assertThat(reply.header(CONTENT_RANGE)).contains("bytes */100");
    assertThat(reply.body())
        .contains("<RangeRequested>bytes=100-</RangeRequested>")
        .contains("<ActualObjectSize>100</ActualObjectSize>");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "\"0123456789abcdef0123456789abcdef\"|206",
        "Thu, 05 Mar 2026 07:08:09 GMT|206",
        "Thu, 05 Mar 2026 07:08:10 GMT|200",
        "W/\"0123456789abcdef0123456789abcdef\"|200",
        "\"other\"|200"
      })
  void servesARangeOnlyIfTheObjectIsTheSame(String ifRange, int status) {
    Reply reply = get("there", "Range", "bytes=0-9", "If-Range", ifRange);
    assertThat(reply.status()).isEqualTo(status);
  }

  @Test
  void tellsAnUnchangedObjectByItsValidatorsAlone() {
    Reply reply = get("there", "If-None-Match", FixedObjects.ETAG, "Range", "bytes=0-1");
    assertThat(reply.status()).isEqualTo(304);
    assertThat(reply.body()).isEmpty();
    assertThat(reply.header(ETAG)).contains(FixedObjects.ETAG);
    assertThat(reply.header(LAST_MODIFIED)).isPresent();
    assertThat(reply.header(CACHE_CONTROL)).isPresent();
    assertThat(reply.header(CONTENT_TYPE)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "If-Match, nothing, If-Match",
    "If-Unmodified-Since, 'Thu, 05 Mar 2026 07:08:08 GMT', If-Unmodified-Since"
  })
  void namesTheConditionThatFailed(String header, String value, String condition) {
    Reply reply = get("there", header, value);
    assertThat(reply.status()).isEqualTo(412);
    assertThat(reply.body()).contains("<Condition>" + condition + "</Condition>");
  }

  @Test
  void servesTheOnlyPartWhole() {
    Reply reply = get("there?partNumber=1");
    assertThat(reply.status()).isEqualTo(206);
    assertThat(reply.header(CONTENT_RANGE)).contains("bytes 0-99/100");
    assertThat(reply.body()).isEqualTo(wholeBody());
  }

  @ParameterizedTest
  @ValueSource(strings = {"2", "10000"})
  void hasNoFurtherPart(String partNumber) {
    Reply reply = get("there?partNumber=" + partNumber);
    assertThat(reply.error()).contains(S3ErrorCode.INVALID_PART_NUMBER);
    assertThat(reply.body())
        .contains("<ActualPartCount>1</ActualPartCount>")
        .contains("<PartNumberRequested>" + partNumber + "</PartNumberRequested>");
  }

  @ParameterizedTest
  @CsvSource({
    "partNumber=0, INVALID_ARGUMENT",
    "partNumber=-1, INVALID_ARGUMENT",
    "partNumber=%2B1, INVALID_ARGUMENT",
    "partNumber=%D9%A1, INVALID_ARGUMENT",
    "partNumber=10001, INVALID_ARGUMENT",
    "partNumber=x, INVALID_ARGUMENT",
    "partNumber=, INVALID_ARGUMENT",
    "versionId=, INVALID_ARGUMENT",
    "versionId=1, NO_SUCH_VERSION",
    "response-content-type=a%0Ab, INVALID_ARGUMENT",
    "response-content-type=%C3%A9, INVALID_ARGUMENT",
    "x-amz-checksum-mode=OFF, INVALID_REQUEST"
  })
  void refusesParametersItCannotServe(String query, S3ErrorCode code) {
    assertThat(get("there?" + query).error()).contains(code);
  }

  @ParameterizedTest
  @ValueSource(strings = {"versionId=null", "x-id=GetObject", "cache-buster=1", "VersionId=2"})
  void ignoresWhatChangesNothing(String query) {
    assertThat(get("there?" + query).status()).isEqualTo(200);
  }

  @Test
  void takesARangeOrAPartButNotBoth() {
    Reply reply = get("there?partNumber=1", "Range", "bytes=0-1");
    assertThat(reply.error()).contains(S3ErrorCode.INVALID_REQUEST);
  }

  @Test
  void copiesNothing() {
    Reply reply = get("there", "x-amz-copy-source", "/b/k");
    assertThat(reply.error()).contains(S3ErrorCode.INVALID_ARGUMENT);
    assertThat(reply.body())
        .contains("<ArgumentName>x-amz-copy-source</ArgumentName>")
        .contains("<ArgumentValue>/b/k</ArgumentValue>");
  }

  @Test
  void letsKeyHoldersChooseHeaders() {
    Reply reply =
        get(
            "there?response-content-type=text/plain&response-content-disposition=a%3Bb"
                + "&response-cache-control=no-store&response-content-type=second");
    assertThat(reply.header(CONTENT_TYPE)).contains("text/plain");
    assertThat(reply.header(CONTENT_DISPOSITION)).contains("a;b");
    assertThat(reply.header(CACHE_CONTROL)).contains("no-store");
  }

  @Test
  void letsNobodyElseChooseHeaders() {
    Reply reply = service.anonymous("GET", "/public/there?response-content-type=text/plain");
    assertThat(reply.error()).contains(S3ErrorCode.INVALID_REQUEST);
  }

  @ParameterizedTest
  @ValueSource(strings = {"there", "there?partNumber=1"})
  void tellsTheChecksumOfAWholeObjectToWhomAsks(String target) {
    Reply reply = get(target, "x-amz-checksum-mode", "enabled");
    CRC32 crc = new CRC32();
    crc.update(service.objects.content(0, 100));
    byte[] octets = ByteBuffer.allocate(4).putInt((int) crc.getValue()).array();
    assertThat(reply.header(CHECKSUM_CRC32)).contains(Base64.getEncoder().encodeToString(octets));
    assertThat(reply.header(CHECKSUM_TYPE)).contains("FULL_OBJECT");
  }

  @Test
  void tellsNoChecksumOfARangeOrUnasked() {
    Reply range = get("there", "Range", "bytes=0-99", "x-amz-checksum-mode", "ENABLED");
    assertThat(range.header(CHECKSUM_CRC32)).isEmpty();
    assertThat(get("there").header(CHECKSUM_CRC32)).isEmpty();
  }

  @Test
  void hasNoKeyThatTheSourceDoesNotHave() {
    Reply reply = get("absent%00", "If-Match", "nothing");
    assertThat(reply.error()).contains(S3ErrorCode.NO_SUCH_KEY);
    assertThat(reply.body()).contains("<Key>absent\ufffd</Key>");
  }

  @Test
  void refusesKeysOver1024Octets() {
    assertThat(get("there" + "%C3%A9".repeat(509)).status()).isEqualTo(200);
    Reply reply = get("there" + "%C3%A9".repeat(510));
    assertThat(reply.error()).contains(S3ErrorCode.KEY_TOO_LONG);
    assertThat(reply.body())
        .contains("<Size>1025</Size>")
        .contains("<MaxSizeAllowed>1024</MaxSizeAllowed>");
  }

  @ParameterizedTest
  @CsvSource({"full, SLOW_DOWN, 3", "late, SERVICE_UNAVAILABLE, 1"})
  void tellsWhenToComeBack(String key, S3ErrorCode code, String seconds) {
    Reply reply = get(key);
    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.error()).contains(code);
    assertThat(reply.header(RETRY_AFTER)).contains(seconds);
  }

  @Test
  void hidesTheCauseOfAFailure() {
    Reply reply = get("broken");
    assertThat(reply.error()).contains(S3ErrorCode.INTERNAL_ERROR);
    assertThat(reply.body()).doesNotContain("on purpose");
  }
}
