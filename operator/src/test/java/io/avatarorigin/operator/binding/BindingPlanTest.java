package io.avatarorigin.operator.binding;

import static org.assertj.core.api.Assertions.assertThat;

import io.avatarorigin.operator.api.AvatarOrigin;
import io.avatarorigin.operator.api.BucketStatus;
import io.avatarorigin.operator.binding.BindingPlan.Step;
import io.avatarorigin.operator.binding.store.BucketChange;
import io.avatarorigin.operator.binding.store.BucketState;
import io.avatarorigin.operator.binding.store.Shadow;
import io.avatarorigin.operator.blueprint.Blueprint;
import io.avatarorigin.operator.blueprint.KeyPairs;
import io.avatarorigin.operator.objects.Samples;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BindingPlanTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration SETTLE = Duration.ofSeconds(20);
  private static final Shadow OURS =
      new Shadow("https://azurda.example", "fallthrough", "us-east-1", "AOSTORE", false);
  private static final Shadow THEIRS =
      new Shadow("https://elsewhere.example", "other", "auto", "THEIRS", false);

  @Test
  void splitsTheHostAtItsFirstDot() {
    assertThat(wish("").shadow()).isEqualTo(OURS);
    assertThat(wish("reach: {scheme: Http, port: 9000}").shadow().endpoint())
        .isEqualTo("http://azurda.example:9000");
    assertThat(wish("").shadow().url()).isEqualTo("https://fallthrough.azurda.example");
  }

  @Test
  void announcesBeforeItMakesABucket() {
    assertThat(next(wish(""), fresh(wish("")), Optional.empty())).isEqualTo(new Step.Announce());
    assertThat(next(wish(""), announced(wish("")), Optional.empty())).isEqualTo(new Step.Create());
  }

  @Test
  void announcesBeforeItBindsOneThatIsThere() {
    Wish wish = wish("management: Adopt");

    assertThat(next(wish, fresh(wish), seen(Optional.empty()))).isEqualTo(new Step.Announce());
    assertThat(next(wish, announced(wish), seen(Optional.empty()))).isInstanceOf(Step.Change.class);
  }

  @Test
  void refusesWhatIsNotItsOwn() {
    Wish adopting = wish("management: Adopt");

    assertThat(reason(next(wish(""), fresh(wish("")), seen(Optional.empty()))))
        .isEqualTo("BucketExists");
    assertThat(reason(next(adopting, fresh(adopting), Optional.empty())))
        .isEqualTo("BucketNotFound");
    assertThat(reason(next(adopting, fresh(adopting), seen(Optional.of(THEIRS)))))
        .isEqualTo("BoundElsewhere");
  }

  @Test
  void isDoneWhereAllIsAsItShallBe() {
    Wish wish = wish("");

    assertThat(next(wish, applied(wish, NOW, true), seen(Optional.of(OURS))))
        .isEqualTo(new Step.Done());
  }

  @Test
  void waitsUntilReadsAreFreshAndThenWritesAgain() {
    Wish wish = wish("");
    BucketStatus known = applied(wish, NOW, false);

    assertThat(next(wish, known, seen(Optional.empty()), NOW.plusSeconds(19)))
        .isInstanceOf(Step.Settle.class);
    assertThat(next(wish, known, seen(Optional.empty()), NOW.plusSeconds(20)))
        .isInstanceOfSatisfying(Step.Change.class, it -> assertThat(it.isMending()).isFalse());
  }

  @Test
  void mendsWhatWasAsItShallBe() {
    Wish wish = wish("");

    assertThat(next(wish, applied(wish, NOW, true), seen(Optional.of(THEIRS)), NOW.plusSeconds(99)))
        .isInstanceOfSatisfying(
            Step.Change.class,
            it -> {
              assertThat(it.isMending()).isTrue();
              assertThat(it.change().shadow().orElseThrow().place()).isEqualTo(OURS);
            });
  }

  @Test
  void writesAChangedSecretAlthoughNobodyTellsTheOldOne() {
    Wish before = wish("");
    Wish wish =
        new Wish(
            before.spec(),
            new KeyPairs.Pair("AOSTORE", "other", NOW),
            before.host(),
            before.checkedAt(),
            "");

    assertThat(next(wish, applied(before, NOW, true), seen(Optional.of(OURS))))
        .isInstanceOf(Step.Change.class);
  }

  @Test
  void writesOnlyWhatDiffers() {
    Wish wish =
        wish(
            """
            visibility: Public
            cacheControl: max-age=60
            regions: [iad, fra]
            headers: {x-frame-options: DENY, X-Own: a}\
            """);
    BucketState state =
        new BucketState(
            Optional.of(false),
            "max-age=60",
            Set.of("fra", "iad"),
            Map.of("X-Frame-Options", "DENY", "X-Theirs", "b"),
            Optional.of(OURS));

    Step step = next(wish, applied(wish, NOW, true), Optional.of(state), NOW.plusSeconds(99));

    assertThat(step)
        .isInstanceOfSatisfying(
            Step.Change.class,
            it -> {
              BucketChange change = it.change();
              assertThat(change.names()).isEqualTo(List.of("visibility", "headers"));
              assertThat(change.headers().orElseThrow())
                  .containsOnlyKeys("X-Frame-Options", "X-Own", "X-Theirs");
            });
  }

  private static Step next(Wish wish, BucketStatus known, Optional<BucketState> seen) {
    return next(wish, known, seen, NOW);
  }

  private static Step next(Wish wish, BucketStatus known, Optional<BucketState> seen, Instant now) {
    return BindingPlan.next(wish, known, seen, now, SETTLE);
  }

  private static String reason(Step step) {
    return step instanceof Step.Refuse(String reason, String message) && !message.isBlank()
        ? reason
        : step.toString();
  }

  private static Optional<BucketState> seen(Optional<Shadow> shadow) {
    return Optional.of(new BucketState(Optional.of(false), "", Set.of(), Map.of(), shadow));
  }

  private static BucketStatus fresh(Wish wish) {
    return Ledger.open(wish, Optional.empty(), Optional.empty()).status();
  }

  private static BucketStatus announced(Wish wish) {
    Ledger ledger = Ledger.open(wish, Optional.empty(), Optional.empty());
    ledger.announce(wish, Optional.empty());
    return ledger.status();
  }

  private static BucketStatus applied(Wish wish, Instant time, boolean isConfirmed) {
    Ledger ledger = Ledger.open(wish, Optional.empty(), Optional.of(announced(wish)));
    ledger.apply(wish, true, time);
    if (isConfirmed) {
      ledger.confirm();
    }
    return ledger.status();
  }

  /** By more lines of {@code spec.tigris}. */
  private static Wish wish(String spec) {
    AvatarOrigin resource =
        Serialization.unmarshal(
            """
            apiVersion: avatarorigin.io/v1alpha1
            kind: AvatarOrigin
            metadata: {name: plain, namespace: avatars}
            spec:
              model: {bundled: {}}
              origin: {s3Host: fallthrough.azurda.example}
              tigris:
                bucket: azurda
                credentialsSecretRef: {name: tigris}
            %s
            """
                .formatted(spec.indent(4)),
            AvatarOrigin.class);
    Blueprint blueprint = Samples.blueprint(resource);
    return Wish.of(blueprint, blueprint.keys().bucket().orElseThrow().newest());
  }
}
