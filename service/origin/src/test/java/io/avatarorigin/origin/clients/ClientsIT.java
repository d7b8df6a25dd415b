package io.avatarorigin.origin.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opentest4j.TestAbortedException;

/**
 * Other people's clients, each running the whole checklist. They run at once, so that the draws
 * that take twelve seconds take them together.
 */
class ClientsIT {
  @TempDir private static Path folder;
  private static final Map<TestedClient, Run> RUNS = new LinkedHashMap<>();
  private static ExecutorService runners;
  private static Served served;

  private record Run(Served.Session session, CompletableFuture<JsonNode> report) {}

  @BeforeAll
  static void start() {
    served = Served.start(folder);
    runners = Executors.newVirtualThreadPerTaskExecutor();
    for (TestedClient client : TestedClients.ALL) {
      int number = RUNS.size();
      Served.Session session = served.session(number, folder.resolve("client-" + number));
      RUNS.put(
          client,
          new Run(
              session,
              CompletableFuture.supplyAsync(
                  () -> client.program().apply(session.order()), runners)));
    }
  }

  @AfterAll
  static void stop() {
    runners.close();
    served.close();
    RUNS.clear();
  }

  @TestFactory
  Stream<DynamicContainer> everyClientReadsPicturesAsAnyObject() {
    return RUNS.entrySet().stream()
        .map(
            entry ->
                DynamicContainer.dynamicContainer(
                    entry.getKey().name(), checks(entry.getKey(), entry.getValue())));
  }

  private static Stream<DynamicTest> checks(TestedClient client, Run run) {
    return Stream.of(Check.values())
        .map(check -> DynamicTest.dynamicTest(check.key(), () -> verify(client, run, check)));
  }

  private static void verify(TestedClient client, Run run, Check check) {
    String reason = client.cannot().get(check);
    Assumptions.assumeTrue(reason == null, () -> client + ": " + reason);
    new Checklist(served, client, run.session()).verify(check, report(run).get(check.key()));
  }

  @Test
  void goReadsAsTigrisDoes() {
    assertThat(exchanges("AWS SDK for Go", "GET /10"))
        .anySatisfy(
            exchange -> {
              assertThat(exchange.request().header("host").orElse(""))
                  .startsWith("signed.s3.localhost:");
              assertThat(exchange.request().line()).contains("?x-id=GetObject ");
              assertThat(exchange.request().header("accept-encoding")).hasValue("identity");
              assertThat(exchange.request().header("authorization").orElse(""))
                  .contains("SignedHeaders=accept-encoding;");
              assertThat(exchange.status()).isEqualTo(200);
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"boto3", "aws-cli", "AWS SDK for JavaScript", "AWS SDK for Go", "rclone"})
  void partsAreReadByRanges(String client) {
    assertThat(rangesOfTheLargeObject(client))
        .hasSizeGreaterThanOrEqualTo(3)
        .allSatisfy(exchange -> assertThat(exchange.status()).isEqualTo(206));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "boto3",
        "aws-cli",
        "AWS SDK for JavaScript",
        "AWS SDK for Java",
        "AWS SDK for Go",
        "@tigrisdata/storage",
        "minio-java",
        "rclone"
      })
  void listsAreReadPageByPage(String client) {
    report(run(client));
    assertThat(run(client).session().other().exchanges("list-type=2"))
        .hasSizeGreaterThanOrEqualTo(4)
        .allSatisfy(exchange -> assertThat(exchange.status()).isEqualTo(200));
  }

  @ParameterizedTest
  @ValueSource(strings = {"boto3", "aws-cli", "AWS SDK for JavaScript"})
  void partsAreReadOfOneObjectOnly(String client) {
    assertThat(rangesOfTheLargeObject(client))
        .isNotEmpty()
        .allSatisfy(exchange -> assertThat(exchange.request().header("if-match")).isPresent());
  }

  @Test
  void theSdkForJavaLearnsFromTheFirstPartThatThereIsNoOther() {
    assertThat(exchanges("AWS SDK for Java", "partNumber="))
        .singleElement()
        .satisfies(
            exchange -> {
              assertThat(exchange.request().line()).contains("/2000", "partNumber=1");
              assertThat(exchange.status()).isEqualTo(206);
            });
  }

  @Test
  void theSdkForJavaScriptPutsHeadersIntoPresignedUrls() {
    assertThat(report(run("AWS SDK for JavaScript")).at("/presigned/url").asText())
        .contains("x-amz-checksum-mode=ENABLED", "X-Amz-Content-Sha256=UNSIGNED-PAYLOAD");
  }

  @ParameterizedTest
  @ValueSource(strings = {"minio-js", "minio-java"})
  void minioAsksForTheRegionFirst(String client) {
    assertThat(exchanges(client, "").getFirst().request().line())
        .matches("GET /signed\\?location=? .*");
  }

  @Test
  void rcloneLooksForAFolderWhereThereIsNoObject() {
    assertThat(exchanges("rclone", "index.html"))
        .extracting(Wiretap.Exchange::status)
        .startsWith(404)
        .endsWith(200);
  }

  @Test
  void s3cmdAsksForWhatABucketHasBeside() {
    for (String name : List.of("location", "policy", "cors", "lifecycle", "acl")) {
      assertThat(exchanges("s3cmd", "?" + name))
          .as(name)
          .isNotEmpty()
          .allSatisfy(exchange -> assertThat(exchange.status()).isIn(200, 404));
    }
  }

  @Test
  void s3cmdContinuesADownloadByARange() {
    assertThat(exchanges("s3cmd", "GET /signed/" + Served.smallKey().substring(0, 32)))
        .filteredOn(exchange -> exchange.request().header("range").isPresent())
        .singleElement()
        .satisfies(
            exchange -> {
              assertThat(exchange.request().header("range")).hasValue("bytes=100-");
              assertThat(exchange.status()).isEqualTo(206);
            });
  }

  @ParameterizedTest
  @CsvSource({"rclone, version", "s3cmd, --version"})
  void whatDebianInstallsIsTheVersionThatIsClaimed(String client, String question) {
    report(run(client)); // which installs it
    TestedClient claimed =
        RUNS.keySet().stream().filter(each -> each.name().equals(client)).findFirst().orElseThrow();

    assertThat(Commands.succeed(folder, List.of(client, question)))
        .containsPattern("[ v]" + Pattern.quote(claimed.version()) + "(?![0-9.])");
  }

  private static Run run(String client) {
    return RUNS.entrySet().stream()
        .filter(entry -> entry.getKey().name().equals(client))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseThrow();
  }

  /** What the client asked the first origin, once it is done. */
  private static List<Wiretap.Exchange> exchanges(String client, String text) {
    report(run(client));
    return run(client).session().tap().exchanges(text);
  }

  private static List<Wiretap.Exchange> rangesOfTheLargeObject(String client) {
    return exchanges(client, "GET /signed/2000").stream()
        .filter(exchange -> exchange.request().header("range").isPresent())
        .toList();
  }

  /** A client that only root could install is skipped, and so says each of its checks. */
  private static JsonNode report(Run run) {
    try {
      return run.report().join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof TestAbortedException skipped) {
        throw skipped;
      }
      throw new AssertionError("the client failed", e.getCause());
    }
  }
}
