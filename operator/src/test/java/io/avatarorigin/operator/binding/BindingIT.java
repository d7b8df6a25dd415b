package io.avatarorigin.operator.binding;

import static org.assertj.core.api.Assertions.assertThat;

import io.avatarorigin.operator.binding.store.BucketChange;
import io.avatarorigin.operator.binding.store.BucketState;
import io.avatarorigin.testbed.Patience;
import io.avatarorigin.testbed.TigrisFault;
import io.avatarorigin.testbed.TigrisRequest;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How a bucket is made or found, set, bound, and looked after. */
class BindingIT {
  private static final Duration SOON = Duration.ofSeconds(20);

  @RegisterExtension static final StoreAndOrigin servers = new StoreAndOrigin();

  private String bucket;

  @BeforeEach
  void choose() {
    bucket = servers.freshBucket();
  }

  @Test
  void fallsThroughAndKeepsWhatItGot() {
    TestedBinding binding = servers.binding(bucket, "visibility: Public");

    BindingReport report = binding.untilSettled();

    assertThat(report.bound().message())
        .isEqualTo(bucket + " falls through to http://127.0.0.1:" + servers.origin().port());
    assertThat(report.bucket().url()).isEqualTo(servers.tigris().endpoint() + "/" + bucket);
    assertThat(report.bucket().boundTo()).isEqualTo("http://127.0.0.1:" + servers.origin().port());
    assertThat(report.verified().orElseThrow().reason()).isEqualTo("SamePicture");
    Patience.until("the copy is there", SOON, () -> servers.keys(bucket).size() == 1);
  }

  @Test
  void looksAtAPrivateBucketWithItsKey() {
    TestedBinding binding = servers.binding(bucket, "visibility: Private");

    assertThat(binding.untilSettled().bucket().url()).isNull();
    assertThat(servers.tigris().requests())
        .filteredOn(it -> it.bucket().equals(bucket))
        .extracting(TigrisRequest::kind)
        .doesNotContain("public");
  }

  @Test
  void leavesAloneWhatTheSpecDoesNotName() {
    TestedBinding binding =
        servers.binding(bucket, "management: Adopt\nheaders: {X-Frame-Options: DENY}");
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
    TestedBinding binding = servers.binding(bucket, "cacheControl: max-age=60");
    binding.untilSettled();
    binding.store().clearShadow(bucket);
    binding.store().change(bucket, settings("no-store", Map.of()));

    binding.pass(Pace.USUAL.look());
    assertThat(binding.look().bound().reason()).isEqualTo("Settling");
    binding.untilSettled();

    assertThat(servers.shadow(bucket).path("name").asText()).isEqualTo("127");
    assertThat(binding.store().bucket(bucket).orElseThrow().cacheControl()).isEqualTo("max-age=60");
    assertThat(binding.counted("avatar_origin_bucket_changes", "cause", "drift")).isOne();
  }

  @Test
  void takesAnOldReadForNoDrift() {
    TestedBinding binding = servers.binding(bucket, "cacheControl: max-age=60\nmanagement: Adopt");
    binding.store().create(bucket, false, Set.of());
    servers.tigris().settings(Map.of("stale", 3600));
    servers.tigris().forgetRequests();

    binding.until(report -> report.bound().reason().equals("Settling"));
    for (int looks = 0; looks < 3; looks++) {
      binding.pass(Duration.ofSeconds(6));
      assertThat(binding.look().bound().reason()).isEqualTo("Settling");
    }
    servers.tigris().settings(Map.of("stale", 0));
    binding.untilSettled();

    assertThat(servers.tigris().requests())
        .filteredOn(it -> it.method().equals("PATCH"))
        .hasSize(1);
  }

  @Test
  void makesNoBucketThatIsThere() {
    TestedBinding binding = servers.binding(bucket, "");
    binding.store().create(bucket, false, Set.of());

    Finding bound = binding.look().bound();

    assertThat(bound.reason()).isEqualTo("BucketExists");
    assertThat(bound.message()).contains("spec.tigris.management");
    assertThat(servers.shadow(bucket).isEmpty()).isTrue();
    binding.change("management: Adopt");
    binding.untilSettled();
  }

  @Test
  void adoptsNoBucketThatIsNotThere() {
    assertThat(servers.binding(bucket, "management: Adopt").look().bound().reason())
        .isEqualTo("BucketNotFound");
    assertThat(servers.tigris().bucket(bucket)).isEmpty();
  }

  @Test
  void takesNoBucketOfSomebodyElse() {
    servers.tigris().foreign(bucket);

    Finding bound = servers.binding(bucket, "").look().bound();

    assertThat(bound.reason()).isEqualTo("CredentialsRefused");
    assertThat(bound.message()).contains("another account's");
  }

  @Test
  void takesNoBucketThatFallsThroughToSomewhereElse() {
    TestedBinding binding = servers.binding(bucket, "management: Adopt");
    binding.bindElsewhere();

    Finding bound = binding.look().bound();

    assertThat(bound.reason()).isEqualTo("BoundElsewhere");
    assertThat(bound.message()).contains("other", servers.tigris().endpoint().toString());
    assertThat(binding.undo()).isEmpty();
    assertThat(servers.shadow(bucket).path("name").asText()).isEqualTo("other");
  }

  @Test
  void takesNoBucketThatAnotherResourceHas() {
    TestedBinding binding = servers.binding(bucket, "");
    binding.rivalledBy("avatars/first");
    servers.tigris().forgetRequests();

    Finding bound = binding.look().bound();

    assertThat(bound.reason()).isEqualTo("BucketClaimed");
    assertThat(bound.message()).contains("avatars/first");
    assertThat(servers.tigris().requests()).isEmpty();
  }

  @Test
  void takesNoBucketThatSomebodyBindsElsewhereBeforeTheOriginServes() {
    TestedBinding binding = servers.binding(bucket, "management: Adopt");
    binding.store().create(bucket, false, Set.of());
    binding.seeOrigin(new OriginFacts(false, false, Optional.empty()));
    binding.until(report -> report.bound().reason().equals("OriginNotReady"));

    binding.bindElsewhere();
    binding.seeOrigin(new OriginFacts(true, true, Optional.of("v1")));

    assertThat(binding.look().bound().reason()).isEqualTo("BoundElsewhere");
  }

  /** Settings that need no origin are written once, however long it takes to come. */
  @Test
  void writesSettingsOnceWhileReadsAreStaleAndTheOriginIsLoading() {
    TestedBinding binding = servers.binding(bucket, "management: Adopt\ncacheControl: max-age=60");
    binding.store().create(bucket, false, Set.of());
    servers.tigris().settings(Map.of("stale", 3600));
    servers.tigris().forgetRequests();
    binding.seeOrigin(new OriginFacts(false, false, Optional.empty()));

    binding.look();
    for (int looks = 0; looks < 4; looks++) {
      binding.pass(Duration.ofSeconds(4));
      binding.look();
    }

    assertThat(servers.tigris().requests())
        .filteredOn(it -> it.method().equals("PATCH"))
        .hasSize(1);
    servers.tigris().settings(Map.of("stale", 0));
    binding.seeOrigin(new OriginFacts(true, true, Optional.of("v1")));
    assertThat(binding.untilSettled().bound().isYes()).isTrue();
  }

  @Test
  void staysBoundForAMomentWithoutAStore() {
    TestedBinding binding = servers.binding(bucket, "");
    binding.untilSettled();
    servers.tigris().fault(TigrisFault.answer(500, ""));

    binding.pass(Pace.USUAL.look());
    assertThat(binding.look().bound().verdict()).isEqualTo(Finding.Verdict.NOT_YET);
    Finding later = binding.until(report -> report.bound().verdict() == Finding.Verdict.NO).bound();
    assertThat(later.reason()).isEqualTo("StoreUnavailable");
  }

  @Test
  void asksForKeysWithAnOddPrefix() {
    TestedBinding binding = servers.binding(bucket, "visibility: Public");
    binding.prefixWith("my faces/");

    assertThat(binding.until(report -> report.verified().isPresent()).verified()).isPresent();
  }

  @Test
  void bindsWhenTheOriginServes() {
    TestedBinding binding = servers.binding(bucket, "cacheControl: max-age=60");
    binding.seeOrigin(new OriginFacts(false, false, Optional.empty()));

    binding.until(report -> report.bound().reason().equals("OriginNotReady"));

    assertThat(servers.shadow(bucket).isEmpty()).isTrue();
    assertThat(binding.store().bucket(bucket).orElseThrow().cacheControl()).isEqualTo("max-age=60");
    binding.seeOrigin(new OriginFacts(true, true, Optional.of("v1")));
    binding.untilSettled();
    assertThat(servers.shadow(bucket).path("name").asText()).isEqualTo("127");
  }

  @Test
  void bindsToNothingThatDoesNotAnswerAsAnOriginDoes() {
    TestedBinding nobody = new TestedBinding(servers.tigris(), bucket, 1, "");

    Finding bound =
        nobody.until(report -> report.bound().reason().equals("OriginUnreachable")).bound();

    assertThat(bound.verdict()).isEqualTo(Finding.Verdict.NOT_YET);
    assertThat(bound.message()).contains("http://127.0.0.1:1", "spec.tigris.reach");
    assertThat(servers.shadow(bucket).isEmpty()).isTrue();
  }

  @Test
  void showsNoSecretThatAStoreRepeats() {
    servers
        .tigris()
        .fault(
            TigrisFault.answer(
                    400,
                    Map.of("Message", "secret " + TestedBinding.KEY.secretAccessKey() + " is odd"))
                .onMethod("PATCH"));
    TestedBinding binding = servers.binding(bucket, "");

    Finding bound =
        binding.until(report -> report.bound().reason().equals("StoreRejected")).bound();

    assertThat(bound.message()).contains("secret *** is odd");
  }

  @Test
  void tellsOfAnotherPictureThanTheOrigins() {
    TestedBinding binding = servers.binding(bucket, "management: Adopt");
    binding.store().create(bucket, false, Set.of());
    binding.until(report -> report.bound().isYes());
    String subject = "v2 of a test";
    binding.seeOrigin(new OriginFacts(true, true, Optional.of(subject)));
    servers.put(bucket, binding.probeKey(subject));

    Finding verified = binding.look().verified().orElseThrow();

    assertThat(verified.reason()).isEqualTo("OtherPicture");
    assertThat(verified.verdict()).isEqualTo(Finding.Verdict.NO);
    binding.untilSettled();
  }
}
