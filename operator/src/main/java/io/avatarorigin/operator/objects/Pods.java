package io.avatarorigin.operator.objects;

import io.avatarorigin.operator.blueprint.Blueprint;
import io.avatarorigin.operator.blueprint.Component;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.ContainerPortBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.Lifecycle;
import io.fabric8.kubernetes.api.model.LifecycleBuilder;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodSecurityContextBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.SecurityContextBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentStrategy;
import io.fabric8.kubernetes.api.model.apps.DeploymentStrategyBuilder;
import java.util.List;
import java.util.Map;

/** What all our pods share: the restricted Pod Security Standard, probes, and plain volumes. */
final class Pods {
  /** Names of volumes. */
  static final String CONFIG = "config";

  static final String DATA = "data";
  static final String TMP = "tmp";
  static final String TOKEN = "token";

  /** Until nobody sends requests any more to a pod that was taken off the lists. */
  private static final long UNLISTED_SECONDS = 5;

  /** Beyond a draw: until nobody sends requests, and for what is sent and written after it. */
  private static final int FAREWELL_SECONDS = 20;

  /** Of what a pod reads at its start alone, so that another content restarts it. */
  private static final String CHECKSUM = "avatarorigin.io/config-checksum";

  private static final long USER = 10_001L;
  private static final int PROBE_SECONDS = 10;

  private Pods() {}

  /** A pod of a component; its containers, volumes and nodes are still to be said. */
  static PodTemplateSpecBuilder template(
      Blueprint blueprint, Component component, String checksum) {
    return new PodTemplateSpecBuilder()
        .withNewMetadata()
        .withLabels(blueprint.labels().of(component))
        .withAnnotations(Map.of(CHECKSUM, checksum))
        .endMetadata()
        .withNewSpec()
        .withAutomountServiceAccountToken(false)
        .withEnableServiceLinks(false)
        .withImagePullSecrets(pullSecrets(blueprint.config().imagePullSecrets()))
        .withSecurityContext(podSecurity())
        .withTerminationGracePeriodSeconds((long) blueprint.drawSeconds() + FAREWELL_SECONDS)
        .endSpec();
  }

  /** New pods are ready before old ones go. */
  static DeploymentStrategy rolling() {
    return new DeploymentStrategyBuilder()
        .withType("RollingUpdate")
        .withNewRollingUpdate()
        .withNewMaxSurge(1)
        .withNewMaxUnavailable(0)
        .endRollingUpdate()
        .build();
  }

  /** Goes on serving for a while after it was taken off the lists. */
  static Lifecycle lingering() {
    return new LifecycleBuilder()
        .withNewPreStop()
        .withNewSleep(UNLISTED_SECONDS)
        .endPreStop()
        .build();
  }

  static ContainerPort port(String name, int number) {
    return new ContainerPortBuilder()
        .withName(name)
        .withContainerPort(number)
        .withProtocol("TCP")
        .build();
  }

  private static PodSecurityContext podSecurity() {
    return new PodSecurityContextBuilder()
        .withRunAsNonRoot(true)
        .withRunAsUser(USER)
        .withRunAsGroup(USER)
        .withFsGroup(USER)
        .withFsGroupChangePolicy("OnRootMismatch")
        .withNewSeccompProfile()
        .withType("RuntimeDefault")
        .endSeccompProfile()
        .build();
  }

  static SecurityContext containerSecurity() {
    return new SecurityContextBuilder()
        .withAllowPrivilegeEscalation(false)
        .withReadOnlyRootFilesystem(true)
        .withNewCapabilities()
        .withDrop("ALL")
        .endCapabilities()
        .build();
  }

  private static List<LocalObjectReference> pullSecrets(List<String> names) {
    return names.stream().map(LocalObjectReference::new).toList();
  }

  /** Fails a start that takes longer. It looks every second, since requests wait for its end. */
  static Probe started(int seconds) {
    return probe("/health/started").withFailureThreshold(seconds).withPeriodSeconds(1).build();
  }

  static Probe live() {
    return probe("/health/live").withFailureThreshold(3).build();
  }

  static Probe ready() {
    return probe("/health/ready").withFailureThreshold(1).withPeriodSeconds(2).build();
  }

  private static ProbeBuilder probe(String path) {
    return new ProbeBuilder()
        .withNewHttpGet()
        .withPath(path)
        .withNewPort("admin")
        .withScheme("HTTP")
        .endHttpGet()
        .withPeriodSeconds(PROBE_SECONDS)
        .withTimeoutSeconds(5)
        .withSuccessThreshold(1);
  }

  static EnvVar secretVariable(String name, String secret, String key) {
    return new EnvVarBuilder()
        .withName(name)
        .withNewValueFrom()
        .withNewSecretKeyRef(key, secret, null)
        .endValueFrom()
        .build();
  }

  static EnvVar variable(String name, String value) {
    return new EnvVarBuilder().withName(name).withValue(value).build();
  }

  /** What every container of ours needs to run on a read-only root. */
  static List<EnvVar> surroundings() {
    return List.of(
        variable("HOME", Places.DATA),
        variable("XDG_CACHE_HOME", Places.DATA + "/.cache"),
        variable("ORT_DISABLE_TELEMETRY", "1"));
  }

  static Volume scratch(String name) {
    return new VolumeBuilder().withName(name).withNewEmptyDir().endEmptyDir().build();
  }

  static Volume configMap(String name, String configMap) {
    return new VolumeBuilder()
        .withName(name)
        .withNewConfigMap()
        .withName(configMap)
        .withDefaultMode(0444)
        .endConfigMap()
        .build();
  }

  /** One entry of a Secret, as a file of this name. */
  static Volume secretFile(String name, String secret, String key, String file) {
    return new VolumeBuilder()
        .withName(name)
        .withNewSecret()
        .withSecretName(secret)
        .withDefaultMode(0440)
        .addNewItem()
        .withKey(key)
        .withPath(file)
        .endItem()
        .endSecret()
        .build();
  }

  static Volume claim(String name, String claim, boolean readOnly) {
    return new VolumeBuilder()
        .withName(name)
        .withNewPersistentVolumeClaim(claim, readOnly ? true : null)
        .build();
  }

  static VolumeMount mount(String name, String path) {
    return new VolumeMountBuilder().withName(name).withMountPath(path).build();
  }

  static VolumeMount mountReadOnly(String name, String path) {
    return new VolumeMountBuilder().withName(name).withMountPath(path).withReadOnly(true).build();
  }
}
