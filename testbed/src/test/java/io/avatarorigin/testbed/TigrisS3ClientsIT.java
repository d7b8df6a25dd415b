package io.avatarorigin.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** boto3 and aws-cli take the stand-in's S3 for one. */
class TigrisS3ClientsIT {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir static Path folder;
  private static ClientProgram boto3;
  private static Packages python;
  private static Tigris tigris;

  @BeforeAll
  static void start() throws IOException {
    boto3 = ClientProgram.boto3();
    python = ClientProgram.python();
    tigris = Tigris.start(folder.resolve("tigris.log"));
  }

  @AfterAll
  static void stop() throws IOException {
    if (tigris != null) {
      tigris.close();
    }
    if (boto3 != null) {
      boto3.close();
    }
  }

  private static JsonNode boto3(String secret, String region, String method, Object parameters) {
    Map<String, Object> client =
        Map.of(
            "endpoint_url",
            tigris.endpoint(),
            "region_name",
            region,
            "aws_access_key_id",
            tigris.accessKeyId(),
            "aws_secret_access_key",
            secret);
    return boto3.call(Map.of("client", client, "method", method, "parameters", parameters));
  }

  private static JsonNode data(String method, Object parameters) {
    JsonNode answer = boto3(tigris.secretAccessKey(), "auto", method, parameters);
    assertThat(answer.has("error")).as("%s", answer).isFalse();
    return answer.path("data");
  }

  private static JsonNode put(String bucket, String key, String content) {
    return data(
        "put_object",
        Map.of("Bucket", bucket, "Key", key, "Body", content, "ContentType", "text/plain"));
  }

  @Test
  void boto3WritesReadsAndLists() {
    data("create_bucket", Map.of("Bucket", "boto"));
    put("boto", "a/1 ü+", "one");
    put("boto", "b", "two");

    JsonNode got = data("get_object", Map.of("Bucket", "boto", "Key", "a/1 ü+"));
    assertThat(got.path("Body").asText()).isEqualTo("one");
    assertThat(got.path("ContentType").asText()).isEqualTo("text/plain");
    JsonNode head = data("head_object", Map.of("Bucket", "boto", "Key", "b"));
    assertThat(head.path("ContentLength").asInt()).isEqualTo(3);
    for (String list : List.of("list_objects", "list_objects_v2")) {
      assertThat(data(list, Map.of("Bucket", "boto")).path("Contents"))
          .extracting(it -> it.path("Key").asText())
          .containsExactly("a/1 ü+", "b");
    }
    List<Map<String, String>> keys = List.of(Map.of("Key", "a/1 ü+"), Map.of("Key", "b"));
    data("delete_objects", Map.of("Bucket", "boto", "Delete", Map.of("Objects", keys)));
    assertThat(data("list_objects_v2", Map.of("Bucket", "boto")).path("KeyCount").asInt()).isZero();
    data("delete_bucket", Map.of("Bucket", "boto"));
    assertThat(data("list_buckets", Map.of()).path("Buckets"))
        .extracting(it -> it.path("Name").asText())
        .doesNotContain("boto");
  }

  @Test
  void boto3PresignsWhatAnybodyMayRead() throws Exception {
    data("create_bucket", Map.of("Bucket", "presigned"));
    put("presigned", "a ü", "content");
    Map<String, String> object = Map.of("Bucket", "presigned", "Key", "a ü");
    Map<String, Object> parameters = Map.of("ClientMethod", "get_object", "Params", object);
    String url = data("generate_presigned_url", parameters).asText();

    assertThat(get(url).body()).isEqualTo("content");
    assertThat(get(url.replaceAll("(Signature=.*).$", "$1-")).body())
        .contains("<Code>SignatureDoesNotMatch</Code>");
    assertThat(get(url.replaceAll("\\?.*", "")).body()).contains("<Code>AccessDenied</Code>");
    assertThat(tigris.requests())
        .filteredOn(it -> it.bucket().equals("presigned"))
        .extracting(TigrisRequest::query)
        .noneMatch(query -> query.matches(".*Signature=[0-9a-f]{10}.*"));
  }

  private static HttpResponse<String> get(String url) throws Exception {
    return HTTP.send(
        HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void boto3IsToldWhatIsWrong() {
    data("create_bucket", Map.of("Bucket", "mine"));
    String secret = tigris.secretAccessKey();

    assertThat(boto3("wrong", "auto", "list_buckets", Map.of()).toString())
        .contains("SignatureDoesNotMatch", "403");
    assertThat(boto3(secret, "eu-west-1", "list_buckets", Map.of()).toString())
        .contains("AuthorizationHeaderMalformed", "400");
    assertThat(boto3(secret, "us-east-1", "create_bucket", Map.of("Bucket", "mine")).toString())
        .contains("BucketAlreadyOwnedByYou", "409");
    assertThat(
            boto3(secret, "auto", "get_object", Map.of("Bucket", "mine", "Key", "none")).toString())
        .contains("NoSuchKey", "404");
    tigris.foreign("theirs");
    assertThat(boto3(secret, "auto", "list_objects", Map.of("Bucket", "theirs")).toString())
        .contains("AccessDenied", "403");
  }

  @Test
  void awsCliCopiesInPartsAndListsAndRemoves() throws IOException {
    Path large = Files.write(folder.resolve("large"), new byte[9_000_000]);
    Path small = Files.writeString(folder.resolve("small"), "content");
    aws("s3", "mb", "s3://cli");
    aws("s3", "cp", large.toString(), "s3://cli/large");
    aws("s3", "cp", small.toString(), "s3://cli/a/small");

    assertThat(aws("s3", "ls", "--recursive", "s3://cli")).contains("9000000 large", "7 a/small");
    assertThat(aws("s3", "cp", "s3://cli/a/small", "-")).isEqualTo("content");
    Path back = folder.resolve("back");
    aws("s3", "cp", "s3://cli/large", back.toString());
    assertThat(Files.mismatch(large, back)).isEqualTo(-1);
    assertThat(aws("s3api", "head-object", "--bucket", "cli", "--key", "large", "--output", "json"))
        .contains("\"ContentLength\": 9000000");
    assertThatThrownBy(() -> aws("s3", "rb", "s3://cli")).hasMessageContaining("BucketNotEmpty");
    aws("s3", "rb", "--force", "s3://cli");
    assertThat(tigris.bucket("cli")).isEmpty();
  }

  private static String aws(String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "env",
                "AWS_ACCESS_KEY_ID=" + tigris.accessKeyId(),
                "AWS_SECRET_ACCESS_KEY=" + tigris.secretAccessKey(),
                "AWS_DEFAULT_REGION=auto",
                "AWS_CONFIG_FILE=/nonexistent",
                "AWS_SHARED_CREDENTIALS_FILE=/nonexistent",
                python.program("aws").toString(),
                "--endpoint-url",
                tigris.endpoint().toString()));
    command.addAll(List.of(arguments));
    return Command.run(command);
  }
}
