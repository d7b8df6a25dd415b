package io.avatarorigin.origin.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.avatarorigin.origin.s3.TestedService.Reply;
import io.avatarorigin.origin.s3.auth.Rights;
import io.avatarorigin.origin.s3.wire.S3ErrorCode;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a key may ask for, once its signature is right. */
class KeyRightsTest {
  private static final S3Bucket[] BUCKETS = {
    bucket("avatars", S3Bucket.Access.SIGNED),
    bucket("others", S3Bucket.Access.SIGNED),
    bucket("open", S3Bucket.Access.PUBLIC),
    bucket("half", S3Bucket.Access.PUBLIC_MADE)
  };

  private static S3Bucket bucket(String name, S3Bucket.Access access) {
    return new S3Bucket(name, access, Instant.EPOCH);
  }

  private static TestedService everything() {
    return TestedService.with(BUCKETS);
  }

  private static TestedService ofAvatarsOnly() {
    return TestedService.with(
        new Rights(Optional.of(Set.of("avatars", "gone")), "", Rights.Reads.ALL), BUCKETS);
  }

  private static TestedService belowA() {
    return TestedService.with(new Rights(Optional.empty(), "there-a", Rights.Reads.ALL), BUCKETS);
  }

  private static TestedService ofWhatIsMade() {
    return TestedService.with(new Rights(Optional.empty(), "", Rights.Reads.MADE), BUCKETS);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /others/there",
    "HEAD, /others/there",
    "GET, /open/there",
    "GET, /unknown/there",
    "GET, /Unknown/there",
    "GET, //there",
    "GET, /others",
    "HEAD, /unknown",
    "GET, /others?location",
    "GET, /unknown?list-type=2",
    "GET, /others/there?acl",
    "DELETE, /others/there",
    "PUT, /others/there",
    "PUT, /unknown",
    "GET, /others?list-type=3",
    "GET, /others/absent"
  })
  void deniesExistingAndUnknownBucketsAlikeToAKeyOfOthers(String method, String target) {
    assertThat(ofAvatarsOnly().signed(method, target).error()).contains(S3ErrorCode.ACCESS_DENIED);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /avatars/there, 200",
    "HEAD, /avatars, 200",
    "GET, /avatars?list-type=2, 200",
    "DELETE, /avatars/there, 204",
    "PUT, /avatars/there, 405",
    "GET, /gone/there, 404"
  })
  void letsAKeyAskItsOwnBuckets(String method, String target, int status) {
    assertThat(ofAvatarsOnly().signed(method, target).status()).isEqualTo(status);
  }

  @Test
  void tellsAKeyOfAllBucketsThatOneIsNotThere() {
    assertThat(everything().signed("GET", "/unknown/there").error())
        .contains(S3ErrorCode.NO_SUCH_BUCKET);
  }

  @Test
  void listsTheBucketsOfTheKey() {
    assertThat(everything().signed("GET", "/").body())
        .contains("<Name>avatars</Name>", "<Name>others</Name>", "<Name>open</Name>");
    assertThat(ofAvatarsOnly().signed("GET", "/").body())
        .contains("<Name>avatars</Name>")
        .doesNotContain("others", "open", "half", "gone");
  }

  @Test
  void pagesThroughTheBucketsOfTheKey() {
    TestedService two =
        TestedService.with(
            new Rights(Optional.of(Set.of("avatars", "others")), "", Rights.Reads.ALL), BUCKETS);

    assertThat(two.signed("GET", "/?max-buckets=1").body())
        .contains("<Name>avatars</Name>", "<ContinuationToken>");
    assertThat(two.signed("GET", "/?max-buckets=2").body()).doesNotContain("<ContinuationToken>");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /avatars/there-b",
    "GET, /avatars/absent",
    "HEAD, /avatars/ther",
    "GET, /avatars/there-b?acl",
    "DELETE, /avatars/there-b",
    "PUT, /avatars/there-b",
    "GET, /avatars",
    "GET, /avatars?prefix=",
    "GET, /avatars?prefix=there",
    "GET, /avatars?prefix=there-b",
    "GET, /avatars?list-type=2&prefix=there-b&prefix=there-a",
    "GET, /avatars?versions&prefix=x"
  })
  void deniesKeysAndListsOutsideOfAPrefix(String method, String target) {
    assertThat(belowA().signed(method, target).error()).contains(S3ErrorCode.ACCESS_DENIED);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /avatars/there-a, 200",
    "GET, /avatars/there-abc, 200",
    "GET, /avatars/there%2Da, 200",
    "GET, /avatars?prefix=there-a, 200",
    "GET, /avatars?list-type=2&prefix=there-ab, 200",
    "GET, /avatars?versions&prefix=there-a, 200",
    "GET, /avatars?location, 200",
    "HEAD, /avatars, 200",
    "GET, /unknown/there-a, 404"
  })
  void letsAKeyAskBelowItsPrefix(String method, String target, int status) {
    assertThat(belowA().signed(method, target).status()).isEqualTo(status);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/avatars/there-once-made", "/open/there-once-made"})
  void makesNothingForAKeyOfWhatIsMade(String target) {
    Reply reply = ofWhatIsMade().signed("GET", target);

    assertThat(reply.error()).contains(S3ErrorCode.ACCESS_DENIED);
    assertThat(reply.body()).contains("not made yet");
    assertThat(ofWhatIsMade().signed("HEAD", target).status()).isEqualTo(403);
  }

  @Test
  void servesWhatIsMadeToAKeyOfIt() {
    assertThat(ofWhatIsMade().signed("GET", "/avatars/there").status()).isEqualTo(200);
    assertThat(ofWhatIsMade().signed("GET", "/avatars/absent").error())
        .contains(S3ErrorCode.NO_SUCH_KEY);
  }

  @Test
  void makesNothingForStrangersWhereOnlyWhatIsMadeIsPublic() {
    TestedService service = everything();

    assertThat(service.anonymous("GET", "/half/there").status()).isEqualTo(200);
    assertThat(service.anonymous("GET", "/half/there-once-made").error())
        .contains(S3ErrorCode.ACCESS_DENIED);
    assertThat(service.anonymous("HEAD", "/half/there-once-made").status()).isEqualTo(403);
    assertThat(service.signed("GET", "/half/there-once-made").status()).isEqualTo(200);
    assertThat(service.anonymous("GET", "/half").error()).contains(S3ErrorCode.ACCESS_DENIED);
    assertThat(service.anonymous("GET", "/open/there-once-made").status()).isEqualTo(200);
  }

  @Test
  void looksAtTheSignatureBeforeTheRights() {
    assertThat(
            ofAvatarsOnly()
                .anonymous("GET", "/others/there", "authorization", "AWS4-HMAC-SHA256 x")
                .error())
        .contains(S3ErrorCode.ACCESS_DENIED); // for want of a date
    assertThat(
            ofAvatarsOnly()
                .anonymous(
                    "GET",
                    "/others/there",
                    "x-amz-date",
                    "20260401T000000Z",
                    "authorization",
                    "AWS4-HMAC-SHA256 x")
                .error())
        .contains(S3ErrorCode.AUTHORIZATION_HEADER_MALFORMED);
  }
}
