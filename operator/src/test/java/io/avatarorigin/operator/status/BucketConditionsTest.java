package io.avatarorigin.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.avatarorigin.operator.api.AvatarOrigin;
import io.avatarorigin.operator.api.AvatarOriginStatus;
import io.avatarorigin.operator.api.AvatarOriginStatus.Phase;
import io.avatarorigin.operator.api.BucketStatus;
import io.avatarorigin.operator.api.StoreSettings;
import io.avatarorigin.operator.api.TigrisSpec;
import io.avatarorigin.operator.binding.BindingReport;
import io.avatarorigin.operator.binding.Finding;
import io.avatarorigin.operator.binding.Finding.Verdict;
import io.avatarorigin.operator.objects.Samples;
import io.avatarorigin.operator.status.Observation.Count;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a status says of a bucket in front, or of a store that somebody sets up by hand. */
class BucketConditionsTest {
  private static final Finding WELL = new Finding(Verdict.YES, "Bound", "it falls through");
  private static final Finding ILL = new Finding(Verdict.NO, "StoreUnavailable", "no answer");
  private static final Finding OPEN = new Finding(Verdict.NOT_YET, "Settling", "written");
  private static final BucketStatus BUCKET =
      new BucketStatus(
          "azurda",
          null,
          null,
          "tigris",
          TigrisSpec.DeletionPolicy.KeepBucket,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null);

  private final StatusFactory factory =
      new StatusFactory(() -> Instant.parse("2026-01-01T00:00:00Z"));
  private final AvatarOrigin resource =
      resource(
          "origin: {s3Host: fallthrough.azurda.example}\n"
              + "  tigris: {bucket: azurda, credentialsSecretRef: {name: tigris}}");

  @Test
  void isReadyWithABucketThatFallsThrough() {
    AvatarOriginStatus status = of(WELL, Optional.of(WELL), Optional.of(WELL));

    assertThat(status.phase()).isEqualTo(Phase.Ready);
    assertThat(status.bucket()).isEqualTo(BUCKET);
    assertThat(status.storeSettings()).isNull();
    assertThat(status.conditions())
        .filteredOn(it -> it.getStatus().equals("True"))
        .extracting(Condition::getType)
        .contains("BucketBound", "BucketKeyIssued", "FallThroughVerified", "Ready");
  }

  @Test
  void isDegradedWithABucketThatDoesNot() {
    AvatarOriginStatus status = of(ILL, Optional.empty(), Optional.empty());

    assertThat(status.phase()).isEqualTo(Phase.Degraded);
    assertThat(condition(status, "Ready").getStatus()).isEqualTo("False");
    assertThat(condition(status, "Ready").getReason()).isEqualTo("StoreUnavailable");
  }

  @Test
  void isNotReadyWhileTheBucketIsBeingBound() {
    AvatarOriginStatus status = of(OPEN, Optional.empty(), Optional.empty());

    assertThat(condition(status, "BucketBound").getStatus()).isEqualTo("Unknown");
    assertThat(condition(status, "Ready").getStatus()).isEqualTo("False");
  }

  @Test
  void isReadyBeforeAnybodyHasLookedThroughTheBucketButNotAfterASightOfTheWrong() {
    AvatarOriginStatus open = of(WELL, Optional.empty(), Optional.of(OPEN));
    AvatarOriginStatus wrong = of(WELL, Optional.empty(), Optional.of(ILL));

    assertThat(condition(open, "Ready").getStatus()).isEqualTo("True");
    assertThat(condition(open, "FallThroughVerified").getStatus()).isEqualTo("Unknown");
    assertThat(condition(wrong, "Ready").getStatus()).isEqualTo("False");
  }

  @Test
  void saysWhatHoldsAResourceBackAndHowToLetItGo() {
    resource.setStatus(of(WELL, Optional.empty(), Optional.empty()));

    AvatarOriginStatus leaving = factory.leaving(resource, ILL);

    assertThat(leaving.phase()).isEqualTo(Phase.Deleting);
    assertThat(leaving.bucket()).isEqualTo(BUCKET);
    assertThat(condition(leaving, "BucketBound").getStatus()).isEqualTo("Unknown");
    assertThat(condition(leaving, "Ready").getMessage())
        .contains("no answer", "avatarorigin.io/force-release=true");
  }

  @ParameterizedTest
  @CsvSource({
    "'model: {bundled: {}}', http://plain-s3.avatars.svc, avatars",
    "'origin: {s3Host: fallthrough.azurda.example}', https://azurda.example, fallthrough",
    "'origin: {s3Host: s3.azurda.example, bucket: pictures}', https://s3.azurda.example, pictures",
    "'origin: {s3Host: a.azurda.example, expose: {ingress: {}}}', http://azurda.example, a"
  })
  void tellsWhatToEnterAtAnotherStore(String spec, String endpoint, String bucket) {
    AvatarOrigin other = resource(spec + "\n  worker: {replicas: 1}");

    assertThat(
            factory.of(other, Samples.blueprint(other), seen(), Optional.empty()).storeSettings())
        .isEqualTo(new StoreSettings(endpoint, bucket, "us-east-1", "plain-s3", 20));
  }

  private AvatarOriginStatus of(Finding bound, Optional<Finding> key, Optional<Finding> verified) {
    return factory.of(
        resource,
        Samples.blueprint(resource),
        seen(),
        Optional.of(new BindingReport(BUCKET, bound, key, verified, Duration.ofMinutes(5))));
  }

  private static Observation seen() {
    Count one = new Count(1, 1);
    return new Observation(
        one, true, one, List.of(), Optional.of(new OriginReport(Optional.of("v1"), 0, List.of())));
  }

  private static Condition condition(AvatarOriginStatus status, String type) {
    return status.conditions().stream()
        .filter(it -> it.getType().equals(type))
        .findFirst()
        .orElseThrow();
  }

  /** With a model, unless that is all that it is given. */
  private static AvatarOrigin resource(String spec) {
    return Serialization.unmarshal(
        """
        apiVersion: avatarorigin.io/v1alpha1
        kind: AvatarOrigin
        metadata: {name: plain, namespace: avatars, generation: 1}
        spec:
          %s
          %s
        """
            .formatted(spec.contains("model:") ? "" : "model: {bundled: {}}", spec),
        AvatarOrigin.class);
  }
}
