package io.avatarorigin.origin.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.avatarorigin.origin.s3.TestedService.Reply;
import io.avatarorigin.origin.s3.wire.S3ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubresourcesTest {
  private static final String NAMESPACE = " xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"";

  private final TestedService service = new TestedService();

  @ParameterizedTest
  @CsvSource({
    "tagging, NO_SUCH_TAG_SET",
    "policy, NO_SUCH_BUCKET_POLICY",
    "policyStatus, NO_SUCH_BUCKET_POLICY",
    "cors, NO_SUCH_CORS_CONFIGURATION",
    "website, NO_SUCH_WEBSITE_CONFIGURATION",
    "lifecycle, NO_SUCH_LIFECYCLE_CONFIGURATION",
    "encryption, SERVER_SIDE_ENCRYPTION_CONFIGURATION_NOT_FOUND",
    "object-lock, OBJECT_LOCK_CONFIGURATION_NOT_FOUND",
    "ownershipControls, OWNERSHIP_CONTROLS_NOT_FOUND",
    "publicAccessBlock, NO_SUCH_PUBLIC_ACCESS_BLOCK_CONFIGURATION",
    "replication, REPLICATION_CONFIGURATION_NOT_FOUND"
  })
  void tellsThatABucketIsNotConfigured(String name, S3ErrorCode code) {
    Reply reply = service.signed("GET", "/avatars?" + name);
    assertThat(reply.error()).contains(code);
    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.body()).contains("<BucketName>avatars</BucketName>");
  }

  @ParameterizedTest
  @CsvSource({
    "uploads, NOT_IMPLEMENTED, INVALID_REQUEST",
    "analytics, NOT_IMPLEMENTED, INVALID_REQUEST",
    "inventory, NOT_IMPLEMENTED, INVALID_REQUEST",
    "metrics, NOT_IMPLEMENTED, INVALID_REQUEST",
    "intelligent-tiering, NOT_IMPLEMENTED, INVALID_REQUEST",
    "logging, NOT_IMPLEMENTED, INVALID_REQUEST",
    "notification, NOT_IMPLEMENTED, INVALID_REQUEST",
    "accelerate, NOT_IMPLEMENTED, INVALID_REQUEST",
    "requestPayment, NOT_IMPLEMENTED, INVALID_REQUEST",
    "session, NOT_IMPLEMENTED, INVALID_REQUEST",
    "abac, NOT_IMPLEMENTED, INVALID_REQUEST",
    "metadataConfiguration, NOT_IMPLEMENTED, INVALID_REQUEST",
    "metadataTable, NOT_IMPLEMENTED, INVALID_REQUEST",
    "uploadId=1, INVALID_REQUEST, NOT_IMPLEMENTED",
    "retention, INVALID_REQUEST, NOT_IMPLEMENTED",
    "legal-hold, INVALID_REQUEST, NOT_IMPLEMENTED",
    "torrent, INVALID_REQUEST, NOT_IMPLEMENTED",
    "annotation, INVALID_REQUEST, NOT_IMPLEMENTED",
    "select, INVALID_REQUEST, NOT_IMPLEMENTED",
    "restore, INVALID_REQUEST, NOT_IMPLEMENTED",
    "attributes, INVALID_REQUEST, INVALID_REQUEST"
  })
  void refusesWhatItDoesNotHave(String query, S3ErrorCode ofBucket, S3ErrorCode ofObject) {
    assertThat(service.signed("GET", "/avatars?" + query).error()).contains(ofBucket);
    assertThat(service.signed("GET", "/avatars/there?" + query).error()).contains(ofObject);
  }

  @ParameterizedTest
  @CsvSource({"versions", "location", "versioning", "policy", "cors"})
  void servesNoObjectInsteadOfABucketsConfiguration(String name) {
    assertThat(service.signed("GET", "/avatars/there?" + name).error())
        .contains(S3ErrorCode.INVALID_REQUEST);
  }

  @Test
  void tellsTheRegionAsLocation() {
    assertThat(service.signed("GET", "/avatars?location").body())
        .endsWith("<LocationConstraint" + NAMESPACE + ">eu-central-1</LocationConstraint>");
  }

  @Test
  void tellsThatABucketIsUnversioned() {
    assertThat(service.signed("GET", "/avatars?versioning").body())
        .endsWith("<VersioningConfiguration" + NAMESPACE + "></VersioningConfiguration>");
  }

  @ParameterizedTest
  @CsvSource({"/avatars?acl", "/avatars/there?acl"})
  void grantsTheOwnerEverything(String target) {
    assertThat(service.signed("GET", target).body())
        .endsWith(
            "<AccessControlPolicy"
                + NAMESPACE
                + "><Owner><ID>avatar-origin</ID></Owner><AccessControlList><Grant>"
                + "<Grantee xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
                + " xsi:type=\"CanonicalUser\"><ID>avatar-origin</ID></Grantee>"
                + "<Permission>FULL_CONTROL</Permission></Grant></AccessControlList>"
                + "</AccessControlPolicy>");
  }

  @Test
  void hasNoTagsOnObjects() {
    assertThat(service.signed("GET", "/avatars/there?tagging").body())
        .endsWith("<Tagging" + NAMESPACE + "><TagSet></TagSet></Tagging>");
  }

  @ParameterizedTest
  @CsvSource({"acl", "tagging"})
  void tellsNothingAboutKeysThatCannotBe(String name) {
    assertThat(service.signed("GET", "/avatars/absent?" + name).error())
        .contains(S3ErrorCode.NO_SUCH_KEY);
  }

  @Test
  void makesNoObjectToTellAboutIt() {
    assertThat(service.signed("GET", "/avatars/therebroken?acl").status()).isEqualTo(200);
  }
}
