package io.avatarorigin.operator.reconcile;

import io.avatarorigin.operator.api.AvatarOrigin;
import io.avatarorigin.operator.api.ConfigMapKeyRef;
import io.avatarorigin.operator.blueprint.Labels;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What is watched, each kind once. */
final class Sources {
  private final EventSourceContext<AvatarOrigin> context;

  Sources(EventSourceContext<AvatarOrigin> context) {
    this.context = context;
  }

  /** What this operator has made, or what was made of that. */
  <R extends HasMetadata> InformerEventSource<R, AvatarOrigin> ours(Class<R> type) {
    return new InformerEventSource<>(
        InformerEventSourceConfiguration.from(type, AvatarOrigin.class)
            .withName(type.getSimpleName())
            .withLabelSelector(DerivedResource.OURS)
            .withSecondaryToPrimaryMapper(Sources::owner)
            .withNamespacesInheritedFromController()
            .build(),
        context);
  }

  /** Ours, and those that users' vocabularies are in. */
  InformerEventSource<ConfigMap, AvatarOrigin> configMaps() {
    return new InformerEventSource<>(
        InformerEventSourceConfiguration.from(ConfigMap.class, AvatarOrigin.class)
            .withName(ConfigMap.class.getSimpleName())
            .withSecondaryToPrimaryMapper(this::ownerOrReaders)
            .withNamespacesInheritedFromController()
            .build(),
        context);
  }

  private static Set<ResourceID> owner(HasMetadata object) {
    return Labels.instance(object.getMetadata().getLabels())
        .map(name -> Set.of(new ResourceID(name, object.getMetadata().getNamespace())))
        .orElse(Set.of());
  }

  private Set<ResourceID> ownerOrReaders(ConfigMap map) {
    Map<String, String> labels = map.getMetadata().getLabels();
    if (labels != null && Labels.OPERATOR.equals(labels.get(Labels.MANAGED_BY))) {
      return owner(map);
    }
    return context
        .getPrimaryCache()
        .list(map.getMetadata().getNamespace(), resource -> reads(resource, map))
        .map(ResourceID::fromResource)
        .collect(Collectors.toSet());
  }

  private static boolean reads(AvatarOrigin resource, ConfigMap map) {
    if (resource.getSpec() == null || resource.getSpec().vocabulary() == null) {
      return false;
    }
    ConfigMapKeyRef ref = resource.getSpec().vocabulary().configMapRef();
    return ref != null && ref.name().equals(map.getMetadata().getName());
  }
}
