package io.avatarorigin.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What the clients of others see: all of them the same object. */
class S3ClientsIT {
  private static final String ACCESS_KEY_ID = "AKIDTEST";
  private static final String SECRET = "a secret of the tests";
  private static final String BUCKET = "signed";
  private static final String KEY = "10000000000000000000000000000001@96.png";

  @TempDir private static Path folder;
  private static PythonClients clients;
  private static RunningOrigin origin;

  /** The object as an anonymous reader of the public bucket gets it. */
  private static HttpResponse<byte[]> object;

  @BeforeAll
  static void start() {
    clients = PythonClients.install();
    origin =
        RunningOrigin.start(
            folder.resolve("data"),
            "--set=s3.base-domains=[s3.localhost]",
            "--set=s3.credentials=[{access-key-id: %s, secret-access-key: %s}]"
                .formatted(ACCESS_KEY_ID, SECRET),
            "--set=s3.buckets=[{name: avatars, access: public}, {name: %s, access: signed}]"
                .formatted(BUCKET));
    object = origin.avatar(KEY);
    Answers.picture(object);
  }

  @AfterAll
  static void stop() {
    origin.close();
  }

  @Test
  void boto3ReadsTheObjectInEveryWay() throws IOException {
    int before = origin.draws();

    JsonNode seen =
        json(
            clients.boto3(
                List.of(
                    "--port=" + origin.s3Port(),
                    "--domain=s3.localhost",
                    "--bucket=" + BUCKET,
                    "--key=" + KEY,
                    "--secret=" + SECRET)));

    for (String way : List.of("get", "presigned", "virtualHosted", "getAfterDelete")) {
      assertThat(seen.get(way).toString())
          .as(way)
          .isEqualTo(described("\"" + Answers.md5(object.body()) + "\""));
    }
    assertThat(seen.get("head").toString()).isEqualTo(described("null"));
    assertThat(seen.get("wrongSecret").toString())
        .isEqualTo("{\"status\":403,\"code\":\"SignatureDoesNotMatch\"}");
    assertThat(seen.get("noHash").toString()).isEqualTo("{\"status\":404,\"code\":\"NoSuchKey\"}");
    assertThat(seen.get("buckets").toString()).isEqualTo("[\"avatars\",\"signed\"]");
    assertThat(seen.get("location").isNull()).as("us-east-1").isTrue();
    assertThat(seen.get("keyCount").asInt()).isZero();
    assertThat(seen.get("pageCounts").toString()).isEqualTo("[0]");
    assertThat(seen.get("delete").asInt()).isEqualTo(204);
    assertThat(origin.draws() + origin.queueDepth()).isEqualTo(before);
  }

  @Test
  void awsCliReadsTheObject() throws IOException {
    int before = origin.draws();
    Path file = folder.resolve("aws.png");

    JsonNode get =
        json(aws(SECRET, "s3api", "get-object", "--bucket", BUCKET, "--key", KEY, file.toString()));
    JsonNode head = json(aws(SECRET, "s3api", "head-object", "--bucket", BUCKET, "--key", KEY));

    assertThat(file).hasBinaryContent(object.body());
    assertThat(List.of(get, head))
        .allSatisfy(
            answer -> {
              assertThat(answer.get("ContentLength").asInt()).isEqualTo(object.body().length);
              assertThat(answer.get("ETag").asText()).isEqualTo(etag());
              assertThat(answer.get("ContentType").asText()).isEqualTo("image/png");
            });
    assertThat(origin.draws()).isEqualTo(before);
  }

  @Test
  void awsCliCopiesTheObject() {
    Path file = folder.resolve("copied.png");

    Application.Ended ended =
        Application.run(
            aws(SECRET, "s3", "cp", "--quiet", "s3://" + BUCKET + "/" + KEY, file.toString()));

    assertThat(ended.exitCode()).as(ended.err()).isZero();
    assertThat(file).hasBinaryContent(object.body());
  }

  @Test
  void awsCliNamesWhatIsWrong() {
    int before = origin.draws();
    String[] wrongSecret = {"s3api", "get-object", "--bucket", BUCKET, "--key", KEY, "unwritten"};
    String[] noHash = {
      "s3api", "get-object", "--bucket", BUCKET, "--key", "index.html", "unwritten"
    };

    Application.Ended forbidden = Application.run(aws("wrong", wrongSecret));
    Application.Ended absent = Application.run(aws(SECRET, noHash));

    assertThat(forbidden.exitCode()).isNotZero();
    assertThat(forbidden.err()).contains("SignatureDoesNotMatch");
    assertThat(absent.exitCode()).isNotZero();
    assertThat(absent.err()).contains("NoSuchKey");
    assertThat(origin.draws() + origin.queueDepth()).isEqualTo(before);
  }

  @Test
  void theSdkForJavaReadsTheObject() {
    try (S3Client s3 = sdk(SECRET)) {
      ResponseBytes<GetObjectResponse> get =
          s3.getObjectAsBytes(request -> request.bucket(BUCKET).key(KEY));
      HeadObjectResponse head = s3.headObject(request -> request.bucket(BUCKET).key(KEY));

      assertThat(get.asByteArray()).isEqualTo(object.body());
      assertThat(get.response().eTag()).isEqualTo(etag());
      assertThat(get.response().contentType()).isEqualTo("image/png");
      assertThat(head.eTag()).isEqualTo(etag());
      assertThat(head.contentLength()).isEqualTo(object.body().length);
      assertThat(head.contentType()).isEqualTo("image/png");
      assertThat(s3.listObjectsV2Paginator(request -> request.bucket(BUCKET)).contents()).isEmpty();
      assertThatThrownBy(() -> s3.getObjectAsBytes(request -> request.bucket(BUCKET).key("x")))
          .isInstanceOf(NoSuchKeyException.class);
    }
    try (S3Client s3 = sdk("wrong")) {
      assertThatThrownBy(() -> s3.headObject(request -> request.bucket(BUCKET).key(KEY)))
          .isInstanceOfSatisfying(
              S3Exception.class, refused -> assertThat(refused.statusCode()).isEqualTo(403));
    }
  }

  private static String etag() {
    return Answers.header(object, "ETag");
  }

  private static String described(String md5) {
    return "{\"length\":%d,\"etag\":\"%s\",\"type\":\"image/png\",\"md5\":%s}"
        .formatted(object.body().length, etag().replace("\"", "\\\""), md5);
  }

  private static ProcessBuilder aws(String secret, String... arguments) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "--endpoint-url", origin.s3("").toString(), "--region=us-east-1", "--output=json"));
    all.addAll(Stream.of(arguments).toList());
    ProcessBuilder command = clients.aws(all).directory(folder.toFile());
    command.environment().put("AWS_ACCESS_KEY_ID", ACCESS_KEY_ID);
    command.environment().put("AWS_SECRET_ACCESS_KEY", secret);
    return command;
  }

  private static JsonNode json(ProcessBuilder command) throws IOException {
    Application.Ended ended = Application.run(command);
    assertThat(ended.exitCode()).as(ended.err()).isZero();
    return new JsonMapper().readTree(ended.out());
  }

  private static S3Client sdk(String secret) {
    return S3Client.builder()
        .endpointOverride(origin.s3(""))
        .region(Region.US_EAST_1)
        .forcePathStyle(true)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCESS_KEY_ID, secret)))
        .httpClient(UrlConnectionHttpClient.create())
        .build();
  }
}
