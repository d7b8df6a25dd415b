package io.avatarorigin.operator.objects;

import io.avatarorigin.operator.api.ModelSpec;
import io.avatarorigin.operator.api.SecretKeyRef;
import io.avatarorigin.operator.api.WorkerSpec;
import io.avatarorigin.operator.blueprint.Blueprint;
import io.avatarorigin.operator.blueprint.Checksum;
import io.avatarorigin.operator.blueprint.Component;
import io.avatarorigin.operator.config.WorkerProfile;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.PodResourceClaim;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.ResourceClaim;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The workers: a Deployment whose replicas are written by one side alone. */
public final class WorkerPods {
  private static final String MODEL = "model";

  private final Blueprint blueprint;
  private final WorkerSpec worker;
  private final WorkerProfile profile;

  private WorkerPods(Blueprint blueprint) {
    this.blueprint = blueprint;
    this.worker = blueprint.worker();
    this.profile = blueprint.profile();
  }

  /** The workers; none with an external model. */
  public static Optional<Deployment> deployment(Blueprint blueprint) {
    return blueprint.hasWorkers()
        ? Optional.of(new WorkerPods(blueprint).deployment())
        : Optional.empty();
  }

  /** The volume of a fetched model. */
  public static Optional<PersistentVolumeClaim> modelClaim(Blueprint blueprint) {
    ModelSpec.Cache cache = blueprint.model().cache();
    if (cache == null) {
      return Optional.empty();
    }
    ModelSpec.AccessMode mode =
        cache.accessMode() == null ? ModelSpec.AccessMode.ReadWriteMany : cache.accessMode();
    return Optional.of(
        new PersistentVolumeClaimBuilder()
            .withMetadata(blueprint.metadata(blueprint.names().model(), Component.WORKER))
            .withNewSpec()
            .withAccessModes(mode.name())
            .withStorageClassName(cache.storageClassName())
            .withNewResources()
            .withRequests(Map.of("storage", cache.size()))
            .endResources()
            .endSpec()
            .build());
  }

  private Deployment deployment() {
    Integer replicas =
        blueprint.scale().fixed().isPresent() ? blueprint.scale().fixed().getAsInt() : null;
    return new DeploymentBuilder()
        .withMetadata(blueprint.metadata(blueprint.names().worker(), Component.WORKER))
        .withNewSpec()
        .withReplicas(replicas)
        .withProgressDeadlineSeconds(blueprint.startSeconds())
        .withNewSelector()
        .withMatchLabels(blueprint.labels().selector(Component.WORKER))
        .endSelector()
        .withStrategy(Pods.rolling())
        .withTemplate(template())
        .endSpec()
        .build();
  }

  private PodTemplateSpec template() {
    Map<String, String> nodeSelector = new TreeMap<>(profile.nodeSelector());
    if (worker.nodeSelector() != null) {
      nodeSelector.putAll(worker.nodeSelector());
    }
    List<Toleration> tolerations = new ArrayList<>(profile.tolerations());
    if (worker.tolerations() != null) {
      tolerations.addAll(worker.tolerations());
    }
    return Pods.template(blueprint, Component.WORKER, checksum())
        .editSpec()
        .withNodeSelector(nodeSelector.isEmpty() ? null : nodeSelector)
        .withTolerations(tolerations)
        .withAffinity(worker.affinity() == null ? profile.affinity() : worker.affinity())
        .withRuntimeClassName(or(worker.runtimeClassName(), profile.runtimeClassName()))
        .withPriorityClassName(or(worker.priorityClassName(), profile.priorityClassName()))
        .withResourceClaims(worker.resourceClaims())
        .withContainers(container())
        .withVolumes(volumes())
        .endSpec()
        .build();
  }

  private static @Nullable String or(@Nullable String said, @Nullable String otherwise) {
    return said == null ? otherwise : said;
  }

  /** Of what is read at the start alone; a token is read again. */
  private String checksum() {
    return Checksum.of(WorkerSettings.yaml(blueprint));
  }

  private Container container() {
    return new ContainerBuilder()
        .withName("worker")
        .withImage(or(profile.image(), blueprint.config().workerImage()))
        .withArgs("worker", "--config", Places.CONFIG + "/" + Configs.WORKER_FILE)
        .withEnv(environment())
        .addToPorts(Pods.port("http", Ports.WORKER))
        .addToPorts(Pods.port("admin", Ports.ADMIN))
        .withStartupProbe(Pods.started(blueprint.startSeconds()))
        .withLivenessProbe(Pods.live())
        .withReadinessProbe(Pods.ready())
        .withResources(resources())
        .withSecurityContext(Pods.containerSecurity())
        .withVolumeMounts(mounts())
        .build();
  }

  private ResourceRequirements resources() {
    ResourceRequirements resources =
        worker.resources() == null ? profile.resources() : worker.resources();
    List<PodResourceClaim> claims = worker.resourceClaims();
    if (claims == null || claims.isEmpty()) {
      return resources;
    }
    return new ResourceRequirementsBuilder(resources)
        .withClaims(claims.stream().map(claim -> new ResourceClaim(claim.getName(), null)).toList())
        .build();
  }

  private List<EnvVar> environment() {
    List<EnvVar> environment = new ArrayList<>(Pods.surroundings());
    ModelSpec.HuggingFace hub = blueprint.model().huggingFace();
    if (hub != null) {
      if (hub.endpoint() != null) {
        environment.add(Pods.variable("HF_ENDPOINT", hub.endpoint()));
      }
      SecretKeyRef token = hub.tokenSecretRef();
      if (token != null) {
        environment.add(Pods.secretVariable("HF_TOKEN", token.name(), token.key()));
      }
    }
    ModelSpec.S3 s3 = blueprint.model().s3();
    if (s3 != null) {
      if (s3.endpoint() != null) {
        environment.add(Pods.variable("AWS_ENDPOINT_URL_S3", s3.endpoint()));
      }
      if (s3.region() != null) {
        environment.add(Pods.variable("AWS_REGION", s3.region()));
      }
      if (s3.credentialsSecretRef() != null) {
        String secret = s3.credentialsSecretRef().name();
        environment.add(Pods.secretVariable(Configs.ACCESS_KEY_ID, secret, Configs.ACCESS_KEY_ID));
        environment.add(
            Pods.secretVariable(Configs.SECRET_ACCESS_KEY, secret, Configs.SECRET_ACCESS_KEY));
      }
    }
    return environment;
  }

  private List<VolumeMount> mounts() {
    List<VolumeMount> mounts = new ArrayList<>();
    mounts.add(Pods.mountReadOnly(Pods.CONFIG, Places.CONFIG));
    mounts.add(Pods.mountReadOnly(Pods.TOKEN, Places.WORKER_TOKEN));
    mounts.add(Pods.mount(Pods.DATA, Places.DATA));
    mounts.add(Pods.mount(Pods.TMP, Places.TMP));
    if (blueprint.model().image() != null || blueprint.model().pvc() != null) {
      mounts.add(Pods.mountReadOnly(MODEL, Places.MODEL));
    }
    return mounts;
  }

  private List<Volume> volumes() {
    List<Volume> volumes = new ArrayList<>();
    volumes.add(Pods.configMap(Pods.CONFIG, blueprint.names().worker()));
    volumes.add(
        Pods.secretFile(
            Pods.TOKEN, blueprint.names().workerToken(), Configs.TOKEN, Places.WORKER_TOKEN_FILE));
    volumes.add(
        blueprint.model().cache() == null
            ? Pods.scratch(Pods.DATA)
            : Pods.claim(Pods.DATA, blueprint.names().model(), false));
    volumes.add(Pods.scratch(Pods.TMP));
    ModelSpec.Image image = blueprint.model().image();
    if (image != null) {
      volumes.add(
          new VolumeBuilder()
              .withName(MODEL)
              .withNewImage(
                  image.pullPolicy() == null ? null : image.pullPolicy().name(), image.reference())
              .build());
    } else if (blueprint.model().pvc() != null) {
      volumes.add(Pods.claim(MODEL, blueprint.model().pvc().claimName(), true));
    }
    return volumes;
  }
}
