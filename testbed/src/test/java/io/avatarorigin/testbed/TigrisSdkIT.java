package io.avatarorigin.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tigris' own SDKs take the stand-in for Tigris. */
class TigrisSdkIT {
  @TempDir static Path folder;
  private static ClientProgram program;
  private static Tigris tigris;
  private static TigrisSdk sdk;

  @BeforeAll
  static void start() throws IOException {
    program = ClientProgram.tigris();
    tigris = Tigris.start(folder.resolve("tigris.log"), "--stale", "0");
    sdk = TigrisSdk.of(program, tigris);
  }

  @AfterAll
  static void stop() throws IOException {
    if (tigris != null) {
      tigris.close();
    }
    if (program != null) {
      program.close();
    }
  }

  @Test
  void createsABucketAndTellsOfIt() {
    sdk.storage(
        "createBucket",
        List.of("created"),
        Map.of(
            "access",
            "public",
            "locations",
            Map.of("type", "dual", "values", List.of("fra", "iad"))));

    JsonNode info = sdk.storage("getBucketInfo", "created");
    assertThat(info.path("regions")).extracting(JsonNode::asText).containsExactly("fra", "iad");
    assertThat(info.at("/locations/type").asText()).isEqualTo("dual");
    assertThat(info.at("/sizeInfo/numberOfObjects").asInt(-1)).isZero();
    assertThat(info.at("/settings/dataMigration").isMissingNode()).isTrue();
    assertThat(visibility("created")).isEqualTo("public");
    assertThat(tigris.bucket("created").orElseThrow().at("/settings/md").toString())
        .isEqualTo(
            "{\"X-Amz-Acl\":\"public-read\",\"X-Amz-Acl-Public-List-Objects-Enabled\":\"false\"}");
  }

  private static String visibility(String bucket) {
    for (JsonNode each : sdk.storage("listBuckets").path("buckets")) {
      if (each.path("name").asText().equals(bucket)) {
        return each.path("visibility").asText();
      }
    }
    return "none";
  }

  @Test
  void changesWhatIsNamedAndNothingElse() {
    sdk.storage("createBucket", "changed");
    sdk.storage(
        "updateBucket",
        List.of("changed"),
        Map.of("cacheControl", "max-age=60", "enableAdditionalHeaders", true));
    sdk.storage(
        "updateBucket",
        List.of("changed"),
        Map.of("access", "public", "locations", Map.of("type", "single", "values", "fra")));

    JsonNode info = sdk.storage("getBucketInfo", "changed");
    assertThat(info.at("/settings/additionalHeaders/X-Content-Type-Options").asText())
        .isEqualTo("nosniff");
    assertThat(info.at("/locations/values").asText()).isEqualTo("fra");
    assertThat(visibility("changed")).isEqualTo("public");
    JsonNode settings = tigris.bucket("changed").orElseThrow().path("settings");
    assertThat(settings.path("cache_control").asText()).isEqualTo("max-age=60");

    sdk.storage("updateBucket", List.of("changed"), Map.of("enableAdditionalHeaders", false));

    assertThat(
            sdk.storage("getBucketInfo", "changed")
                .at("/settings/additionalHeaders")
                .isMissingNode())
        .isTrue();
  }

  @Test
  void setsAMigrationAndClearsIt() {
    sdk.storage("createBucket", "shadow");
    sdk.storage("createBucket", "migrating");
    Map<String, Object> migration =
        Map.of(
            "enabled",
            true,
            "accessKey",
            tigris.accessKeyId(),
            "secretKey",
            tigris.secretAccessKey(),
            "region",
            "auto",
            "name",
            "shadow",
            "endpoint",
            tigris.endpoint());
    sdk.in("shadow").storage("put", "a/b.txt", "text");

    sdk.storage("setBucketMigration", List.of("migrating"), Map.of("dataMigration", migration));

    JsonNode told = sdk.storage("getBucketInfo", "migrating").at("/settings/dataMigration");
    assertThat(told.path("name").asText()).isEqualTo("shadow");
    assertThat(told.path("secretKey").asText()).isEqualTo(tigris.secretAccessKey());
    assertThat(told.path("writeThrough").asBoolean(true)).isFalse();
    TigrisSdk objects = sdk.in("migrating");
    assertThat(objects.storage("isMigrated", "a/b.txt").asBoolean(true)).isFalse();

    objects.storage("migrate", "a/b.txt");

    Patience.until(
        "it is migrated",
        Duration.ofSeconds(30),
        () -> objects.storage("isMigrated", "a/b.txt").asBoolean());

    sdk.storage(
        "setBucketMigration",
        List.of("migrating"),
        Map.of("dataMigration", Map.of("enabled", false)));

    assertThat(
            sdk.storage("getBucketInfo", "migrating").at("/settings/dataMigration").isMissingNode())
        .isTrue();
    assertThat(objects.storage("get", "a/b.txt", "string").asText()).isEqualTo("text");
  }

  @Test
  void writesAndReadsObjects() {
    sdk.storage("createBucket", "objects");
    TigrisSdk objects = sdk.in("objects");
    objects.storage("put", List.of("a/ä +.txt", "content"), Map.of("contentType", "text/plain"));

    assertThat(objects.storage("get", "a/ä +.txt", "string").asText()).isEqualTo("content");
    JsonNode head = objects.storage("head", "a/ä +.txt");
    assertThat(head.path("size").asInt()).isEqualTo(7);
    assertThat(head.path("contentType").asText()).isEqualTo("text/plain");
    assertThat(objects.storage("list").path("items"))
        .extracting(it -> it.path("name").asText())
        .containsExactly("a/ä +.txt");
    assertThat(sdk.storageError("removeBucket", "objects")).contains("not empty");

    objects.storage("remove", "a/ä +.txt");

    assertThat(objects.storageError("get", "a/ä +.txt", "string")).contains("not found");

    objects.storage("put", "b", "content");
    sdk.storage("removeBucket", List.of("objects"), Map.of("force", true));

    assertThat(tigris.bucket("objects")).isEmpty();
  }

  @Test
  void tellsWhyABucketCannotBeCreated() {
    sdk.storage("createBucket", "own");
    tigris.foreign("foreign");

    assertThat(sdk.storageError("createBucket", "own")).contains("You own the bucket already");
    assertThat(sdk.storageError("createBucket", "foreign")).contains("not available");
    assertThat(sdk.storageError("getBucketInfo", "foreign")).contains("Access Denied");
    assertThat(sdk.storageError("getBucketInfo", "nowhere")).contains("does not exist");
  }

  @Test
  void issuesKeysThatMayDoWhatTheirRolesSay() {
    sdk.storage("createBucket", "shared");
    sdk.storage("createBucket", "private");
    sdk.in("shared").storage("put", "a", "content");
    sdk.in("private").storage("put", "a", "content");
    TigrisSdk reader = issue("reader", "ReadOnly");
    TigrisSdk editor = issue("editor", "Editor");

    assertThat(reader.in("shared").storage("get", "a", "string").asText()).isEqualTo("content");
    assertThat(reader.in("shared").storage("list").path("items")).hasSize(1);
    assertThat(reader.in("shared").storageError("remove", "a")).contains("Access denied");
    assertThat(reader.in("private").storageError("get", "a", "string")).contains("Access denied");
    assertThat(reader.storageError("updateBucket", List.of("shared"), Map.of("access", "public")))
        .contains("Access Denied");
    editor.in("shared").storage("put", "b", "content");
    editor.in("shared").storage("remove", "a");
    assertThat(editor.storageError("createBucket", "more")).contains("Access Denied");
    assertThat(editor.storageError("removeBucket", "shared")).contains("Access Denied");
    assertThat(editor.in("shared").storage("list").path("items"))
        .extracting(it -> it.path("name").asText())
        .containsExactly("b");
  }

  private static TigrisSdk issue(String name, String role) {
    JsonNode key =
        sdk.iam(
            "createAccessKey",
            List.of(name),
            Map.of("bucketsRole", List.of(Map.of("bucket", "shared", "role", role))));
    return TigrisSdk.of(program, tigris, key.path("id").asText(), key.path("secret").asText());
  }

  @Test
  void listsRotatesAndRemovesKeys() {
    sdk.storage("createBucket", "locked");
    List<Map<String, String>> roles = List.of(Map.of("bucket", "locked", "role", "Editor"));
    JsonNode first = sdk.iam("createAccessKey", List.of("twin"), Map.of("bucketsRole", roles));
    String id = first.path("id").asText();
    sdk.iam("createAccessKey", List.of("twin"), Map.of("bucketsRole", roles));

    assertThat(sdk.iam("listAccessKeys").path("accessKeys"))
        .filteredOn(it -> it.path("name").asText().equals("twin"))
        .hasSize(2)
        .extracting(it -> it.at("/roles/0/role").asText())
        .containsOnly("Editor");
    assertThat(sdk.iam("getAccessKey", id).path("name").asText()).isEqualTo("twin");

    String secret = sdk.iam("rotateAccessKey", id).path("newSecret").asText();

    TigrisSdk key = TigrisSdk.of(program, tigris, id, secret);
    key.in("locked").storage("put", "a", "content");
    assertThat(
            TigrisSdk.of(program, tigris, id, first.path("secret").asText())
                .storageError("getBucketInfo", "locked"))
        .contains("signature");

    sdk.iam("revokeAllBucketRoles", id);
    assertThat(key.in("locked").storageError("get", "a", "string")).contains("Access denied");

    sdk.iam("removeAccessKey", id);
    assertThat(sdk.iam("listAccessKeys").path("accessKeys"))
        .extracting(it -> it.path("id").asText())
        .doesNotContain(id);
    assertThat(key.in("locked").storageError("put", "a", "content")).contains("does not exist");
  }
}
