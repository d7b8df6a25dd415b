package io.avatarorigin.origin.engine.remote;

import io.avatarorigin.origin.engine.EngineState;
import io.avatarorigin.origin.engine.Stations;
import io.avatarorigin.origin.engine.Workshop;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The workers behind some names, each of which may stand for many. Looks every second who is there
 * and how they are, and keeps a station for each that is ready and has the right model. Safe for
 * use by several threads.
 */
public final class WorkerFleet implements Workshop {
  private static final System.Logger LOGGER = System.getLogger(WorkerFleet.class.getName());
  private static final int STRANGE_LOOKS_BORNE = 10;

  private final Access access;
  private final Rhythm rhythm;
  private final Addresses addresses;
  private final Map<URI, HttpClient> clients = new LinkedHashMap<>();
  private final ModelAgreement agreement;
  private final Consumer<ServedModel> onOtherModel;
  private final Stations stations = new Stations();
  private final CountDownLatch closed = new CountDownLatch(1);

  /** By address; guarded by itself. */
  private final Map<URI, FleetMember> members = new TreeMap<>();

  private boolean anybody = true;
  private int strangeLooks;

  private WorkerFleet(
      List<URI> urls,
      Access access,
      Addresses addresses,
      ModelAgreement agreement,
      Consumer<ServedModel> onOtherModel,
      Rhythm rhythm) {
    this.access = access;
    this.rhythm = rhythm;
    this.addresses = addresses;
    this.agreement = agreement;
    this.onOtherModel = onOtherModel;
    urls.forEach(url -> clients.put(url, HttpClients.of(access, url.getHost())));
  }

  /**
   * Begins to look for workers.
   *
   * @param urls each a scheme, a name or address, and a port
   * @param agreement on the model that is drawn with
   * @param onOtherModel told once of a model that workers have instead of the one that is drawn
   *     with, when none has had that for some seconds
   */
  public static WorkerFleet start(
      List<URI> urls,
      Access access,
      Addresses addresses,
      ModelAgreement agreement,
      Consumer<ServedModel> onOtherModel) {
    return start(urls, access, addresses, agreement, onOtherModel, Rhythm.USUAL);
  }

  static WorkerFleet start(
      List<URI> urls,
      Access access,
      Addresses addresses,
      ModelAgreement agreement,
      Consumer<ServedModel> onOtherModel,
      Rhythm rhythm) {
    WorkerFleet fleet = new WorkerFleet(urls, access, addresses, agreement, onOtherModel, rhythm);
    Thread.ofVirtual().name("fleet").start(fleet::watch);
    return fleet;
  }

  /**
   * Waits for the model that is drawn with.
   *
   * @return nothing when no worker has told of one in this time
   */
  public Optional<ServedModel> awaitModel(Duration longest) {
    try {
      return Optional.of(agreement.model().get(longest.toNanos(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a model is told or not", e);
    }
  }

  @Override
  public Stations stations() {
    return stations;
  }

  @Override
  public List<EngineState> engines() {
    synchronized (members) {
      return members.values().stream().map(FleetMember::state).toList();
    }
  }

  private void watch() {
    try {
      do {
        look();
        lookAtModels();
      } while (!closed.await(rhythm.pause().toNanos(), TimeUnit.NANOSECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Takes up who is new, and lets go who is no longer found and of no more use. */
  private void look() {
    Map<URI, Optional<Set<URI>>> found = new LinkedHashMap<>();
    clients.keySet().forEach(url -> found.put(url, resolve(url)));
    tell(found.values().stream().anyMatch(Optional::isPresent));
    synchronized (members) {
      if (closed.getCount() == 0) {
        return;
      }
      found.forEach((url, there) -> there.orElse(Set.of()).forEach(each -> takeUp(url, each)));
      members.entrySet().removeIf(each -> isToGo(each.getKey(), each.getValue(), found));
    }
  }

  /** Workers with another model than this origin's are of no use to it until it starts anew. */
  private void lookAtModels() {
    Optional<ServedModel> other;
    synchronized (members) {
      other =
          members.values().stream().anyMatch(FleetMember::hasPost)
              ? Optional.empty()
              : members.values().stream().flatMap(m -> m.otherModel().stream()).findFirst();
    }
    strangeLooks = other.isPresent() ? strangeLooks + 1 : 0;
    if (strangeLooks == STRANGE_LOOKS_BORNE) {
      LOGGER.log(
          System.Logger.Level.ERROR,
          "all workers have the model {0}, and this origin draws with another: start it anew to"
              + " draw with theirs",
          other.get().name());
      onOtherModel.accept(other.get());
    }
  }

  private void takeUp(URI url, URI address) {
    members.computeIfAbsent(
        address,
        _ -> {
          HttpClient client = Objects.requireNonNull(clients.get(url));
          FleetMember member = new FleetMember(url, address, client, access, agreement, stations);
          member.start(rhythm);
          return member;
        });
  }

  /** A lookup that fails says nothing of those who answer all the same. */
  private static boolean isToGo(
      URI address, FleetMember member, Map<URI, Optional<Set<URI>>> found) {
    Optional<Set<URI>> there = found.getOrDefault(member.url(), Optional.empty());
    boolean isFound = there.filter(addresses -> addresses.contains(address)).isPresent();
    member.listed(isFound || there.isEmpty());
    if (isFound || !member.hasLeft()) {
      return false;
    }
    member.close();
    return true;
  }

  private Optional<Set<URI>> resolve(URI url) {
    try {
      return Optional.of(
          addresses.of(url.getHost()).stream()
              .map(address -> at(url, address))
              .collect(Collectors.toSet()));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  private static URI at(URI url, InetAddress address) {
    String host = address.getHostAddress();
    String bracketed =
        address instanceof Inet6Address ? "[" + host.replaceAll("%.*", "") + "]" : host;
    return URI.create("%s://%s:%d".formatted(url.getScheme(), bracketed, port(url)));
  }

  private static int port(URI url) {
    return url.getPort() < 0 ? (url.getScheme().equals("https") ? 443 : 80) : url.getPort();
  }

  /** Once at each change: that nobody is there is usual where workers come when they are wanted. */
  private void tell(boolean nowAnybody) {
    if (nowAnybody != anybody) {
      LOGGER.log(
          System.Logger.Level.INFO,
          nowAnybody ? "workers are there" : "no workers behind " + clients.keySet());
      anybody = nowAnybody;
    }
  }

  @Override
  public void close() {
    closed.countDown();
    synchronized (members) {
      members.values().forEach(FleetMember::close);
      members.clear();
    }
  }
}
