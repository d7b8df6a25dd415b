package io.avatarorigin.worker.fetch;

import static io.avatarorigin.worker.fetch.HubFetchTest.assertSame;
import static org.assertj.core.api.Assertions.assertThat;

import io.avatarorigin.worker.fetch.hub.Repository;
import io.avatarorigin.worker.fetch.source.FetchException;
import io.avatarorigin.worker.fetch.source.HubOptions;
import io.avatarorigin.worker.fetch.source.S3Credentials;
import io.avatarorigin.worker.fetch.source.S3Options;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;

/** Models from a real S3 server. */
class S3FetchTest {
  @TempDir static Path data;

  private static S3Server server;
  private static S3Client client;

  @TempDir Path parent;

  @BeforeAll
  static void start() throws IOException {
    server = S3Server.start(data);
    client =
        S3Client.builder()
            .endpointOverride(server.endpoint())
            .region(Region.US_EAST_1)
            .forcePathStyle(true)
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(S3Server.ACCESS_KEY_ID, S3Server.SECRET_ACCESS_KEY)))
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();
  }

  @AfterAll
  static void stop() {
    client.close();
    server.close();
  }

  private Path folder() {
    return parent.resolve("model");
  }

  @ParameterizedTest
  @EnumSource(names = {"SHA256", "CRC32", "CRC32_C"})
  void fetchesWhatWasUploadedWithAnyChecksum(ChecksumAlgorithm algorithm) {
    upload(algorithm.name(), Models.published(), algorithm);

    Fetched fetched = fetching(server.endpoint()).fetch(source(algorithm.name()), folder());

    assertThat(fetched.outcome()).isEqualTo(Fetched.Outcome.FETCHED);
    assertSame(Fetching.content(folder()), Models.withLarge());
  }

  /** The SDK computes this one only with natives; the server computes it anew and compares. */
  @Test
  void fetchesWhatHasTheChecksumThatAwsComputes() throws IOException {
    Models.small()
        .files()
        .forEach(
            (path, content) ->
                client.putObject(
                    request ->
                        request
                            .bucket(S3Server.BUCKET)
                            .key("crc64/" + path)
                            .checksumCRC64NVME(crc64(content)),
                    RequestBody.fromBytes(content)));

    fetching(server.endpoint()).fetch(source("crc64"), folder());
    turnABit("crc64/unet/model.onnx");
    FetchException damaged =
        fetching(server.endpoint()).replacing().refused(source("crc64"), folder());

    assertSame(Fetching.content(folder()), Models.small());
    assertThat(damaged).hasMessageContaining("unet/model.onnx is damaged: crc64nvme:");
  }

  private static String crc64(byte[] content) {
    var running =
        io.avatarorigin.worker.fetch.source.ChecksumAlgorithm.CRC64_NVME.start(content.length);
    running.update(content, content.length);
    return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(running.finish()));
  }

  private static void turnABit(String key) throws IOException {
    Path object = data.resolve("buckets").resolve(S3Server.BUCKET).resolve(key);
    try (RandomAccessFile file = new RandomAccessFile(object.toFile(), "rw")) {
      file.seek(1000);
      int before = file.read();
      file.seek(1000);
      file.write(before ^ 1);
    }
  }

  @Test
  void listsPageAfterPage() {
    Repository many = Models.small();
    for (int i = 0; i < 1100; i++) {
      many = many.with("samples/%04d.txt".formatted(i), new byte[] {1});
    }
    upload("many", many, ChecksumAlgorithm.CRC32);

    fetching(server.endpoint()).fetch(source("many"), folder());

    assertSame(Fetching.content(folder()), Models.small());
  }

  @Test
  void findsOutThatAnObjectWasDamagedInItsBucket() throws IOException {
    upload("damaged", Models.small(), ChecksumAlgorithm.SHA256);
    turnABit("damaged/unet/model.onnx_data");

    FetchException failure = fetching(server.endpoint()).refused(source("damaged"), folder());

    assertThat(failure).hasMessageContaining("unet/model.onnx_data is damaged: sha256:");
    assertThat(folder()).doesNotExist();
  }

  @Test
  void goesOnWhereTheConnectionBroke() throws IOException {
    upload("broken", Models.withLarge(), ChecksumAlgorithm.SHA256);
    List<String> heads = new ArrayList<>();
    try (CuttingProxy proxy = CuttingProxy.start(server.port(), Models.LARGE, 1_000_000)) {
      fetching(proxy.endpoint()).fetch(source("broken"), folder());
      heads.addAll(proxy.heads());
    }

    assertSame(Fetching.content(folder()), Models.withLarge());
    List<String> gets =
        heads.stream()
            .filter(head -> head.startsWith("GET ") && head.contains(Models.LARGE))
            .toList();
    assertThat(gets).hasSizeGreaterThan(2);
    assertThat(gets.getFirst()).doesNotContainIgnoringCase("\r\nrange:");
    assertThat(gets.subList(1, gets.size()))
        .allSatisfy(
            head ->
                assertThat(head)
                    .containsIgnoringCase("\r\nrange: bytes=")
                    .containsIgnoringCase("\r\nif-match: "));
  }

  @Test
  void refusesAnObjectThatChangesOnTheWay() throws IOException {
    upload("changed", Models.withLarge(), ChecksumAlgorithm.SHA256);
    FetchException refused;
    try (CuttingProxy proxy = CuttingProxy.start(server.port(), Models.LARGE, 1_000_000)) {
      proxy.onCut(
          () ->
              upload(
                  "changed",
                  Models.small().with(Models.LARGE, new byte[3_000_000]),
                  ChecksumAlgorithm.SHA256));
      refused = fetching(proxy.endpoint()).refused(source("changed"), folder());
    }

    assertThat(refused.kind()).isEqualTo(FetchException.Kind.REFUSED);
    assertThat(refused)
        .hasMessageEndingWith("an object was changed while it was fetched; fetch again");
  }

  @Test
  void saysWhatToDoAboutCredentialsAndBuckets() {
    S3Credentials wrong = new S3Credentials.Pair(S3Server.ACCESS_KEY_ID, "wrong", Optional.empty());

    assertThat(fetching(server.endpoint(), wrong).refused(source("x"), folder()))
        .hasMessage(
            "s3://models/x/ at %s: 403 SignatureDoesNotMatch (check the credentials, and allow"
                    .formatted(server.endpoint())
                + " them s3:ListBucket and s3:GetObject)");
    assertThat(fetching(server.endpoint()).refused("s3://none/x", folder()))
        .hasMessage(
            "s3://none/x/ at %s: 404 NoSuchBucket (check the bucket, the endpoint and the"
                    .formatted(server.endpoint())
                + " credentials)");
    assertThat(fetching(server.endpoint()).refused(source("nothing"), folder()))
        .hasMessageContaining("has no model_index.json");
  }

  @Test
  void saysThatThereAreNoCredentials() {
    S3Credentials missing = new S3Credentials.File(parent.resolve("none"));

    FetchException refused = fetching(server.endpoint(), missing).refused(source("x"), folder());

    assertThat(refused.kind()).isEqualTo(FetchException.Kind.REFUSED);
    assertThat(refused).hasMessageContaining(parent.resolve("none").toString());
  }

  private static String source(String prefix) {
    return "s3://" + S3Server.BUCKET + "/" + prefix;
  }

  private static Fetching fetching(URI endpoint) {
    return fetching(
        endpoint,
        new S3Credentials.Pair(
            S3Server.ACCESS_KEY_ID, S3Server.SECRET_ACCESS_KEY, Optional.empty()));
  }

  private static Fetching fetching(URI endpoint, S3Credentials credentials) {
    return Fetching.with(
            FetchOptions.DEFAULT.from(
                HubOptions.DEFAULT,
                new S3Options(Optional.of(endpoint), "us-east-1", true, credentials)))
        .patient(Duration.ofSeconds(20));
  }

  private static void upload(String prefix, Repository files, ChecksumAlgorithm algorithm) {
    files
        .files()
        .forEach(
            (path, content) ->
                client.putObject(
                    request ->
                        request
                            .bucket(S3Server.BUCKET)
                            .key(prefix + "/" + path)
                            .checksumAlgorithm(algorithm),
                    RequestBody.fromBytes(content)));
  }
}
