package io.avatarorigin.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.avatarorigin.operator.api.AvatarOrigin;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RivalsTest {
  private static final String AT_IT =
      "status: {bucket: {name: azurda, credentialsSecretName: tigris, deletionPolicy: KeepBucket, made: Announced}}";

  private final AvatarOrigin older = named("older", "2026-01-01T00:00:00Z", "azurda", "");
  private final AvatarOrigin newer = named("newer", "2026-01-02T00:00:00Z", "azurda", "");
  private final AvatarOrigin other = named("other", "2025-01-01T00:00:00Z", "another", "");

  private final AvatarOrigin plain =
      Serialization.unmarshal(
          """
          metadata: {name: plain, namespace: avatars, uid: plain}
          spec: {model: {bundled: {}}}
          """,
          AvatarOrigin.class);

  @Test
  void theOldestHasTheBucket() {
    assertThat(rival(newer)).contains("avatars/older");
    assertThat(rival(older)).isEmpty();
    assertThat(rival(other)).isEmpty();
    assertThat(rival(plain)).isEmpty();
  }

  @Test
  void whoHasBegunHasTheBucket() {
    AvatarOrigin begun = named("newer", "2026-01-02T00:00:00Z", "azurda", AT_IT);

    assertThat(rival(older, begun)).contains("avatars/newer");
    assertThat(rival(begun, begun)).isEmpty();
  }

  private Optional<String> rival(AvatarOrigin resource) {
    return rival(resource, newer);
  }

  /** Among all that a cache finds by the keys of the resource. */
  private Optional<String> rival(AvatarOrigin resource, AvatarOrigin second) {
    List<AvatarOrigin> found =
        Stream.of(older, second, other, plain)
            .filter(it -> Rivals.keys(it).stream().anyMatch(Rivals.keys(resource)::contains))
            .toList();
    return Rivals.of(resource, found);
  }

  private static AvatarOrigin named(String name, String created, String bucket, String status) {
    return Serialization.unmarshal(
        """
        metadata: {name: %1$s, namespace: avatars, uid: %1$s, creationTimestamp: "%2$s"}
        spec:
          model: {bundled: {}}
          tigris: {bucket: %3$s, credentialsSecretRef: {name: tigris}}
        %4$s
        """
            .formatted(name, created, bucket, status),
        AvatarOrigin.class);
  }
}
