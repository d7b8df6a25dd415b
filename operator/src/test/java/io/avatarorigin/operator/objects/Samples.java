package io.avatarorigin.operator.objects;

import io.avatarorigin.operator.api.AvatarOrigin;
import io.avatarorigin.operator.blueprint.Apis;
import io.avatarorigin.operator.blueprint.Blueprint;
import io.avatarorigin.operator.blueprint.Drafting;
import io.avatarorigin.operator.blueprint.KeyPairs;
import io.avatarorigin.operator.blueprint.Keys;
import io.avatarorigin.operator.config.OperatorConfig;
import io.avatarorigin.operator.config.TigrisPlaces;
import io.avatarorigin.operator.config.WorkerProfile;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.fabric8.kubernetes.api.model.TolerationBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Resources and surroundings for tests. */
public final class Samples {
  /** Names in this annotation of a test's resource are APIs that its cluster lacks. */
  private static final String WITHOUT = "test/without";

  public static final OperatorConfig CONFIG =
      new OperatorConfig(
          "registry.example/avatar-origin:1.0",
          "registry.example/avatar-origin:1.0",
          List.of(),
          List.of(),
          new ResourceRequirementsBuilder()
              .addToRequests("cpu", new Quantity("500m"))
              .addToRequests("memory", new Quantity("512Mi"))
              .addToLimits("memory", new Quantity("1Gi"))
              .build(),
          Map.of(
              "default",
              new WorkerProfile(
                  null,
                  List.of("cpu"),
                  null,
                  1,
                  Map.of(),
                  List.of(),
                  null,
                  null,
                  null,
                  new ResourceRequirementsBuilder()
                      .addToRequests("cpu", new Quantity("1"))
                      .addToRequests("memory", new Quantity("1Gi"))
                      .build()),
              "nvidia-l4",
              new WorkerProfile(
                  "registry.example/avatar-origin-gpu:1.0",
                  List.of("cuda", "cpu"),
                  1,
                  4,
                  Map.of("nvidia.com/gpu.product", "NVIDIA-L4"),
                  List.of(
                      new TolerationBuilder()
                          .withKey("nvidia.com/gpu")
                          .withOperator("Exists")
                          .withEffect("NoSchedule")
                          .build()),
                  null,
                  "nvidia",
                  null,
                  new ResourceRequirementsBuilder()
                      .addToRequests("cpu", new Quantity("2"))
                      .addToRequests("memory", new Quantity("8Gi"))
                      .addToLimits("nvidia.com/gpu", new Quantity("1"))
                      .build())),
          List.of("monitoring"),
          "keda",
          "avatar-origin-system",
          TigrisPlaces.USUAL);

  private static final KeyPairs.Pair STORE_KEY =
      new KeyPairs.Pair("AOSTORE", "a-secret-of-the-store", Instant.parse("2026-01-01T00:00:00Z"));

  static Keys keys(AvatarOrigin resource) {
    return new Keys(
        "AKIAEXAMPLE",
        "an-s3-secret",
        "a-signing-key-of-the-web",
        "a-token-for-workers",
        Optional.ofNullable(resource.getSpec().tigris())
            .map(_ -> new KeyPairs(STORE_KEY, Optional.empty())));
  }

  private Samples() {}

  public static AvatarOrigin read(Path file) throws IOException {
    AvatarOrigin resource = Serialization.unmarshal(Files.readString(file), AvatarOrigin.class);
    resource.getMetadata().setNamespace("avatars");
    return resource;
  }

  /** The configuration for one namespace. */
  public static OperatorConfig watching(String namespace) {
    return watching(namespace, CONFIG.tigris());
  }

  /** The configuration for one namespace, and for a store that is there. */
  public static OperatorConfig watching(String namespace, TigrisPlaces tigris) {
    return new OperatorConfig(
        CONFIG.originImage(),
        CONFIG.workerImage(),
        CONFIG.imagePullSecrets(),
        List.of(namespace),
        CONFIG.originResources(),
        CONFIG.profiles(),
        CONFIG.monitoringNamespaces(),
        CONFIG.kedaNamespace(),
        CONFIG.operatorNamespace(),
        tigris);
  }

  public static Blueprint blueprint(AvatarOrigin resource) {
    String without =
        Optional.ofNullable(resource.getMetadata().getAnnotations())
            .map(annotations -> annotations.get(WITHOUT))
            .orElse("");
    Apis apis =
        new Apis(
            !without.contains("keda"),
            !without.contains("gateway"),
            !without.contains("monitoring"));
    return Drafting.draft(resource, CONFIG, apis, keys(resource), Samples::configMap);
  }

  private static Optional<ConfigMap> configMap(String name) {
    return name.equals("robots")
        ? Optional.of(
            new ConfigMapBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withData(
                    Map.of(
                        "robots.yaml",
                        """
                        name: robots
                        prefix: portrait of a robot
                        slots:
                          - digit: 0
                            quarters: [rusty, chrome, painted in red, made of brass]
                        """))
                .build())
        : Optional.empty();
  }
}
