package io.avatarorigin.origin.engine.remote;

import io.avatarorigin.origin.engine.EngineException;
import io.avatarorigin.origin.engine.EngineState;
import io.avatarorigin.origin.engine.Station;
import io.avatarorigin.origin.engine.Stations;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One worker, asked every second how it is, on a thread of its own. While it is ready it has a
 * station. When it does not answer three times in a row it is taken for lost, and what it has is
 * drawn elsewhere; when it drains or is listed no more it finishes what it has.
 */
final class FleetMember implements AutoCloseable {
  private static final System.Logger LOGGER = System.getLogger(WorkerFleet.class.getName());
  private static final int SILENCES_BORNE = 2;

  private final URI url;
  private final URI address;
  private final HttpClient client;
  private final Access access;
  private final ModelAgreement agreement;
  private final Stations stations;
  private final RemoteServer probe;
  private final CountDownLatch closed = new CountDownLatch(1);

  /** All below are guarded by this. */
  private @Nullable Post post;

  /** Former posts, which finish what they have. */
  private final List<Post> leaving = new ArrayList<>();

  private boolean listed = true;
  private int silences;
  private String news = "";
  private EngineState.Condition condition = EngineState.Condition.WAITING;
  private Optional<ServedModel> otherModel = Optional.empty();

  /**
   * @param url the name that it was found behind
   */
  FleetMember(
      URI url,
      URI address,
      HttpClient client,
      Access access,
      ModelAgreement agreement,
      Stations stations) {
    this.url = url;
    this.address = address;
    this.client = client;
    this.access = access;
    this.agreement = agreement;
    this.stations = stations;
    this.probe = new RemoteServer(address, client, access);
  }

  /** Where its draws go while it is ready. */
  private record Post(RemoteEngine engine, Station station) {}

  /** Begins to ask it. */
  void start(Rhythm rhythm) {
    Thread.ofVirtual()
        .name("worker-" + address.getAuthority())
        .start(
            () -> {
              try {
                do {
                  ask(rhythm.patience());
                } while (!closed.await(rhythm.pause().toNanos(), TimeUnit.NANOSECONDS));
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
  }

  private void ask(Duration patience) {
    try {
      RemoteServer.Answer answer = probe.get("/v1/worker", patience);
      Optional<WorkerReport> report =
          answer.status() == 200 ? WorkerReport.parse(answer.body()) : Optional.empty();
      if (report.isPresent()) {
        told(report.get());
      } else {
        useless(String.valueOf(Refusals.of(probe, answer).getMessage()));
      }
    } catch (EngineException e) {
      silent(String.valueOf(e.getMessage()));
    }
  }

  private synchronized void told(WorkerReport report) {
    silences = 0;
    leaving.removeIf(former -> stations.outstanding(former.station()) == 0);
    otherModel = Optional.empty();
    if (report.model().isPresent() && !isRight(report.model().get(), report.label())) {
      return;
    }
    switch (report.state()) {
      case READY -> ready(report.capacity());
      case LOADING -> {
        retire();
        become(EngineState.Condition.WAITING, "loading: " + report.loading());
      }
      case DRAINING -> {
        retire();
        become(EngineState.Condition.WAITING, "stopping");
      }
      case BROKEN -> {
        retire();
        become(EngineState.Condition.FAILING, "says that it is broken");
      }
    }
  }

  private boolean isRight(ServedModel model, Optional<String> label) {
    ModelAgreement.Standing standing = agreement.standing(model, label);
    otherModel = standing == ModelAgreement.Standing.OTHER ? Optional.of(model) : Optional.empty();
    if (standing == ModelAgreement.Standing.SAME) {
      return true;
    }
    retire();
    become(
        EngineState.Condition.OTHER_MODEL,
        "has the model %s (digest %s), and this origin draws with another"
            .formatted(label.orElse(model.name()), model.digest()));
    return false;
  }

  private void ready(int capacity) {
    if (!listed) {
      retire();
      become(EngineState.Condition.WAITING, "listed no more");
      return;
    }
    Post current = post;
    if (current == null) {
      RemoteEngine engine =
          new RemoteEngine(
              new RemoteServer(address, client, access), new WorkerApi(), access.drawTime());
      current = new Post(engine, Station.remote(address.getAuthority(), engine, capacity));
      post = current;
      stations.open(current.station());
    } else {
      stations.resize(current.station(), capacity);
    }
    become(
        stations.isDoubtful(current.station())
            ? EngineState.Condition.FAILING
            : EngineState.Condition.READY,
        "");
  }

  /** Something answers, but not as a worker does. */
  private synchronized void useless(String reason) {
    silences = 0;
    retire();
    become(EngineState.Condition.FAILING, reason);
  }

  private synchronized void silent(String reason) {
    silences++;
    if (isSilent()) {
      giveUp();
      become(EngineState.Condition.FAILING, reason);
    }
  }

  private boolean isSilent() {
    return silences > SILENCES_BORNE;
  }

  /** Sends it no more draws; those that it has go on. */
  private void retire() {
    if (post != null) {
      stations.close(post.station());
      leaving.add(post);
      post = null;
    }
  }

  /** Ends what it has, which is drawn elsewhere then. */
  private void giveUp() {
    retire();
    leaving.forEach(former -> former.engine().close());
    leaving.clear();
  }

  private void become(EngineState.Condition next, String detail) {
    if (next != condition) {
      LOGGER.log(
          next == EngineState.Condition.READY || next == EngineState.Condition.WAITING
              ? System.Logger.Level.INFO
              : System.Logger.Level.WARNING,
          "worker={0} is={1} {2}",
          address.getAuthority(),
          next,
          detail);
    }
    condition = next;
    news = detail;
  }

  synchronized void listed(boolean isListed) {
    listed = isListed;
  }

  /** Whether it is of no more use to somebody who has not found it behind its name just now. */
  synchronized boolean hasLeft() {
    leaving.removeIf(former -> stations.outstanding(former.station()) == 0);
    return isSilent() || (!listed && post == null && leaving.isEmpty());
  }

  /** Whose address it is. */
  URI url() {
    return url;
  }

  /** Whether it is sent draws. */
  synchronized boolean hasPost() {
    return post != null;
  }

  synchronized Optional<ServedModel> otherModel() {
    return otherModel;
  }

  synchronized EngineState state() {
    int drawing =
        Stream.concat(leaving.stream(), Stream.ofNullable(post))
            .mapToInt(each -> stations.outstanding(each.station()))
            .sum();
    return new EngineState(address.getAuthority(), condition, drawing, news);
  }

  @Override
  public synchronized void close() {
    closed.countDown();
    giveUp();
    probe.close();
  }
}
