package io.avatarorigin.origin.engine.remote;

import static org.assertj.core.api.Assertions.assertThat;

import io.avatarorigin.origin.avatar.Recipe;
import io.avatarorigin.origin.engine.DrawQueue;
import io.avatarorigin.origin.engine.DrawQueueSettings;
import io.avatarorigin.origin.engine.DrawResult;
import io.avatarorigin.origin.engine.DrawWatch;
import io.avatarorigin.origin.engine.EngineException;
import io.avatarorigin.origin.engine.EngineState;
import io.avatarorigin.origin.engine.EngineState.Condition;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Workers behind one name, each on an address of its own of the loopback network. */
class WorkerFleetTest {
  private static final String ONE = "1".repeat(64);
  private static final String TWO = "2".repeat(64);

  /** More than an origin bears. */
  private static final int MANY_LOOKS = 15;

  private final List<ScriptedServer> servers = new ArrayList<>();
  private final List<String> listed = new CopyOnWriteArrayList<>();
  private final BlockingQueue<ServedModel> strange = new LinkedBlockingQueue<>();
  private final BlockingQueue<DrawResult> results = new LinkedBlockingQueue<>();
  private final int port = freePort();
  private volatile boolean resolves = true;
  private WorkerFleet fleet;

  @AfterEach
  void close() {
    if (fleet != null) {
      fleet.close();
    }
    servers.forEach(ScriptedServer::close);
  }

  @Test
  void learnsTheModelOfTheFirstWorker() {
    worker("127.0.0.2", report("ready", 2, ONE));
    start(Optional.empty());

    assertThat(fleet.awaitModel(Duration.ofSeconds(20)))
        .hasValueSatisfying(
            model -> {
              assertThat(model.digest()).isEqualTo(ONE);
              assertThat(model.latentFactor()).isEqualTo(8);
              assertThat(model.defaults().steps()).hasValue(6);
              assertThat(model.defaults().scheduler()).isEmpty();
            });
  }

  @Test
  void usesWhoeverIsThere() {
    start(known(ONE));
    assertThat(fleet.stations().count()).isZero();

    worker("127.0.0.2", report("ready", 2, ONE));
    worker("127.0.0.3", report("ready", 3, ONE));

    eventually(() -> fleet.stations().count() == 2);
    assertThat(fleet.stations().places()).isEqualTo(5);
  }

  @Test
  void sendsNothingToWhoIsLoadingOrDraining() {
    worker("127.0.0.2", report("loading", 2, ONE));
    worker("127.0.0.3", report("draining", 2, ONE));
    worker("127.0.0.4", report("broken", 2, ONE));
    start(known(ONE));

    eventually(
        () ->
            fleet.engines().stream()
                .map(EngineState::detail)
                .toList()
                .equals(List.of("loading: fetching 42 %", "stopping", "says that it is broken")));
    assertThat(conditions())
        .containsExactly(Condition.WAITING, Condition.WAITING, Condition.FAILING);
    assertThat(fleet.stations().count()).isZero();
  }

  @Test
  void drawsElsewhereWhatASilentWorkerHad() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch wakes = new CountDownLatch(1);
    ScriptedServer first = worker("127.0.0.2", report("ready", 1, ONE));
    first.on(
        "/sdapi/v1/txt2img",
        _ -> {
          begun.countDown();
          return sleep(wakes);
        });
    start(known(ONE));
    eventually(() -> fleet.stations().count() == 1);
    try (DrawQueue queue =
        new DrawQueue(fleet.stations(), new DrawQueueSettings(4, 2), (_, _) -> {})) {
      queue.submit(Rooms.recipe(true), DrawWatch.NONE, results::add);
      begun.await();
      worker("127.0.0.3", report("ready", 1, ONE));

      first.on("/v1/worker", _ -> sleep(wakes));

      assertThat(results.poll(30, TimeUnit.SECONDS)).isInstanceOf(DrawResult.Drawn.class);
      assertThat(conditions()).containsExactly(Condition.FAILING, Condition.READY);
    } finally {
      wakes.countDown();
    }
  }

  @Test
  void letsAWorkerFinishThatIsListedNoMore() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch wakes = new CountDownLatch(1);
    ScriptedServer worker = worker("127.0.0.2", report("ready", 1, ONE));
    worker.on(
        "/sdapi/v1/txt2img",
        _ -> {
          begun.countDown();
          sleep(wakes);
          return picture();
        });
    start(known(ONE));
    eventually(() -> fleet.stations().count() == 1);
    try (DrawQueue queue =
        new DrawQueue(fleet.stations(), new DrawQueueSettings(4, 1), (_, _) -> {})) {
      queue.submit(Rooms.recipe(true), DrawWatch.NONE, results::add);
      begun.await();
      worker("127.0.0.3", report("loading", 1, ONE));

      listed.remove("127.0.0.2");
      eventually(() -> fleet.stations().count() == 0);
      wakes.countDown();

      assertThat(results.poll(30, TimeUnit.SECONDS)).isInstanceOf(DrawResult.Drawn.class);
      eventually(() -> fleet.engines().size() == 1);
    }
  }

  @Test
  void keepsWhoAnswersWhenTheNameCannotBeLookedUp() {
    ScriptedServer worker = worker("127.0.0.2", report("ready", 1, ONE));
    start(known(ONE));
    eventually(() -> fleet.stations().count() == 1);

    resolves = false;
    int asked = worker.asked("/v1/worker").size();
    eventually(() -> worker.asked("/v1/worker").size() > asked + 2);

    assertThat(fleet.stations().count()).isEqualTo(1);
  }

  @Test
  void asksNobodyWithAnotherModel() throws InterruptedException {
    worker("127.0.0.2", report("ready", 1, TWO));
    start(known(ONE));

    eventually(() -> conditions().equals(List.of(Condition.OTHER_MODEL)));
    assertThat(fleet.stations().count()).isZero();
    assertThat(strange.poll(30, TimeUnit.SECONDS)).extracting(ServedModel::digest).isEqualTo(TWO);
  }

  @Test
  void learnsNoModelOfAWorkerWhoseLabelIsAnother() {
    ScriptedServer before = worker("127.0.0.2", labelled("before", ONE));
    startLabelled("after");
    eventually(() -> conditions().equals(List.of(Condition.OTHER_MODEL)));
    eventually(() -> before.asked("/v1/worker").size() > MANY_LOOKS);

    worker("127.0.0.3", labelled("after", TWO));

    assertThat(fleet.awaitModel(Duration.ofSeconds(20)))
        .hasValueSatisfying(model -> assertThat(model.digest()).isEqualTo(TWO));
    eventually(() -> fleet.stations().count() == 1);
    assertThat(strange).isEmpty();
  }

  @Test
  void forgetsTheOtherModelOfAWorkerThatLoadsAnew() {
    ScriptedServer worker = worker("127.0.0.2", report("ready", 1, TWO));
    start(known(ONE));
    eventually(() -> conditions().equals(List.of(Condition.OTHER_MODEL)));

    worker.on("/v1/worker", _ -> ScriptedServer.Answer.json(200, "{\"state\": \"loading\"}"));
    eventually(() -> conditions().equals(List.of(Condition.WAITING)));
    int asked = worker.asked("/v1/worker").size();
    eventually(() -> worker.asked("/v1/worker").size() > asked + MANY_LOOKS);

    assertThat(strange).isEmpty();
  }

  @Test
  void asksAWorkerWithoutALabel() {
    worker("127.0.0.2", report("ready", 1, ONE));
    startLabelled("any");

    eventually(() -> fleet.stations().count() == 1);
  }

  @Test
  void noticesAnotherCapacity() {
    ScriptedServer worker = worker("127.0.0.2", report("ready", 1, ONE));
    start(known(ONE));
    eventually(() -> fleet.stations().places() == 1);

    worker.on("/v1/worker", _ -> report("ready", 8, ONE));

    eventually(() -> fleet.stations().places() == 8);
  }

  @Test
  void saysWhatAnswersThatIsNoWorker() {
    worker("127.0.0.2", ScriptedServer.Answer.json(401, "{\"error\":\"no token\"}"));
    start(known(ONE));

    eventually(() -> conditions().equals(List.of(Condition.FAILING)));
    assertThat(fleet.engines().getFirst().detail())
        .contains("401: no token")
        .contains("engine.token");
  }

  @Test
  void goesOnAskingWhileThereIsNoToken() {
    AtomicBoolean mounted = new AtomicBoolean();
    worker("127.0.0.2", report("ready", 1, ONE));
    Supplier<Optional<String>> token =
        () -> {
          if (!mounted.get()) {
            throw new EngineException(
                EngineException.Trouble.UNREACHABLE, "no token is mounted", null);
          }
          return Optional.of("token");
        };
    start(known(ONE), new Access(token, Optional.empty(), Optional.empty(), Rooms.DRAW_TIME));
    eventually(() -> conditions().equals(List.of(Condition.FAILING)));
    assertThat(fleet.engines().getFirst().detail()).isEqualTo("no token is mounted");

    mounted.set(true);

    eventually(() -> conditions().equals(List.of(Condition.READY)));
  }

  private void start(Optional<ServedModel> known) {
    start(known, Rooms.OPEN);
  }

  private void start(Optional<ServedModel> known, Access access) {
    start(access, new ModelAgreement(known, Optional.empty()));
  }

  private void startLabelled(String label) {
    start(Rooms.OPEN, new ModelAgreement(Optional.empty(), Optional.of(label)));
  }

  private void start(Access access, ModelAgreement agreement) {
    fleet =
        WorkerFleet.start(
            List.of(URI.create("http://workers:" + port)),
            access,
            this::addresses,
            agreement,
            strange::add,
            new Rhythm(Duration.ofMillis(50), Duration.ofMillis(500)));
  }

  private List<InetAddress> addresses(String host) throws UnknownHostException {
    if (!resolves || listed.isEmpty()) {
      throw new UnknownHostException(host);
    }
    List<InetAddress> found = new ArrayList<>();
    for (String address : listed) {
      found.add(InetAddress.getByName(address));
    }
    return found;
  }

  private ScriptedServer worker(String address, ScriptedServer.Answer report) {
    ScriptedServer server =
        new ScriptedServer(address, port)
            .on("/v1/worker", _ -> report)
            .on("/sdapi/v1/txt2img", _ -> picture());
    servers.add(server);
    listed.add(address);
    return server;
  }

  private List<Condition> conditions() {
    return fleet.engines().stream().map(EngineState::condition).toList();
  }

  private static ScriptedServer.Answer picture() {
    Recipe recipe = Rooms.recipe(true);
    int size = recipe.sampler().size();
    return new ScriptedServer.Answer(
        200, PortablePixmap.MEDIA_TYPE, Map.of(), Rooms.pixmap(size, Rooms.rgb(size)));
  }

  private static ScriptedServer.Answer report(String state, int capacity, String digest) {
    return ScriptedServer.Answer.json(
        200,
        """
        {"state": "%s", "load": {"stage": "fetching", "percent": 42},
         "model": {"name": "m", "digest": "%s", "family": "new", "latentFactor": 8,
                   "defaults": {"steps": 6, "scheduler": "OfTheFuture"}},
         "capacity": %d, "waiting": 0, "drawing": 0, "more": []}
        """
            .formatted(state, digest, capacity));
  }

  private static ScriptedServer.Answer labelled(String label, String digest) {
    return ScriptedServer.Answer.json(
        200,
        """
        {"state": "ready", "capacity": 1,
         "model": {"name": "m", "digest": "%s", "label": "%s", "latentFactor": 8}}
        """
            .formatted(digest, label));
  }

  private static Optional<ServedModel> known(String digest) {
    return ServedModel.parse(
        Refusals.json(
            ("{\"digest\":\"" + digest + "\",\"latentFactor\":8}")
                .getBytes(java.nio.charset.StandardCharsets.UTF_8)));
  }

  private static ScriptedServer.Answer sleep(CountDownLatch until) {
    try {
      until.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return ScriptedServer.Answer.json(500, "{}");
  }

  private static void eventually(BooleanSupplier holds) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!holds.getAsBoolean()) {
      assertThat(System.nanoTime()).as("the time that is waited").isLessThan(deadline);
      Thread.onSpinWait();
      java.util.concurrent.locks.LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }

  private static int freePort() {
    try (ScriptedServer server = new ScriptedServer()) {
      return server.port();
    }
  }
}
