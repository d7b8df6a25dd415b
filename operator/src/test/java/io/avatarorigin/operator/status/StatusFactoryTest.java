package io.avatarorigin.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.avatarorigin.operator.api.AvatarOrigin;
import io.avatarorigin.operator.api.AvatarOriginStatus;
import io.avatarorigin.operator.api.AvatarOriginStatus.Phase;
import io.avatarorigin.operator.objects.Samples;
import io.avatarorigin.operator.status.Observation.Count;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StatusFactoryTest {
  private static final Count ONE = new Count(1, 1);
  private static final Count NONE_YET = new Count(1, 0);
  private static final Count ZERO = new Count(0, 0);

  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final StatusFactory factory = new StatusFactory(() -> now);
  private final AvatarOrigin resource = resource("model: {bundled: {}}");

  @Test
  void isReadyWithWorkers() {
    AvatarOriginStatus status = of(resource, ONE, ONE, told("v1"));

    assertThat(status.phase()).isEqualTo(Phase.Ready);
    assertThat(status.contentVersion()).isEqualTo("v1");
    assertThat(status.workers().summary()).isEqualTo("1/1");
    assertThat(status.originUrl()).isEqualTo("http://plain-s3.avatars.svc");
    assertThat(condition(status, "Ready").getStatus()).isEqualTo("True");
  }

  @Test
  void isIdleWithoutWorkersAndReadyAllTheSame() {
    AvatarOriginStatus status = of(resource, ONE, ZERO, told("v1"));

    assertThat(status.phase()).isEqualTo(Phase.Idle);
    assertThat(condition(status, "WorkersReady").getReason()).isEqualTo("ScaledToZero");
    assertThat(condition(status, "Ready").getStatus()).isEqualTo("True");
  }

  @Test
  void tellsWhatAColdStartWaitsFor() {
    PodTrouble noNode =
        new PodTrouble("worker", "plain-worker-a", "WaitingForNode", "0/3 nodes are available");
    AvatarOriginStatus waiting =
        factory.of(
            resource,
            Samples.blueprint(resource),
            new Observation(ONE, true, NONE_YET, List.of(noNode), told("v1")),
            Optional.empty());

    assertThat(waiting.phase()).isEqualTo(Phase.Provisioning);
    assertThat(waiting.modelLoad())
        .isEqualTo(new AvatarOriginStatus.Loading("WaitingForNode", null));
    assertThat(condition(waiting, "Ready").getMessage()).contains("0/3 nodes are available");

    AvatarOriginStatus fetching =
        of(resource, NONE_YET, NONE_YET, loading("loading: fetching 42 %"));

    assertThat(fetching.modelLoad()).isEqualTo(new AvatarOriginStatus.Loading("Fetching", 42));
    assertThat(condition(fetching, "ModelReady").getMessage())
        .isEqualTo("a worker is fetching: 42 %");
  }

  @Test
  void isDegradedWhereAPodFails() {
    PodTrouble broken =
        new PodTrouble("worker", "plain-worker-a", "ImagePullBackOff", "no such image");
    AvatarOriginStatus status =
        factory.of(
            resource,
            Samples.blueprint(resource),
            new Observation(ONE, true, NONE_YET, List.of(broken), told("v1")),
            Optional.empty());

    assertThat(status.phase()).isEqualTo(Phase.Degraded);
    assertThat(condition(status, "WorkersReady").getReason()).isEqualTo("ImagePullBackOff");
    assertThat(condition(status, "Ready").getMessage()).contains("plain-worker-a", "no such image");
  }

  @Test
  void saysThatItIsSuspended() {
    AvatarOrigin suspended = resource("model: {bundled: {}}\n  suspend: true");

    AvatarOriginStatus status = of(suspended, ONE, ZERO, told("v1"));

    assertThat(status.phase()).isEqualTo(Phase.Suspended);
    assertThat(condition(status, "WorkersReady").getMessage()).contains("spec.suspend");
  }

  @Test
  void hasNoWorkersWithAnExternalModel() {
    AvatarOrigin external =
        resource("model: {external: {url: \"http://studio:7860\", api: Automatic1111}}");

    AvatarOriginStatus status = of(external, ONE, ZERO, told("v1"));

    assertThat(status.phase()).isEqualTo(Phase.Ready);
    assertThat(status.workers()).isNull();
    assertThat(status.model()).isEqualTo("http://studio:7860");
    assertThat(status.conditions()).extracting(Condition::getType).doesNotContain("WorkersReady");
  }

  @Test
  void keepsTheVersionThatItKnewWhileNobodyTells() {
    resource.setStatus(of(resource, ONE, ONE, told("v1")));

    assertThat(of(resource, NONE_YET, ONE, Optional.empty()).contentVersion()).isEqualTo("v1");
  }

  @Test
  void keepsTheTimeOfWhatHasNotChanged() {
    resource.setStatus(of(resource, ONE, ONE, told("v1")));
    now = now.plusSeconds(60);

    AvatarOriginStatus later = of(resource, ONE, NONE_YET, told("v1"));

    assertThat(condition(later, "OriginReady").getLastTransitionTime())
        .isEqualTo("2026-01-01T00:00:00Z");
    assertThat(condition(later, "WorkersReady").getLastTransitionTime())
        .isEqualTo("2026-01-01T00:01:00Z");
  }

  @Test
  void isTheSameWhenNothingHasChanged() {
    resource.setStatus(of(resource, ONE, ONE, told("v1")));
    now = now.plusSeconds(60);

    assertThat(of(resource, ONE, ONE, told("v1"))).isEqualTo(resource.getStatus());
  }

  private AvatarOriginStatus of(
      AvatarOrigin resource, Count origins, Count workers, Optional<OriginReport> report) {
    return factory.of(
        resource,
        Samples.blueprint(resource),
        new Observation(origins, true, workers, List.of(), report),
        Optional.empty());
  }

  private static Optional<OriginReport> told(String version) {
    return Optional.of(new OriginReport(Optional.of(version), 0, List.of()));
  }

  private static Optional<OriginReport> loading(String detail) {
    return Optional.of(
        new OriginReport(
            Optional.empty(), 1, List.of(new OriginReport.Engine("w:7860", "waiting", detail))));
  }

  private static Condition condition(AvatarOriginStatus status, String type) {
    return status.conditions().stream()
        .filter(it -> it.getType().equals(type))
        .findFirst()
        .orElseThrow();
  }

  private static AvatarOrigin resource(String spec) {
    AvatarOrigin resource =
        Serialization.unmarshal(
            """
            apiVersion: avatarorigin.io/v1alpha1
            kind: AvatarOrigin
            metadata: {name: plain, namespace: avatars, generation: 1}
            spec:
              %s
            """
                .formatted(spec),
            AvatarOrigin.class);
    return resource;
  }
}
