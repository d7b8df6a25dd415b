package io.avatarorigin.operator.binding;

import static org.assertj.core.api.Assertions.assertThat;

import io.avatarorigin.operator.api.AvatarOrigin;
import io.avatarorigin.operator.blueprint.KeyPairs;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeyChangeTest {
  private static final Instant MADE = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant DUE = MADE.plus(Duration.ofDays(90));
  private static final KeyPairs.Pair FIRST = new KeyPairs.Pair("FIRST", "secret", MADE);
  private static final KeyPairs.Pair SECOND = new KeyPairs.Pair("SECOND", "secret", DUE);
  private static final KeyPairs ONE = new KeyPairs(FIRST, Optional.empty());
  private static final KeyPairs BOTH = new KeyPairs(SECOND, Optional.of(FIRST));

  @Test
  void putsANewKeyBesideOneThatIsOldEnough() {
    assertThat(next(ONE, bound("FIRST", true), DUE)).isEqualTo(BOTH);
    assertThat(next(ONE, bound("FIRST", true), DUE.minusSeconds(1))).isEqualTo(ONE);
  }

  @Test
  void changesNoKeyThatIsNotInUseYet() {
    assertThat(next(ONE, "", DUE)).isEqualTo(ONE);
    assertThat(next(ONE, bound("FIRST", false), DUE)).isEqualTo(ONE);
  }

  @Test
  void takesTheOldKeyOutWhenTheNewOneHasBeenInUseForAWhile() {
    Instant applied = Instant.parse("2026-04-01T00:00:00Z");

    assertThat(next(BOTH, bound("SECOND", true), applied.plus(KeyChange.OVERLAP)))
        .isEqualTo(new KeyPairs(SECOND, Optional.empty()));
    assertThat(next(BOTH, bound("SECOND", true), applied.plusSeconds(1))).isEqualTo(BOTH);
    assertThat(next(BOTH, bound("FIRST", true), applied.plus(Duration.ofDays(1)))).isEqualTo(BOTH);
  }

  private static String bound(String key, boolean isConfirmed) {
    return """
    status:
      bucket: {name: azurda, credentialsSecretName: tigris, deletionPolicy: KeepBucket,
        accessKeyId: %s, confirmed: %s, appliedTime: "2026-04-01T00:00:00Z"}
    """
        .formatted(key, isConfirmed);
  }

  private static KeyPairs next(KeyPairs pairs, String status, Instant now) {
    AvatarOrigin resource =
        Serialization.unmarshal(
            """
            apiVersion: avatarorigin.io/v1alpha1
            kind: AvatarOrigin
            metadata: {name: plain, namespace: avatars}
            spec:
              model: {bundled: {}}
              origin: {s3Host: fallthrough.azurda.example}
              tigris: {bucket: azurda, credentialsSecretRef: {name: tigris}, keyRotation: {every: 90d}}
            """
                + status,
            AvatarOrigin.class);
    return KeyChange.of(resource).next(pairs, now, () -> SECOND);
  }
}
