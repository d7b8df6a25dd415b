package io.avatarorigin.operator.binding;

import static org.assertj.core.api.Assertions.assertThat;

import io.avatarorigin.operator.api.TigrisSpec;
import io.avatarorigin.operator.blueprint.KeyPairs;
import io.avatarorigin.testbed.Patience;
import io.avatarorigin.testbed.TigrisFault;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How keys are changed, that of the store and that of applications. */
class BucketKeysIT {
  private static final KeyPairs.Pair NEXT_KEY =
      new KeyPairs.Pair("AONEXT", "another-secret-of-a-test", TestedBinding.KEY.made());
  private static final Duration SOON = Duration.ofSeconds(20);

  @RegisterExtension static final StoreAndOrigin servers = new StoreAndOrigin();

  private String bucket;

  @BeforeEach
  void choose() {
    bucket = servers.freshBucket();
  }

  @Test
  void changesTheKeyWhenTheOriginKnowsTheNewOne() {
    TestedBinding binding = servers.binding(bucket, "visibility: Public");
    binding.untilSettled();

    binding.useKeys(new KeyPairs(NEXT_KEY, Optional.of(TestedBinding.KEY)));
    binding.look();
    assertThat(servers.shadow(bucket).path("access_key").asText()).isEqualTo("AOFIRST");

    servers.origin().accept(TestedBinding.KEY, NEXT_KEY);
    try {
      Patience.until(
          "the new key is bound",
          SOON,
          () -> {
            binding.pass(Pace.USUAL.look());
            binding.look();
            return servers.shadow(bucket).path("access_key").asText().equals("AONEXT");
          });
      assertThat(binding.untilSettled().bucket().accessKeyId()).isEqualTo("AONEXT");
    } finally {
      servers.origin().accept(TestedBinding.KEY);
    }
  }

  @Test
  void changesTheKeyOfApplicationsWithTwoValidForAWhile() {
    TestedBinding binding = servers.binding(bucket, "accessKey: {}\nkeyRotation: {every: 90d}");
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
  void issuesAnotherKeyWhereSomebodyHasRevokedIt() {
    TestedBinding binding = servers.binding(bucket, "accessKey: {}");
    binding.untilSettled();
    String first = binding.safe().kept().orElseThrow().id();
    binding.store().accessKeys().revoke(first);

    binding.pass(Pace.USUAL.look());
    binding.untilSettled();

    assertThat(binding.issuedKeys())
        .hasSize(1)
        .containsExactly(binding.safe().kept().orElseThrow().id())
        .doesNotContain(first);
  }

  @Test
  void revokesAKeyThatCannotBeKept() {
    TestedBinding binding = servers.binding(bucket, "accessKey: {}");
    binding.safe().refuse(true);

    BindingReport report =
        binding.until(
            it -> it.key().filter(key -> key.reason().equals("SecretNotWritten")).isPresent());

    assertThat(report.bound().isYes()).isTrue();
    assertThat(binding.issuedKeys()).isEmpty();
    binding.safe().refuse(false);
    binding.untilSettled();
  }

  @Test
  void isBoundWithoutTheKeyOfApplicationsWhereThatCannotBeIssued() {
    servers.tigris().fault(TigrisFault.answer(403, Map.of("Message", "no")).onKind("iam"));
    TestedBinding binding = servers.binding(bucket, "accessKey: {}");

    BindingReport report =
        binding.until(
            it -> it.key().filter(key -> key.reason().equals("CredentialsRefused")).isPresent());

    assertThat(report.bound().isYes()).isTrue();
    servers.tigris().withoutFaults();
    binding.untilSettled();
  }
}
