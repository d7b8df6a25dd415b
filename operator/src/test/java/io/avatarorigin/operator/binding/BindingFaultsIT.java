package io.avatarorigin.operator.binding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.databind.JsonNode;
import io.avatarorigin.testbed.Tigris;
import io.avatarorigin.testbed.TigrisFault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever goes wrong, a bucket ends bound once, or its report says why not. */
class BindingFaultsIT {
  private static final String SPEC =
      """
      visibility: Public
      cacheControl: public, max-age=2630000
      regions: [iad, fra]
      headers: {X-Content-Type-Options: nosniff}
      accessKey: {role: ReadOnly}
      """;

  /** More than the requests of a whole binding. */
  private static final int REQUESTS = 16;

  /** More than those of a change, or of its undoing. */
  private static final int CHANGE_REQUESTS = 6;

  private static final Map<String, Object> ERROR = Map.of("status", "error", "message", "no");
  private static final Map<String, Object> OTHER_ERROR =
      Map.of("Update", false, "Message", "no", "Code", 500);

  @RegisterExtension static final StoreAndOrigin servers = new StoreAndOrigin();

  private Tigris tigris;
  private String bucket;

  @BeforeEach
  void choose() {
    tigris = servers.tigris();
    bucket = servers.freshBucket();
  }

  static Stream<Arguments> passing() {
    TigrisFault patch = TigrisFault.answer(500, "").onMethod("PATCH");
    return Stream.of(
        argumentSet("nothing", List.of()),
        argumentSet("500 five times", List.of(TigrisFault.answer(500, "oh").times(5))),
        argumentSet("500 five times to PATCH", List.of(patch.times(5))),
        argumentSet("503 to all that is asked of keys", List.of(fault(503).onKind("iam").times(4))),
        argumentSet("429", List.of(fault(429).times(3))),
        argumentSet("403 for a while", List.of(fault(403).onKind("control").times(2))),
        argumentSet("404 for a while", List.of(fault(404).onMethod("GET").times(2))),
        argumentSet("409 that passes", List.of(fault(409).onMethod("PUT").times(1))),
        argumentSet("no answer in time", List.of(TigrisFault.hang(Duration.ofSeconds(7)).times(1))),
        argumentSet(
            "no answer in time to PATCH",
            List.of(TigrisFault.hang(Duration.ofSeconds(7)).onMethod("PATCH").times(1))),
        argumentSet(
            "an error with 200",
            List.of(TigrisFault.answer(200, ERROR).onMethod("PATCH").times(1))),
        argumentSet(
            "the other error with 200",
            List.of(TigrisFault.answer(200, OTHER_ERROR).onMethod("PATCH").times(1))),
        argumentSet(
            "an error although it was done",
            List.of(TigrisFault.applied(500, "").onMethod("PATCH").times(1))),
        argumentSet(
            "a page of some proxy",
            List.of(TigrisFault.answer(200, "<html>").onKind("control").times(2))),
        argumentSet(
            "some settings alone",
            List.of(TigrisFault.partly("cache_control").onMethod("PATCH").times(1))),
        argumentSet(
            "all settings but the shadow",
            List.of(
                TigrisFault.partly("cache_control", "object_regions", "X-Amz-Acl")
                    .onMethod("PATCH")
                    .times(2))),
        argumentSet("a connection that ends", List.of(TigrisFault.dropBefore().times(2))),
        argumentSet(
            "a connection that ends when it is done", List.of(TigrisFault.dropAfter().times(3))));
  }

  private static TigrisFault fault(int status) {
    return TigrisFault.answer(status, Map.of("Message", "of a test"));
  }

  @ParameterizedTest
  @MethodSource("passing")
  void endsBound(List<TigrisFault> faults) {
    tigris.fault(faults.toArray(TigrisFault[]::new));
    TestedBinding binding = binding(SPEC);

    binding.untilSettled();

    assertBoundOnce(binding);
    assertQuiet(binding);
  }

  static Stream<Arguments> lasting() {
    return Stream.of(
        argumentSet("403", fault(403), "CredentialsRefused"),
        argumentSet("500", fault(500), "StoreUnavailable"),
        argumentSet("429", fault(429), "StoreUnavailable"),
        argumentSet("400 to PATCH", fault(400).onMethod("PATCH"), "StoreRejected"),
        argumentSet("404 to PATCH", fault(404).onMethod("PATCH"), "StoreRejected"),
        argumentSet(
            "error with 200", TigrisFault.answer(200, ERROR).onMethod("PATCH"), "StoreRejected"),
        argumentSet(
            "other error with 200",
            TigrisFault.answer(200, OTHER_ERROR).onMethod("PATCH"),
            "StoreRejected"),
        argumentSet("a name that is taken", fault(409).onMethod("PUT"), "BucketTaken"),
        argumentSet(
            "settings that are never taken",
            TigrisFault.partly("shadow_bucket").onMethod("PATCH"),
            "NotTaken"),
        argumentSet("no connection", TigrisFault.dropBefore(), "StoreUnavailable"));
  }

  @ParameterizedTest
  @MethodSource("lasting")
  void saysWhyNot(TigrisFault fault, String reason) {
    tigris.fault(fault);
    TestedBinding binding = binding(SPEC);

    Finding bound = binding.until(report -> report.bound().verdict() == Finding.Verdict.NO).bound();

    assertThat(bound.reason()).isEqualTo(reason);
    assertThat(bound.message()).isNotBlank().doesNotContain(TestedBinding.KEY.secretAccessKey());
    tigris.withoutFaults();
    binding.untilSettled();
    assertBoundOnce(binding);
  }

  @Test
  void asksLessAndLessOftenWhileAStoreIsDown() {
    tigris.fault(fault(500));
    TestedBinding binding = binding(SPEC);
    Duration first = binding.look().next();

    binding.pass(Duration.ofMinutes(1));
    Duration second = binding.look().next();
    for (int i = 0; i < 20; i++) {
      binding.pass(Duration.ofMinutes(1));
      binding.look();
    }

    assertThat(second).isGreaterThan(first);
    assertThat(binding.look().next()).isLessThanOrEqualTo(Pace.USUAL.longest());
    tigris.forgetRequests();
    binding.look();
    assertThat(tigris.requests()).isEmpty();
  }

  @Test
  void waitsAsLongAsItIsAsked() {
    tigris.fault(
        new TigrisFault(
            Map.of(),
            Map.of("status", 429, "body", "", "headers", Map.of("Retry-After", "47")),
            0,
            OptionalInt.of(1)));

    assertThat(binding(SPEC).look().next()).isEqualTo(Duration.ofSeconds(47));
  }

  static Stream<String> secrets() {
    return Stream.of("shown", "masked", "absent");
  }

  @ParameterizedTest
  @MethodSource("secrets")
  void writesNoSecretAgainThatIsNotShown(String secret) {
    tigris.settings(Map.of("secret", secret));
    TestedBinding binding = binding(SPEC);
    binding.untilSettled();

    binding.restart();

    assertQuiet(binding);
    assertBoundOnce(binding);
  }

  @Test
  void readsBothShapesOfReplies() {
    tigris.settings(Map.of("reply", "update"));
    TestedBinding binding = binding(SPEC);

    binding.untilSettled();

    assertBoundOnce(binding);
  }

  static Stream<Arguments> calls() {
    return Stream.of(true, false)
        .flatMap(
            done ->
                Stream.iterate(0, it -> it < REQUESTS, it -> it + 1)
                    .map(
                        number ->
                            argumentSet(
                                (done ? "after" : "before") + " request " + number, number, done)));
  }

  /**
   * The report of a look in which a connection ended is lost, as with an operator that is killed.
   */
  @ParameterizedTest
  @MethodSource("calls")
  void comesThroughAKill(int number, boolean isDone) {
    TestedBinding binding = binding(SPEC);
    kill(binding, number, isDone);

    binding.untilSettled();

    assertBoundOnce(binding);
    assertQuiet(binding);
  }

  static Stream<Arguments> changes() {
    return Stream.of(true, false)
        .flatMap(
            done ->
                Stream.iterate(0, it -> it < CHANGE_REQUESTS, it -> it + 1)
                    .map(
                        number ->
                            argumentSet(
                                (done ? "after" : "before") + " request " + number, number, done)));
  }

  /** However often and wherever it is killed, in the end nothing of the first bucket is left. */
  @ParameterizedTest
  @MethodSource("changes")
  void movesToAnotherBucketWithAKill(int number, boolean isDone) {
    TestedBinding binding = binding(SPEC);
    binding.untilSettled();
    String first = bucket;
    binding.moveTo(bucket + "-moved");
    kill(binding, number, isDone);

    binding.untilSettled();

    assertThat(servers.shadow(first).isEmpty()).isTrue();
    bucket = first + "-moved";
    assertBoundOnce(binding);
  }

  @ParameterizedTest
  @MethodSource("changes")
  void undoesWithAKill(int number, boolean isDone) {
    TestedBinding binding = binding(SPEC + "deletionPolicy: DeleteBucket");
    binding.untilSettled();
    TigrisFault drop = isDone ? TigrisFault.dropAfter() : TigrisFault.dropBefore();
    tigris.fault(drop.after(number).times(1));

    for (int tries = 0; binding.undo().isPresent() && tries < 5; tries++) {
      binding.restart();
    }

    tigris.withoutFaults();
    assertThat(binding.known()).isNull();
    assertThat(tigris.bucket(bucket)).isEmpty();
    assertThat(binding.issuedKeys()).isEmpty();
  }

  /** Another host is announced before the bucket is bound to it, and either is undone. */
  @ParameterizedTest
  @MethodSource("changes")
  void undoesABindingToAnotherHostWithAKill(int number, boolean isDone) {
    TestedBinding binding = binding("");
    binding.untilSettled();
    try (PlainOriginServer other =
        PlainOriginServer.start(servers.folder().resolve(bucket), "azurda", TestedBinding.KEY)) {
      binding.moveOriginTo(other.port());
      kill(binding, number, isDone);

      assertThat(binding.undo()).isEmpty();
    }
    assertThat(servers.shadow(bucket).isEmpty()).isTrue();
  }

  private void kill(TestedBinding binding, int number, boolean isDone) {
    TigrisFault drop = isDone ? TigrisFault.dropAfter() : TigrisFault.dropBefore();
    tigris.fault(drop.after(number).times(1));
    boolean isKilled = false;
    for (int look = 0; look < 40 && !isKilled; look++) {
      tigris.forgetRequests();
      BindingReport report = binding.glance();
      isKilled = tigris.requests().stream().anyMatch(it -> it.status() == 0);
      if (isKilled) {
        binding.restart();
      } else {
        binding.write(report);
      }
      binding.pass(report.next());
    }
    assertThat(isKilled).as("there were so many requests").isTrue();
    tigris.withoutFaults();
  }

  private TestedBinding binding(String spec) {
    return servers.binding(bucket, spec);
  }

  /** The truth is what is wanted, and there is one key. */
  private void assertBoundOnce(TestedBinding binding) {
    JsonNode truth = tigris.bucket(bucket).orElseThrow();
    JsonNode shadow = truth.path("shadow_bucket");
    assertThat(shadow.path("endpoint").asText())
        .isEqualTo("http://0.0.1:" + servers.origin().port());
    assertThat(shadow.path("name").asText()).isEqualTo("127");
    assertThat(shadow.path("access_key").asText()).isEqualTo(TestedBinding.KEY.accessKeyId());
    assertThat(shadow.path("write_through").asBoolean(true)).isFalse();
    JsonNode settings = truth.path("settings");
    assertThat(settings.path("cache_control").asText()).isEqualTo("public, max-age=2630000");
    assertThat(List.of(settings.path("object_regions").asText().split(",")))
        .containsExactlyInAnyOrder("fra", "iad");
    assertThat(settings.path("additional_http_headers").path("X-Content-Type-Options").asText())
        .isEqualTo("nosniff");
    assertThat(binding.issuedKeys()).containsExactly(binding.safe().kept().orElseThrow().id());
  }

  /** Nothing is written any more. */
  private void assertQuiet(TestedBinding binding) {
    tigris.forgetRequests();
    for (int looks = 0; looks < 3; looks++) {
      binding.pass(Pace.USUAL.look());
      assertThat(binding.look().isSettled()).isTrue();
    }
    assertThat(tigris.requests())
        .isNotEmpty()
        .allMatch(it -> it.method().equals("GET") || it.action().equals("ListAccessKeys"));
  }
}
