package io.avatarorigin.operator.objects;

import io.avatarorigin.operator.api.ModelSpec;
import io.avatarorigin.operator.api.OriginSpec;
import io.avatarorigin.operator.api.SecretKeyRef;
import io.avatarorigin.operator.blueprint.Blueprint;
import io.avatarorigin.operator.blueprint.Checksum;
import io.avatarorigin.operator.blueprint.Component;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The origin: a Deployment, or where it has volumes of its own, a StatefulSet. */
public final class OriginPods {
  private static final String S3_KEYS = "s3-keys";
  private static final String PINNED = "pinned";

  /** Beyond a worker's start, since an origin that knows no model waits for a worker. */
  private static final int START_SECONDS = 300;

  private final Blueprint blueprint;
  private final OriginSpec origin;

  private OriginPods(Blueprint blueprint) {
    this.blueprint = blueprint;
    this.origin = blueprint.origin();
  }

  /** The origin where it has no volume of its own. */
  public static Optional<Deployment> deployment(Blueprint blueprint) {
    if (blueprint.origin().cache() != null) {
      return Optional.empty();
    }
    return Optional.of(
        new DeploymentBuilder()
            .withMetadata(blueprint.metadata(blueprint.names().origin(), Component.ORIGIN))
            .withNewSpec()
            .withReplicas(blueprint.originReplicas())
            .withNewSelector()
            .withMatchLabels(blueprint.labels().selector(Component.ORIGIN))
            .endSelector()
            .withStrategy(Pods.rolling())
            .withTemplate(new OriginPods(blueprint).template())
            .endSpec()
            .build());
  }

  /** The origin where each has a volume of its own. */
  public static Optional<StatefulSet> statefulSet(Blueprint blueprint) {
    OriginSpec.Cache cache = blueprint.origin().cache();
    if (cache == null) {
      return Optional.empty();
    }
    return Optional.of(
        new StatefulSetBuilder()
            .withMetadata(blueprint.metadata(blueprint.names().origin(), Component.ORIGIN))
            .withNewSpec()
            .withReplicas(blueprint.originReplicas())
            .withServiceName(blueprint.names().admin())
            .withPodManagementPolicy("Parallel")
            .withNewSelector()
            .withMatchLabels(blueprint.labels().selector(Component.ORIGIN))
            .endSelector()
            .withTemplate(new OriginPods(blueprint).template())
            .withVolumeClaimTemplates(claim(cache))
            .endSpec()
            .build());
  }

  private static PersistentVolumeClaim claim(OriginSpec.Cache cache) {
    return new PersistentVolumeClaimBuilder()
        .withNewMetadata()
        .withName(Pods.DATA)
        .endMetadata()
        .withNewSpec()
        .withAccessModes("ReadWriteOnce")
        .withStorageClassName(cache.storageClassName())
        .withNewResources()
        .withRequests(Map.of("storage", cache.size()))
        .endResources()
        .endSpec()
        .build();
  }

  private PodTemplateSpec template() {
    return Pods.template(blueprint, Component.ORIGIN, checksum())
        .editSpec()
        .withContainers(container())
        .withVolumes(volumes())
        .endSpec()
        .build();
  }

  /** Of what is read at the start alone; keys of the S3 socket and tokens are read again. */
  private String checksum() {
    return Checksum.of(
        OriginSettings.yaml(blueprint),
        blueprint.vocabulary().orElse(""),
        blueprint.keys().webSigningKey());
  }

  private Container container() {
    ResourceRequirements resources = origin.resources();
    return new ContainerBuilder()
        .withName("origin")
        .withImage(blueprint.config().originImage())
        .withArgs("serve", "--config", Places.CONFIG + "/" + Configs.ORIGIN_FILE)
        .withEnv(environment())
        .addToPorts(Pods.port("s3", Ports.S3))
        .addToPorts(Pods.port("web", Ports.WEB))
        .addToPorts(Pods.port("admin", Ports.ADMIN))
        .withStartupProbe(Pods.started(blueprint.startSeconds() + START_SECONDS))
        .withLivenessProbe(Pods.live())
        .withReadinessProbe(Pods.ready())
        .withLifecycle(Pods.lingering())
        .withResources(resources == null ? blueprint.config().originResources() : resources)
        .withSecurityContext(Pods.containerSecurity())
        .withVolumeMounts(mounts())
        .build();
  }

  private List<EnvVar> environment() {
    List<EnvVar> environment = new ArrayList<>(Pods.surroundings());
    environment.add(
        Pods.secretVariable(
            "AVATAR_ORIGIN_WEB_SIGNING_KEYS", blueprint.names().webKeys(), Configs.SIGNING_KEY));
    OriginSpec.Store store = origin.store();
    if (store != null && store.credentialsSecretRef() != null) {
      String secret = store.credentialsSecretRef().name();
      environment.add(
          Pods.secretVariable("AVATAR_ORIGIN_STORE_ACCESS_KEY_ID", secret, Configs.ACCESS_KEY_ID));
      environment.add(
          Pods.secretVariable(
              "AVATAR_ORIGIN_STORE_SECRET_ACCESS_KEY", secret, Configs.SECRET_ACCESS_KEY));
    }
    return environment;
  }

  private List<VolumeMount> mounts() {
    List<VolumeMount> mounts = new ArrayList<>();
    mounts.add(Pods.mountReadOnly(Pods.CONFIG, Places.CONFIG));
    mounts.add(Pods.mountReadOnly(S3_KEYS, Places.S3_KEYS));
    mounts.add(Pods.mount(Pods.DATA, Places.DATA));
    mounts.add(Pods.mount(Pods.TMP, Places.TMP));
    if (tokenSecret().isPresent()) {
      mounts.add(Pods.mountReadOnly(Pods.TOKEN, Places.WORKER_TOKEN));
    }
    OriginSpec.Pinned pinned = origin.pinned();
    if (pinned != null) {
      mounts.add(
          new VolumeMountBuilder()
              .withName(PINNED)
              .withMountPath(Places.PINNED)
              .withReadOnly(true)
              .withSubPath(pinned.pvc() == null ? null : pinned.pvc().path())
              .build());
    }
    return mounts;
  }

  private List<Volume> volumes() {
    List<Volume> volumes = new ArrayList<>();
    volumes.add(Pods.configMap(Pods.CONFIG, blueprint.names().origin()));
    volumes.add(
        Pods.secretFile(
            S3_KEYS, blueprint.names().s3Keys(), Places.S3_KEYS_FILE, Places.S3_KEYS_FILE));
    if (origin.cache() == null) {
      volumes.add(Pods.scratch(Pods.DATA));
    }
    volumes.add(Pods.scratch(Pods.TMP));
    tokenSecret()
        .ifPresent(
            ref ->
                volumes.add(
                    Pods.secretFile(Pods.TOKEN, ref.name(), ref.key(), Places.WORKER_TOKEN_FILE)));
    OriginSpec.Pinned pinned = origin.pinned();
    if (pinned != null && pinned.configMapRef() != null) {
      volumes.add(Pods.configMap(PINNED, pinned.configMapRef().name()));
    } else if (pinned != null && pinned.pvc() != null) {
      volumes.add(Pods.claim(PINNED, pinned.pvc().claimName(), true));
    }
    return volumes;
  }

  private Optional<SecretKeyRef> tokenSecret() {
    ModelSpec.External external = blueprint.model().external();
    return external == null
        ? Optional.of(new SecretKeyRef(blueprint.names().workerToken(), Configs.TOKEN))
        : Optional.ofNullable(external.tokenSecretRef());
  }
}
