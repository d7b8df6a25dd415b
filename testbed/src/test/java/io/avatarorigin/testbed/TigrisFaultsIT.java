package io.avatarorigin.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong does so as a test says. */
class TigrisFaultsIT {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir static Path folder;
  private static ClientProgram program;
  private static Tigris tigris;
  private static TigrisSdk sdk;
  private String name;

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

  @BeforeEach
  void createBucket(TestInfo test) {
    tigris.withoutFaults();
    tigris.settings(Map.of("stale", 0, "secret", "shown", "reply", "status"));
    name = test.getTestMethod().orElseThrow().getName().toLowerCase();
    sdk.storage("createBucket", List.of(name), Map.of("access", "public"));
    sdk.in(name).storage("put", "a", "content");
    tigris.forgetRequests();
  }

  private JsonNode update(String cacheControl) {
    return sdk.storage("updateBucket", List.of(name), Map.of("cacheControl", cacheControl));
  }

  private String updateError(String cacheControl) {
    return sdk.storageError("updateBucket", List.of(name), Map.of("cacheControl", cacheControl));
  }

  private String cacheControl() {
    return tigris.bucket(name).orElseThrow().at("/settings/cache_control").asText("none");
  }

  private HttpResponse<String> get(Duration longest) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(tigris.endpoint().resolve("/" + name + "/a"))
            .timeout(longest)
            .build();
    return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void answersInsteadForSoManyTimesAfterSoMany() {
    tigris.fault(
        TigrisFault.answer(500, Map.of("Message", "broken")).onKind("control").after(1).times(2));

    update("first");
    assertThat(updateError("second")).isEqualTo("broken");
    assertThat(updateError("third")).isEqualTo("broken");
    assertThat(cacheControl()).isEqualTo("first");
    update("fourth");
    assertThat(cacheControl()).isEqualTo("fourth");
    assertThat(tigris.requests())
        .extracting(it -> it.method() + " " + it.kind() + " " + it.status())
        .containsExactly(
            "PATCH control 200", "PATCH control 500", "PATCH control 500", "PATCH control 200");
  }

  @Test
  void refusesInASuccess() {
    tigris.fault(
        TigrisFault.answer(200, Map.of("status", "error", "message", "not now"))
            .onMethod("PATCH")
            .onPath("/" + name + "$"));

    assertThat(updateError("first")).isEqualTo("not now");
    assertThat(cacheControl()).isEqualTo("none");
  }

  @Test
  void answersAnErrorForWhatIsDone() {
    tigris.fault(TigrisFault.applied(502, "<html>").onMethod("PATCH"));

    assertThat(updateError("first")).isEqualTo("Bad Gateway");
    assertThat(cacheControl()).isEqualTo("first");
  }

  @Test
  void closesTheConnectionBeforeOrAfter() {
    tigris.fault(
        TigrisFault.dropBefore().onMethod("PATCH").times(1), TigrisFault.dropAfter().times(1));

    assertThat(updateError("first")).contains("fetch failed");
    assertThat(cacheControl()).isEqualTo("none");
    assertThat(updateError("second")).contains("fetch failed");
    assertThat(cacheControl()).isEqualTo("second");
    assertThat(tigris.requests()).extracting(TigrisRequest::status).containsExactly(0, 0);
  }

  @Test
  void hangsForAWhileAndAnswersThen() throws Exception {
    tigris.fault(TigrisFault.hang(Duration.ofHours(1)).onKind("public").times(1));
    assertThatThrownBy(() -> get(Duration.ofMillis(300))).isInstanceOf(HttpTimeoutException.class);

    tigris.fault(TigrisFault.hang(Duration.ofMillis(400)).onKind("public").times(1));
    long began = System.nanoTime();
    assertThat(get(Duration.ofSeconds(30)).body()).isEqualTo("content");
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(399));
  }

  @Test
  void changesOnlyAPartOfWhatItIsTold() {
    tigris.fault(TigrisFault.partly("cache_control").onMethod("PATCH"));

    sdk.storage(
        "updateBucket",
        List.of(name),
        Map.of(
            "cacheControl", "first",
            "enableAdditionalHeaders", true,
            "access", "private"));

    JsonNode settings = tigris.bucket(name).orElseThrow().path("settings");
    assertThat(settings.path("cache_control").asText()).isEqualTo("first");
    assertThat(settings.has("additional_http_headers")).isFalse();
    assertThat(settings.at("/md/X-Amz-Acl").asText()).isEqualTo("public-read");
  }

  @Test
  void failsOneActionOfAccessKeys() {
    tigris.fault(TigrisFault.answer(503, "").onAction("CreateAccessKeyWithBucketsRole"));
    int before = sdk.iam("listAccessKeys").path("accessKeys").size();

    assertThat(
            program
                .call(
                    Map.of(
                        "package", "iam",
                        "function", "createAccessKey",
                        "arguments", List.of("a", Map.of("config", sdk.config()))))
                .path("error")
                .asText())
        .isEqualTo("Service Unavailable");
    assertThat(sdk.iam("listAccessKeys").path("accessKeys")).hasSize(before);
  }

  @Test
  void showsForAWhileWhatWasBefore() {
    tigris.settings(Map.of("stale", 3600));

    sdk.storage(
        "updateBucket",
        List.of(name),
        Map.of("locations", Map.of("type", "single", "values", "fra")));

    assertThat(regions()).isEqualTo("global");
    tigris.settings(Map.of("stale", 0));
    assertThat(regions()).isEqualTo("fra");
  }

  private String regions() {
    return sdk.storage("getBucketInfo", name).path("regions").path(0).asText();
  }

  @Test
  void tellsTheSecretOfAShadowAsItIsSet() {
    sdk.storage(
        "setBucketMigration",
        List.of(name),
        Map.of(
            "dataMigration",
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
                name,
                "endpoint",
                tigris.endpoint())));

    assertThat(toldSecret()).isEqualTo(tigris.secretAccessKey());
    tigris.settings(Map.of("secret", "masked"));
    assertThat(toldSecret()).isEqualTo("********");
    tigris.settings(Map.of("secret", "absent"));
    assertThat(toldSecret()).isEqualTo("none");
    assertThat(tigris.bucket(name).orElseThrow().toString())
        .contains("secret_key_sha256")
        .doesNotContain(tigris.secretAccessKey());
  }

  private String toldSecret() {
    return sdk.storage("getBucketInfo", name)
        .at("/settings/dataMigration/secretKey")
        .asText("none");
  }

  @Test
  void answersInTheOtherShape() {
    tigris.settings(Map.of("reply", "update"));

    update("first");

    assertThat(cacheControl()).isEqualTo("first");
  }

  @Test
  void servesACacheControlOfItsOwnOrTheBuckets() throws Exception {
    assertThat(get(Duration.ofSeconds(30)).headers().firstValue("Cache-Control")).isEmpty();
    update("max-age=60");
    assertThat(get(Duration.ofSeconds(30)).headers().firstValue("Cache-Control"))
        .hasValue("max-age=60");
    sdk.storage("updateBucket", List.of(name), Map.of("access", "private"));
    assertThat(get(Duration.ofSeconds(30)).statusCode()).isEqualTo(403);
  }

  @Test
  void refusesAFaultThatItDoesNotKnow() {
    assertThatThrownBy(() -> tigris.fault(TigrisFault.dropAfter().onPath("(")))
        .isInstanceOf(TestbedException.class);
  }
}
