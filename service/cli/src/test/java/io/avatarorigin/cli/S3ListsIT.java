package io.avatarorigin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.GetObjectAttributesResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ObjectAttributes;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.S3Object;

/** What an SDK is told of drawn avatars, by lists and as attributes. */
class S3ListsIT {
  private static final String BUCKET = "avatars";
  private static final String ONE = "10000000000000000000000000000001";
  private static final String OTHER = "20000000000000000000000000000002";
  private static final List<String> KEYS =
      List.of(ONE + "@32.jpg", ONE + "@96.png", OTHER + "@32.jpg");

  @TempDir private static Path folder;
  private static RunningOrigin origin;
  private static S3Client s3;

  @BeforeAll
  static void start() {
    origin =
        RunningOrigin.start(
            folder.resolve("data"),
            "--set=s3.credentials=[{access-key-id: AKIDTEST, secret-access-key: the-secret}]",
            "--set=s3.buckets=[{name: avatars, access: public, wait: 2m, list: drawn}]");
    KEYS.forEach(key -> Answers.picture(origin.avatar(key)));
    s3 =
        S3Client.builder()
            .endpointOverride(origin.s3(""))
            .region(Region.US_EAST_1)
            .forcePathStyle(true)
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create("AKIDTEST", "the-secret")))
            .httpClient(UrlConnectionHttpClient.create())
            .build();
  }

  @AfterAll
  static void stop() {
    s3.close();
    origin.close();
  }

  @Test
  void eachListTellsThemPageByPage() {
    assertThat(
            s3.listObjectsV2Paginator(list -> list.bucket(BUCKET).maxKeys(2)).contents().stream()
                .map(S3Object::key))
        .isEqualTo(KEYS);
    assertThat(s3.listObjects(list -> list.bucket(BUCKET).marker(KEYS.getFirst())).contents())
        .extracting(S3Object::key)
        .isEqualTo(KEYS.subList(1, 3));
    assertThat(
            s3
                .listObjectVersionsPaginator(list -> list.bucket(BUCKET).maxKeys(1))
                .versions()
                .stream()
                .map(ObjectVersion::key))
        .isEqualTo(KEYS);
    assertThat(
            s3
                .listObjectsV2Paginator(list -> list.bucket(BUCKET).delimiter("@").maxKeys(1))
                .commonPrefixes()
                .stream()
                .map(CommonPrefix::prefix))
        .containsExactly(ONE + "@", OTHER + "@");
  }

  @Test
  void listsAndAttributesTellWhatHeadTells() {
    for (S3Object listed : s3.listObjectsV2(list -> list.bucket(BUCKET)).contents()) {
      HeadObjectResponse head = s3.headObject(o -> o.bucket(BUCKET).key(listed.key()));
      GetObjectAttributesResponse attributes =
          s3.getObjectAttributes(
              o ->
                  o.bucket(BUCKET)
                      .key(listed.key())
                      .objectAttributes(
                          ObjectAttributes.E_TAG,
                          ObjectAttributes.CHECKSUM,
                          ObjectAttributes.OBJECT_PARTS,
                          ObjectAttributes.OBJECT_SIZE));

      assertThat(listed.eTag()).isEqualTo(head.eTag());
      assertThat(listed.size()).isEqualTo(head.contentLength());
      assertThat(listed.lastModified()).isEqualTo(head.lastModified());
      assertThat(attributes.eTag()).isEqualTo(head.eTag().replace("\"", ""));
      assertThat(attributes.objectSize()).isEqualTo(head.contentLength());
      assertThat(attributes.lastModified()).isEqualTo(head.lastModified());
      assertThat(attributes.checksum().checksumCRC32()).hasSize(8);
      assertThat(attributes.objectParts()).isNull();
    }
  }

  @Test
  void aListDrawsNothing() {
    int before = origin.draws();

    assertThat(s3.listObjectsV2(list -> list.bucket(BUCKET).prefix("3".repeat(32))).contents())
        .isEmpty();
    assertThat(origin.draws() + origin.queueDepth()).isEqualTo(before);
  }
}
