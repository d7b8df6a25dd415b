package io.avatarorigin.testbed;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes the places that pods run in, each with an address and a folder of its own. */
final class Sandboxes {
  private static final String SCRIPT = "pod.sh";
  static final String HOSTS = "/etc/testbed";
  private static final String NAMES = "-Djdk.net.hosts.file=" + HOSTS + "/hosts";
  private static final int ADDRESSES = 250;

  private final Site site;
  private final Path folder;
  private final Map<String, Image> images;
  private final Path hosts;
  private final Path script;
  private final Deque<String> addresses = new ArrayDeque<>();
  private final AtomicInteger count = new AtomicInteger();

  /**
   * Of one cluster.
   *
   * @param hosts a folder with the file {@code hosts}, for every pod
   */
  Sandboxes(Site site, Path folder, Map<String, Image> images, Path hosts) {
    this.site = site;
    this.folder = folder;
    this.images = Map.copyOf(images);
    this.hosts = hosts;
    this.script = folder.resolve(SCRIPT);
    String net = site.podRange().substring(0, site.podRange().lastIndexOf('.') + 1);
    for (int host = 1; host <= ADDRESSES; host++) {
      addresses.add(net + host);
    }
    try (InputStream source = Sandboxes.class.getResourceAsStream(SCRIPT)) {
      Files.createDirectories(folder);
      Files.write(script, source.readAllBytes());
    } catch (IOException e) {
      throw new TestbedException(script + " cannot be written", e);
    }
  }

  /** Whether the image that a pod wants is there. */
  boolean hasImage(Pod pod) {
    return images.containsKey(container(pod).getImage());
  }

  static Container container(Pod pod) {
    return pod.getSpec().getContainers().getFirst();
  }

  /** An address that no other pod has. */
  synchronized String takeAddress() {
    return addresses.removeFirst();
  }

  synchronized void giveBack(String address) {
    addresses.addLast(address);
  }

  /** Runs a pod's container; its files and variables are those of this moment. */
  ManagedProcess run(KubernetesClient client, Pod pod, String address) {
    int number = count.incrementAndGet();
    Container container = container(pod);
    Image image = images.get(container.getImage());
    if (image == null) {
      throw new TestbedException("there is no image " + container.getImage());
    }
    Path own = folder.resolve(Integer.toString(number));
    PodFiles files = new PodFiles(client, pod, own, images);
    Map<String, Path> folders = new TreeMap<>(image.folders());
    folders.put(HOSTS, hosts);
    files.write(folders);
    List<String> command =
        new ArrayList<>(
            List.of(
                "bash",
                script.toString(),
                site.enter().getLast().replace("--net=", ""),
                address,
                "pod" + number,
                own.toString(),
                Long.toString(pod.getSpec().getSecurityContext().getRunAsUser())));
    command.addAll(image.entrypoint());
    command.addAll(container.getArgs());
    Map<String, String> environment = files.environment();
    environment.merge("JAVA_TOOL_OPTIONS", NAMES, (theirs, names) -> theirs + " " + names);
    return ManagedProcess.start(
        pod.getMetadata().getName(),
        folder.resolve(pod.getMetadata().getName() + ".log"),
        environment,
        site.inside(command));
  }
}
