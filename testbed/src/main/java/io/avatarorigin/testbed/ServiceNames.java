package io.avatarorigin.testbed;

import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Stands for the cluster's DNS: a file in which the name of each Service has the addresses of its
 * ready endpoints, as a headless Service has them.
 */
final class ServiceNames implements AutoCloseable, ResourceEventHandler<EndpointSlice> {
  private static final String SERVICE = "kubernetes.io/service-name";

  private final Map<String, String> lines = new ConcurrentSkipListMap<>();
  private final Path folder;
  private final Path file;
  private final SharedIndexInformer<EndpointSlice> informer;

  private ServiceNames(KubernetesClient client, Path folder) {
    this.folder = folder;
    this.file = folder.resolve("hosts");
    write();
    this.informer = client.discovery().v1().endpointSlices().inAnyNamespace().runnableInformer(0);
    informer.addEventHandler(this);
  }

  static ServiceNames start(KubernetesClient client, Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new TestbedException(folder + " cannot be made", e);
    }
    ServiceNames names = new ServiceNames(client, folder);
    names.informer.run();
    return names;
  }

  Path folder() {
    return folder;
  }

  Path file() {
    return file;
  }

  @Override
  public void onAdd(EndpointSlice slice) {
    String service = slice.getMetadata().getLabels().get(SERVICE);
    if (service == null) {
      return;
    }
    String name = service + "." + slice.getMetadata().getNamespace() + ".svc";
    lines.put(
        key(slice),
        Stream.ofNullable(slice.getEndpoints()) // null where there is none
            .flatMap(List::stream)
            .filter(ServiceNames::isReady)
            .flatMap(endpoint -> endpoint.getAddresses().stream())
            .map(address -> address + " " + name + " " + name + ".cluster.local\n")
            .collect(Collectors.joining()));
    write();
  }

  private static boolean isReady(Endpoint endpoint) {
    return endpoint.getConditions() == null
        || !Boolean.FALSE.equals(endpoint.getConditions().getReady());
  }

  @Override
  public void onUpdate(EndpointSlice before, EndpointSlice now) {
    onAdd(now);
  }

  @Override
  public void onDelete(EndpointSlice slice, boolean unknown) {
    lines.remove(key(slice));
    write();
  }

  private static String key(EndpointSlice slice) {
    return slice.getMetadata().getNamespace() + "/" + slice.getMetadata().getName();
  }

  private synchronized void write() {
    try {
      Path next = Files.writeString(folder.resolve("next"), String.join("", all()));
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new TestbedException(file + " cannot be written", e);
    }
  }

  private Iterable<String> all() {
    return Stream.concat(Stream.of("127.0.0.1 localhost\n"), lines.values().stream()).toList();
  }

  @Override
  public void close() {
    informer.close();
  }
}
