package io.avatarorigin.testbed;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.SecretKeySelector;
import io.fabric8.kubernetes.api.model.SecretVolumeSource;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A pod's volumes and variables, written below one folder. */
final class PodFiles {
  private final KubernetesClient client;
  private final Pod pod;
  private final Path folder;
  private final Map<String, Image> images;

  PodFiles(KubernetesClient client, Pod pod, Path folder, Map<String, Image> images) {
    this.client = client;
    this.pod = pod;
    this.folder = folder;
    this.images = images;
  }

  /**
   * Writes what {@code pod.sh} reads.
   *
   * @param others more folders to be read in the pod, by their paths there
   */
  void write(Map<String, Path> others) {
    StringBuilder mounts = new StringBuilder();
    others.forEach((target, source) -> mounts.append(line(source, target, true)));
    try {
      Files.createDirectories(folder.resolve("root"));
      Files.createDirectories(folder.resolve("layers"));
      for (VolumeMount mount : Sandboxes.container(pod).getVolumeMounts()) {
        Path source = volume(mount.getName());
        boolean isReadOnly = Boolean.TRUE.equals(mount.getReadOnly());
        mounts.append(line(source, mount.getMountPath(), isReadOnly));
      }
      Files.writeString(folder.resolve("mounts"), mounts);
    } catch (IOException e) {
      throw new TestbedException(folder + " cannot be written", e);
    }
  }

  private static String line(Path source, String target, boolean isReadOnly) {
    return "%s\t%s\t%s\n".formatted(source, target, isReadOnly ? "ro" : "rw");
  }

  private Path volume(String name) throws IOException {
    Volume volume =
        pod.getSpec().getVolumes().stream()
            .filter(it -> it.getName().equals(name))
            .findFirst()
            .orElseThrow();
    if (volume.getImage() != null) {
      return content(volume.getImage().getReference());
    }
    Path source = Files.createDirectories(folder.resolve("volumes").resolve(name));
    if (volume.getEmptyDir() != null) {
      Files.setPosixFilePermissions(source, PosixFilePermissions.fromString("rwxrwxrwx"));
    } else if (volume.getConfigMap() != null) {
      write(source, configMap(volume.getConfigMap().getName()));
    } else if (volume.getSecret() != null) {
      write(source, secretFiles(volume.getSecret()));
    } else {
      throw new TestbedException("a volume of this kind cannot be had here: " + volume);
    }
    return source;
  }

  private Path content(String reference) {
    Image image = images.get(reference);
    if (image == null || image.folders().size() != 1) {
      throw new TestbedException("there is no image of one folder " + reference);
    }
    return image.folders().values().iterator().next();
  }

  private static void write(Path folder, Map<String, String> files) throws IOException {
    for (Map.Entry<String, String> file : files.entrySet()) {
      Files.writeString(folder.resolve(file.getKey()), file.getValue());
    }
  }

  private Map<String, String> secretFiles(SecretVolumeSource source) {
    Map<String, String> all = secret(source.getSecretName());
    List<KeyToPath> items = source.getItems();
    if (items.isEmpty()) {
      return all;
    }
    Map<String, String> files = new TreeMap<>();
    items.forEach(item -> files.put(item.getPath(), all.getOrDefault(item.getKey(), "")));
    return files;
  }

  private Map<String, String> configMap(String name) {
    return client
        .configMaps()
        .inNamespace(pod.getMetadata().getNamespace())
        .withName(name)
        .require()
        .getData();
  }

  private Map<String, String> secret(String name) {
    Map<String, String> texts = new TreeMap<>();
    client
        .secrets()
        .inNamespace(pod.getMetadata().getNamespace())
        .withName(name)
        .require()
        .getData()
        .forEach(
            (key, value) ->
                texts.put(
                    key, new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8)));
    return texts;
  }

  /** Of the container, those from Secrets included. */
  Map<String, String> environment() {
    Map<String, String> environment = new TreeMap<>();
    for (EnvVar variable : Sandboxes.container(pod).getEnv()) {
      environment.put(variable.getName(), value(variable));
    }
    return environment;
  }

  private String value(EnvVar variable) {
    if (variable.getValueFrom() == null) {
      return variable.getValue() == null ? "" : variable.getValue();
    }
    SecretKeySelector ref = variable.getValueFrom().getSecretKeyRef();
    return secret(ref.getName()).getOrDefault(ref.getKey(), "");
  }
}
