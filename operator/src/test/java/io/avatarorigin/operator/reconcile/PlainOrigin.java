package io.avatarorigin.operator.reconcile;

import io.avatarorigin.operator.api.AvatarOrigin;
import io.avatarorigin.operator.api.AvatarOriginStatus.Phase;
import io.avatarorigin.testbed.Patience;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.function.Predicate;

/** The AvatarOrigin called plain of a namespace, as its user sees it. */
record PlainOrigin(KubernetesClient client, String namespace) {
  private static final Duration SOON = Duration.ofSeconds(90);

  /**
   * Applies it.
   *
   * @param spec in YAML; lines after the first are indented by two blanks
   */
  void apply(String spec) {
    client.resource(parse(namespace, spec)).forceConflicts().serverSideApply();
  }

  /** As its user writes it. */
  static AvatarOrigin parse(String namespace, String spec) {
    return Serialization.unmarshal(
        """
        apiVersion: avatarorigin.io/v1alpha1
        kind: AvatarOrigin
        metadata: {name: plain, namespace: %s}
        spec:
          %s
        """
            .formatted(namespace, spec),
        AvatarOrigin.class);
  }

  Resource<AvatarOrigin> resource() {
    return client.resources(AvatarOrigin.class).inNamespace(namespace).withName("plain");
  }

  /** Whether the operator has seen all of it and tells of such a phase. */
  boolean is(Predicate<Phase> wanted) {
    AvatarOrigin now = resource().get();
    return now.getStatus() != null
        && now.getMetadata().getGeneration().equals(now.getStatus().observedGeneration())
        && wanted.test(now.getStatus().phase());
  }

  void awaitPhase(Predicate<Phase> wanted) {
    Patience.until("the phase", SOON, () -> is(wanted));
  }
}
