package io.avatarorigin.operator.config;

import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.Toleration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The configuration as it stands in the file; what is absent is null. */
record ConfigFile(
    @Nullable Images images,
    @Nullable List<String> imagePullSecrets,
    @Nullable List<String> watchNamespaces,
    @Nullable ResourceRequirements originResources,
    @Nullable Map<String, Profile> profiles,
    @Nullable List<String> monitoringNamespaces,
    @Nullable String kedaNamespace,
    @Nullable String operatorNamespace,
    @Nullable Tigris tigris) {

  record Images(@Nullable String origin, @Nullable String worker) {}

  record Tigris(
      @Nullable String endpoint, @Nullable String iamEndpoint, @Nullable String publicUrl) {
    static final Tigris NONE = new Tigris(null, null, null);
  }

  record Profile(
      @Nullable String image,
      @Nullable List<String> providers,
      @Nullable Integer lanes,
      @Nullable Integer together,
      @Nullable Map<String, String> nodeSelector,
      @Nullable List<Toleration> tolerations,
      @Nullable Affinity affinity,
      @Nullable String runtimeClassName,
      @Nullable String priorityClassName,
      @Nullable ResourceRequirements resources) {
    static final Profile NONE =
        new Profile(null, null, null, null, null, null, null, null, null, null);
  }
}
