package io.avatarorigin.operator.binding;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.avatarorigin.operator.api.TigrisSpec;
import io.avatarorigin.operator.binding.store.BucketChange;
import io.avatarorigin.operator.binding.store.BucketState;
import io.avatarorigin.operator.binding.store.Shadow;
import io.avatarorigin.operator.blueprint.KeyPairs;
import io.avatarorigin.testbed.Patience;
import io.avatarorigin.testbed.Tigris;
import io.avatarorigin.testbed.TigrisFault;
import io.avatarorigin.testbed.TigrisRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a bucket, from the first look to the last. */
class BindingIT {
  private static final KeyPairs.Pair NEXT_KEY =
      new KeyPairs.Pair("AONEXT", "another-secret-of-a-test", TestedBinding.KEY.made());
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final AtomicInteger COUNT = new AtomicInteger();

  @TempDir static Path folder;
  private static Tigris tigris;
  private static PlainOriginServer origin;

  private String bucket;

  @BeforeAll
  static void start() {
    tigris = Tigris.start(folder.resolve("tigris.log"), "--stale", "0", "--copy-delay", "0");
    origin = PlainOriginServer.start(folder, "azurda", TestedBinding.KEY);
  }

  @AfterAll
  static void stop() {
    origin.close();
    tigris.close();
  }

  @BeforeEach
  void choose() {
    bucket = "binding-" + COUNT.incrementAndGet();
    tigris.withoutFaults();
    tigris.settings(Map.of("stale", 0));
  }

  private TestedBinding binding(String spec) {
    return new TestedBinding(tigris, bucket, origin.port(), spec);
  }

  @Test
  void fallsThroughAndKeepsWhatItGot() {
    TestedBinding binding = binding("visibility: Public");

    BindingReport report = binding.untilSettled();

    assertThat(report.bound().message())
        .isEqualTo(bucket + " falls through to http://127.0.0.1:" + origin.port());
    assertThat(report.bucket().url()).isEqualTo(tigris.endpoint() + "/" + bucket);
    assertThat(report.bucket().boundTo()).isEqualTo("http://127.0.0.1:" + origin.port());
    assertThat(report.verified().orElseThrow().reason()).isEqualTo("SamePicture");
    Patience.until("the copy is there", SOON, () -> keys().size() == 1);
  }

  @Test
  void looksAtAPrivateBucketWithItsKey() {
    TestedBinding binding = binding("visibility: Private");

    assertThat(binding.untilSettled().bucket().url()).isNull();
    assertThat(tigris.requests())
        .filteredOn(it -> it.bucket().equals(bucket))
        .extracting(TigrisRequest::kind)
        .doesNotContain("public");
  }

  @Test
  void leavesAloneWhatTheSpecDoesNotName() {
    TestedBinding binding = binding("management: Adopt\nheaders: {X-Frame-Options: DENY}");
    binding.store().create(bucket, true, Set.of("fra"));
    binding.store().change(bucket, settings("no-store", Map.of("X-Theirs", "stays")));

    binding.untilSettled();

    BucketState state = binding.store().bucket(bucket).orElseThrow();
    assertThat(state.isPublic()).contains(true);
    assertThat(state.cacheControl()).isEqualTo("no-store");
    assertThat(state.regions()).containsExactly("fra");
    assertThat(state.headers())
        .containsOnly(Map.entry("X-Theirs", "stays"), Map.entry("X-Frame-Options", "DENY"));
  }

  private static BucketChange settings(String cacheControl, Map<String, String> headers) {
    return new BucketChange(
        Optional.empty(),
        Optional.of(cacheControl),
        Optional.empty(),
        Optional.of(headers),
        Optional.empty());
  }

  @Test
  void mendsWhatSomebodyElseHasChanged() {
    TestedBinding binding = binding("cacheControl: max-age=60");
    binding.untilSettled();
    binding.store().clearShadow(bucket);
    binding.store().change(bucket, settings("no-store", Map.of()));

    binding.pass(Pace.USUAL.look());
    assertThat(binding.look().bound().reason()).isEqualTo("Settling");
    binding.untilSettled();

    assertThat(shadow().path("name").asText()).isEqualTo("127");
    assertThat(binding.store().bucket(bucket).orElseThrow().cacheControl()).isEqualTo("max-age=60");
    assertThat(binding.counted("avatar_origin_bucket_changes", "cause", "drift")).isOne();
  }

  @Test
  void takesAnOldReadForNoDrift() {
    TestedBinding binding = binding("cacheControl: max-age=60\nmanagement: Adopt");
    binding.store().create(bucket, false, Set.of());
    tigris.settings(Map.of("stale", 3));
    tigris.forgetRequests();

    binding.until(report -> report.bound().reason().equals("Settling"));
    for (int looks = 0; looks < 3; looks++) {
      binding.pass(Duration.ofSeconds(6));
      assertThat(binding.look().bound().reason()).isEqualTo("Settling");
    }
    Patience.until(
        "reads are fresh",
        SOON,
        () -> binding.store().bucket(bucket).orElseThrow().shadow().isPresent());
    binding.untilSettled();

    assertThat(tigris.requests()).filteredOn(it -> it.method().equals("PATCH")).hasSize(1);
  }

  @Test
  void makesNoBucketThatIsThere() {
    TestedBinding binding = binding("");
    binding.store().create(bucket, false, Set.of());

    Finding bound = binding.look().bound();

    assertThat(bound.reason()).isEqualTo("BucketExists");
    assertThat(bound.message()).contains("spec.tigris.management");
    assertThat(shadow().isEmpty()).isTrue();
    binding.change("management: Adopt");
    binding.untilSettled();
  }

  @Test
  void adoptsNoBucketThatIsNotThere() {
    assertThat(binding("management: Adopt").look().bound().reason()).isEqualTo("BucketNotFound");
    assertThat(tigris.bucket(bucket)).isEmpty();
  }

  @Test
  void takesNoBucketOfSomebodyElse() {
    tigris.foreign(bucket);

    Finding bound = binding("").look().bound();

    assertThat(bound.reason()).isEqualTo("CredentialsRefused");
    assertThat(bound.message()).contains("another account's");
  }

  @Test
  void takesNoBucketThatFallsThroughToSomewhereElse() {
    TestedBinding binding = binding("management: Adopt");
    bindElsewhere(binding);

    Finding bound = binding.look().bound();

    assertThat(bound.reason()).isEqualTo("BoundElsewhere");
    assertThat(bound.message()).contains("other", tigris.endpoint().toString());
    assertThat(binding.undo()).isEmpty();
    assertThat(shadow().path("name").asText()).isEqualTo("other");
  }

  /** To a bucket of the very store, which answers. */
  private void bindElsewhere(TestedBinding binding) {
    if (tigris.bucket("other").isEmpty()) {
      binding.store().create("other", false, Set.of());
    }
    if (tigris.bucket(bucket).isEmpty()) {
      binding.store().create(bucket, false, Set.of());
    }
    binding
        .store()
        .change(
            bucket,
            new BucketChange(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(
                    new BucketChange.SecretShadow(
                        new Shadow(
                            tigris.endpoint().toString(),
                            "other",
                            "auto",
                            tigris.accessKeyId(),
                            false),
                        tigris.secretAccessKey()))));
  }

  @Test
  void bindsWhenTheOriginServes() {
    TestedBinding binding = binding("cacheControl: max-age=60");
    binding.seeOrigin(new OriginFacts(false, false, Optional.empty()));

    binding.until(report -> report.bound().reason().equals("OriginNotReady"));

    assertThat(shadow().isEmpty()).isTrue();
    assertThat(binding.store().bucket(bucket).orElseThrow().cacheControl()).isEqualTo("max-age=60");
    binding.seeOrigin(new OriginFacts(true, true, Optional.of("v1")));
    binding.untilSettled();
    assertThat(shadow().path("name").asText()).isEqualTo("127");
  }

  @Test
  void bindsToNothingThatDoesNotAnswerAsAnOriginDoes() {
    TestedBinding nobody = new TestedBinding(tigris, bucket, 1, "");

    Finding bound =
        nobody.until(report -> report.bound().reason().equals("OriginUnreachable")).bound();

    assertThat(bound.verdict()).isEqualTo(Finding.Verdict.NOT_YET);
    assertThat(bound.message()).contains("http://127.0.0.1:1", "spec.tigris.reach");
    assertThat(shadow().isEmpty()).isTrue();
  }

  @Test
  void changesTheKeyWhenTheOriginKnowsTheNewOne() {
    TestedBinding binding = binding("visibility: Public");
    binding.untilSettled();

    binding.useKeys(new KeyPairs(NEXT_KEY, Optional.of(TestedBinding.KEY)));
    binding.look();
    assertThat(shadow().path("access_key").asText()).isEqualTo("AOFIRST");

    origin.accept(TestedBinding.KEY, NEXT_KEY);
    try {
      Patience.until(
          "the new key is bound",
          SOON,
          () -> {
            binding.pass(Pace.USUAL.look());
            binding.look();
            return shadow().path("access_key").asText().equals("AONEXT");
          });
      assertThat(binding.untilSettled().bucket().accessKeyId()).isEqualTo("AONEXT");
    } finally {
      origin.accept(TestedBinding.KEY);
    }
  }

  @Test
  void keepsEarlierPictures() {
    TestedBinding binding = binding("management: Adopt");
    fill(binding, 3);
    binding.untilSettled();

    binding.seeOrigin(new OriginFacts(true, true, Optional.of("v2")));
    BindingReport report = binding.untilSettled();

    assertThat(report.bucket().contentVersion()).isEqualTo("v2");
    assertThat(keys()).contains("%032x".formatted(1), "%032x".formatted(3), "notes.txt");
  }

  @Test
  void purgesEarlierPicturesPageByPageOverRestarts() {
    TestedBinding binding = binding("management: Adopt\nonContentChange: Purge");
    fill(binding, 9);
    binding.untilSettled();
    assertThat(keys()).hasSizeGreaterThan(9);

    binding.seeOrigin(new OriginFacts(true, false, Optional.of("v2")));
    binding.pass(Pace.USUAL.copies().multipliedBy(2));
    binding.look();
    binding.pass(Pace.USUAL.copies().multipliedBy(2));
    assertThat(binding.look().bucket().purge().removed()).as("an old origin serves").isZero();

    binding.seeOrigin(new OriginFacts(true, true, Optional.of("v2")));
    int pages = 0;
    while (binding.known().purge() != null && pages < 20) {
      binding.restartWithPages(3);
      binding.look();
      binding.pass(Pace.USUAL.purge());
      pages++;
    }

    assertThat(pages).isGreaterThan(3);
    assertThat(binding.known().contentVersion()).isEqualTo("v2");
    assertThat(keys())
        .contains("notes.txt", "other/%032x".formatted(1))
        .doesNotContain("%032x".formatted(1), "%032x@80.png".formatted(9));
    binding.untilSettled();
  }

  /** So many pictures of either kind, and what is none. */
  private void fill(TestedBinding binding, int pictures) {
    binding.store().create(bucket, false, Set.of());
    for (int i = 1; i <= pictures; i++) {
      binding.put("%032x".formatted(i));
      binding.put("%032x@80.png".formatted(i));
    }
    binding.put("notes.txt");
    binding.put("other/%032x".formatted(1));
  }

  @Test
  void undoesWhatItDidAndKeepsThePictures() {
    TestedBinding binding = binding("accessKey: {}");
    binding.untilSettled();
    Patience.until("the copy is there", SOON, () -> keys().size() == 1);

    assertThat(binding.undo()).isEmpty();

    assertThat(shadow().isEmpty()).isTrue();
    assertThat(binding.issuedKeys()).isEmpty();
    assertThat(keys()).hasSize(1);
    tigris.forgetRequests();
    assertThat(binding.undo()).as("once more").isEmpty();
    assertThat(tigris.requests()).isEmpty();
  }

  @Test
  void deletesABucketOfItsOwnMakingWhereThatIsWanted() {
    TestedBinding binding = binding("deletionPolicy: DeleteBucket");
    binding.untilSettled();

    assertThat(binding.undo()).isEmpty();

    assertThat(tigris.bucket(bucket)).isEmpty();
  }

  @Test
  void deletesNoBucketThatItHasNotMade() {
    TestedBinding binding = binding("management: Adopt");
    binding.store().create(bucket, false, Set.of());
    binding.untilSettled();
    binding.change("deletionPolicy: DeleteBucket");

    assertThat(binding.undo()).isEmpty();

    assertThat(tigris.bucket(bucket)).isPresent();
  }

  @Test
  void leavesABucketAloneThatSomebodyHasBoundElsewhereSince() {
    TestedBinding binding = binding("");
    binding.untilSettled();
    bindElsewhere(binding);

    assertThat(binding.undo()).isEmpty();

    assertThat(shadow().path("name").asText()).isEqualTo("other");
  }

  @Test
  void saysWhatHindersItFromUndoing() {
    TestedBinding binding = binding("");
    binding.untilSettled();

    tigris.fault(TigrisFault.answer(500, ""));
    assertThat(binding.undo().orElseThrow().reason()).isEqualTo("StoreUnavailable");
    tigris.withoutFaults();
    binding.loseCredentials();
    assertThat(binding.undo().orElseThrow().message()).contains("no Secret tigris");
    assertThat(shadow().path("name").asText()).isEqualTo("127");
  }

  @Test
  void movesToAnotherBucketAndUndoesTheFirst() {
    TestedBinding binding = binding("accessKey: {}");
    binding.untilSettled();
    String first = bucket;
    String second = bucket + "-moved";

    binding.moveTo(second);
    binding.untilSettled();

    assertThat(tigris.bucket(first).orElseThrow().path("shadow_bucket").isEmpty()).isTrue();
    assertThat(tigris.bucket(second).orElseThrow().path("shadow_bucket").path("name").asText())
        .isEqualTo("127");
    assertThat(binding.issuedKeys()).hasSize(1);
    assertThat(binding.safe().kept().orElseThrow().bucket()).isEqualTo(second);
  }

  @Test
  void changesTheKeyOfApplicationsWithTwoValidForAWhile() {
    TestedBinding binding = binding("accessKey: {}\nkeyRotation: {every: 90d}");
    binding.untilSettled();
    String first = binding.safe().kept().orElseThrow().id();

    binding.pass(Duration.ofDays(90));
    binding.untilSettled();
    String second = binding.safe().kept().orElseThrow().id();
    assertThat(second).isNotEqualTo(first);
    assertThat(binding.issuedKeys()).containsExactlyInAnyOrder(first, second);

    binding.pass(Duration.ofDays(1));
    binding.untilSettled();
    assertThat(binding.issuedKeys()).containsExactly(second);

    binding.change("accessKey: {role: Editor}\nkeyRotation: {every: 90d}");
    binding.untilSettled();
    assertThat(binding.safe().role()).isEqualTo(TigrisSpec.Role.Editor);
    binding.change("");
    binding.untilSettled();
    assertThat(binding.issuedKeys()).isEmpty();
    assertThat(binding.safe().kept()).isEmpty();
  }

  @Test
  void isBoundWithoutTheKeyOfApplicationsWhereThatCannotBeIssued() {
    tigris.fault(TigrisFault.answer(403, Map.of("Message", "no")).onKind("iam"));
    TestedBinding binding = binding("accessKey: {}");

    BindingReport report =
        binding.until(
            it -> it.key().filter(key -> key.reason().equals("CredentialsRefused")).isPresent());

    assertThat(report.bound().isYes()).isTrue();
    tigris.withoutFaults();
    binding.untilSettled();
  }

  @Test
  void showsNoSecretThatAStoreRepeats() {
    tigris.fault(
        TigrisFault.answer(
                400, Map.of("Message", "secret " + TestedBinding.KEY.secretAccessKey() + " is odd"))
            .onMethod("PATCH"));
    TestedBinding binding = binding("");

    Finding bound =
        binding.until(report -> report.bound().reason().equals("StoreRejected")).bound();

    assertThat(bound.message()).contains("secret *** is odd");
  }

  @Test
  void tellsOfAnotherPictureThanTheOrigins() {
    TestedBinding binding = binding("management: Adopt");
    binding.store().create(bucket, false, Set.of());
    binding.until(report -> report.bound().isYes());
    String subject = "v2 of a test";
    binding.seeOrigin(new OriginFacts(true, true, Optional.of(subject)));
    binding.put(binding.probeKey(subject));

    Finding verified = binding.look().verified().orElseThrow();

    assertThat(verified.reason()).isEqualTo("OtherPicture");
    assertThat(verified.verdict()).isEqualTo(Finding.Verdict.NO);
  }

  private JsonNode shadow() {
    return tigris.bucket(bucket).orElseThrow().path("shadow_bucket");
  }

  private List<String> keys() {
    return StreamSupport.stream(
            tigris.bucket(bucket).orElseThrow().path("keys").spliterator(), false)
        .map(JsonNode::asText)
        .toList();
  }
}
