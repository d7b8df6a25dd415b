package io.avatarorigin.worker;

import io.avatarorigin.server.Housekeeping;
import io.avatarorigin.server.ListeningSocket;
import io.avatarorigin.server.Opened;
import io.avatarorigin.worker.admin.AdminFace;
import io.avatarorigin.worker.admin.Metrics;
import io.avatarorigin.worker.config.AccessConfig;
import io.avatarorigin.worker.config.WorkerConfig;
import io.avatarorigin.worker.draw.DrawDesk;
import io.avatarorigin.worker.http.Connections;
import io.avatarorigin.worker.http.Doorkeeper;
import io.avatarorigin.worker.http.Front;
import io.avatarorigin.worker.http.InFlight;
import io.avatarorigin.worker.http.RequestIds;
import io.avatarorigin.worker.http.Route;
import io.avatarorigin.worker.http.TlsFiles;
import io.avatarorigin.worker.http.Tokens;
import io.avatarorigin.worker.http.WorkerSocket;
import io.avatarorigin.worker.load.Lifecycle;
import io.avatarorigin.worker.load.ModelProvision;
import io.avatarorigin.worker.openai.OpenAi;
import io.avatarorigin.worker.order.DrawingParts;
import io.avatarorigin.worker.order.OrderTaker;
import io.avatarorigin.worker.picture.PictureEncoder;
import io.avatarorigin.worker.status.StatusApi;
import io.avatarorigin.worker.webui.WebUi;
import io.helidon.webserver.http.HttpRouting;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** What a worker is made of: put together once, and closed in reverse order. */
final class WorkerParts {
  private static final Duration LOOKING = Duration.ofSeconds(1);
  private static final int ADMIN_CONNECTIONS = 64;
  private static final int ENCODERS = 2;

  private final WorkerConfig config;
  private final InstantSource clock;
  private final Opened opened;
  private final Lifecycle lifecycle = new Lifecycle();
  private final Metrics metrics = new Metrics(lifecycle);
  private final InFlight inFlight = new InFlight();
  private final DrawDesk desk;
  private final ModelLoading loading;
  private final Connections connections;

  WorkerParts(WorkerConfig config, ModelProvision provision, InstantSource clock, Opened opened) {
    this.config = config;
    this.clock = clock;
    this.opened = opened;
    this.desk = new DrawDesk(Derived.desk(config), lifecycle, metrics, clock);
    opened.add(desk::close);
    this.loading =
        new ModelLoading(provision, Derived.execution(config.engine(), provision), desk, lifecycle);
    this.connections = new Connections(config.limits().idleTime());
    metrics.watch(desk);
  }

  Lifecycle lifecycle() {
    return lifecycle;
  }

  DrawDesk desk() {
    return desk;
  }

  ModelLoading loading() {
    return loading;
  }

  InFlight inFlight() {
    return inFlight;
  }

  ListeningSocket openAdmin() {
    HttpRouting.Builder routing = HttpRouting.builder();
    new AdminFace(metrics, lifecycle).route(routing);
    ListeningSocket socket =
        WorkerSocket.open(
            new WorkerSocket.Address(
                "admin.", config.admin().host(), config.admin().port(), ADMIN_CONNECTIONS),
            new WorkerSocket.Speech(
                routing,
                new Connections(config.limits().idleTime()),
                config.limits().bodyBytes(),
                Optional.empty()));
    opened.add(socket::close);
    return socket;
  }

  ListeningSocket openApi() {
    AccessConfig access = config.access();
    Housekeeping housekeeping = Housekeeping.start();
    opened.add(housekeeping::close);
    Optional<Tokens> tokens = Derived.tokens(access);
    tokens.ifPresent(it -> housekeeping.every(LOOKING, it::refresh));
    Optional<TlsFiles> tls = Derived.tls(access);
    tls.ifPresent(it -> housekeeping.every(LOOKING, it::refresh));
    PictureEncoder encoder = new PictureEncoder(ENCODERS);
    opened.add(encoder::close);
    Front front =
        new Front(
            routes(encoder),
            new Doorkeeper(tokens, access.clientCa().isPresent()),
            () -> lifecycle.state() == Lifecycle.State.DRAINING,
            inFlight,
            metrics);
    ListeningSocket socket =
        WorkerSocket.open(
            new WorkerSocket.Address(
                "", config.host(), config.port(), config.limits().connections()),
            new WorkerSocket.Speech(
                HttpRouting.builder().any(front), connections, config.limits().bodyBytes(), tls));
    opened.add(socket::close);
    return socket;
  }

  private List<Route> routes(PictureEncoder encoder) {
    RandomGenerator random = RandomGenerator.of("SecureRandom");
    DrawingParts drawing =
        new DrawingParts(
            new OrderTaker(desk, connections),
            Derived.limits(config),
            encoder,
            new RequestIds(random),
            random,
            clock);
    return Stream.of(
            StatusApi.routes(desk, lifecycle, config.modelLabel(), encoder),
            new WebUi(drawing).routes(),
            new OpenAi(drawing).routes())
        .flatMap(List::stream)
        .toList();
  }
}
