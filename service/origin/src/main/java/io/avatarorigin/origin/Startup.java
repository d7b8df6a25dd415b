package io.avatarorigin.origin;

import io.avatarorigin.origin.admin.AdminFace;
import io.avatarorigin.origin.admin.Lifecycle;
import io.avatarorigin.origin.admin.Metrics;
import io.avatarorigin.origin.avatar.RecipeBook;
import io.avatarorigin.origin.avatar.Sampler;
import io.avatarorigin.origin.client.TrustedProxies;
import io.avatarorigin.origin.config.EngineConfig;
import io.avatarorigin.origin.config.LimitsConfig;
import io.avatarorigin.origin.config.OriginConfig;
import io.avatarorigin.origin.connection.ConnectionLimits;
import io.avatarorigin.origin.engine.EngineException;
import io.avatarorigin.server.Housekeeping;
import io.avatarorigin.server.ListeningSocket;
import io.avatarorigin.server.Opened;
import io.avatarorigin.vocabulary.Hash;
import io.avatarorigin.vocabulary.Vocabulary;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Puts an origin together, once; what it has opened when it fails is its caller's to close. */
final class Startup {
  private static final System.Logger LOGGER = System.getLogger(Startup.class.getName());

  /** Of nobody: the MD5 of no text at all. */
  private static final Hash ANYBODY = Hash.parse("d41d8cd98f00b204e9800998ecf8427e");

  private final OriginConfig config;
  private final InstantSource clock;
  private final Opened opened;
  private final Metrics metrics = new Metrics();
  private final Lifecycle lifecycle = new Lifecycle();
  private final AdminFace admin = new AdminFace(metrics, lifecycle);

  Startup(OriginConfig config, InstantSource clock, Opened opened) {
    this.config = config;
    this.clock = clock;
    this.opened = opened;
  }

  /** What costs nothing and can fail comes before the model is loaded. */
  OriginServer run(Function<Opened, OriginServer.Drawer> workshop) {
    DataFolder data = DataFolder.open(config.data());
    opened.add(data::close);
    ListeningSocket adminSocket = openAdmin();
    S3Keys keys = openKeys();
    Vocabulary vocabulary = VocabularyLoader.load(config.vocabulary());
    Optional<PinnedWorks> pinned = PinnedWorks.open(config, data, opened);
    admin.awaitDrawer(config.engine().kind() == EngineConfig.Kind.WORKERS);
    OriginServer.Drawer drawer = workshop.apply(opened);
    AvatarWorks.Recipes recipes = recipes(vocabulary, drawer);
    warmUp(drawer, recipes.book());
    AvatarWorks works =
        AvatarWorks.start(
            config,
            new AvatarWorks.Kept(data, pinned),
            drawer.workshop(),
            recipes,
            new AvatarWorks.Listeners(metrics, metrics),
            clock,
            opened);
    metrics.watch(works.queue());
    pinned.ifPresent(p -> metrics.watch(p.files()));
    metrics.watch(drawer.workshop());
    admin.watch(works.queue(), drawer.workshop(), recipes.book().contentVersion());
    admin.watch(works.store()::sharedState);
    works.store().sharedState().ifPresent(_ -> metrics.watchBacklog(works.store()::sharedState));
    Faces faces =
        Faces.create(config, works, pinned, recipes.book(), keys.source(), metrics, clock);
    metrics.watchEventStreams(faces.web()::eventStreams);
    OriginServer.Ports ports =
        new OriginServer.Ports(openS3(faces).port(), openWeb(faces).port(), adminSocket.port());
    lifecycle.serving();
    LOGGER.log(
        System.Logger.Level.INFO,
        "serving s3={0,number,#} web={1,number,#} admin={2,number,#} content-version={3}",
        ports.s3(),
        ports.web(),
        ports.admin(),
        recipes.book().contentVersion());
    return new OriginServer(config, works, lifecycle, ports, opened);
  }

  private AvatarWorks.Recipes recipes(Vocabulary vocabulary, OriginServer.Drawer drawer) {
    Sampler sampler =
        new DrawableSampler(config.sampler(), drawer.defaults(), vocabulary.sampler())
            .resolve(drawer.fault());
    int quality = SamplerPrecedence.quality(config.jpegQuality(), vocabulary.sampler());
    return new AvatarWorks.Recipes(
        new RecipeBook(vocabulary, sampler, drawer.modelDigest(), "quality " + quality), quality);
  }

  /** With any recipe, as its size and negative prompt are those of all. */
  private void warmUp(OriginServer.Drawer drawer, RecipeBook book) {
    if (config.engine().drawers() == 0) {
      return;
    }
    try {
      drawer.warmUp().accept(book.recipe(ANYBODY));
    } catch (EngineException e) {
      LOGGER.log(System.Logger.Level.WARNING, "the first draws may fail too", e);
    }
  }

  /** Looked at on a thread of its own: a mount that hangs shall hold up nothing else. */
  private S3Keys openKeys() {
    S3Keys keys = S3Keys.open(config.s3(), metrics);
    if (keys.mayChange()) {
      Housekeeping looking = Housekeeping.start();
      opened.add(looking::close);
      looking.every(Duration.ofSeconds(1), keys::refresh);
    }
    return keys;
  }

  private ListeningSocket openAdmin() {
    ListeningSocket socket =
        FaceSocket.open(
            new FaceSocket.Address("admin", config.admin().host(), config.admin().port()),
            guard("admin", address -> false),
            FaceSocket.plain(admin::route, admin.unroutedErrors()));
    opened.add(socket::close);
    return socket;
  }

  private ListeningSocket openS3(Faces faces) {
    ListeningSocket socket =
        FaceSocket.open(
            new FaceSocket.Address("s3", config.s3().host(), config.s3().port()),
            guard("s3", new TrustedProxies(config.s3().clients().trustedProxies())::contains),
            new FaceSocket.Face(faces.s3()::configure, faces.s3().http1()));
    opened.add(socket::close);
    return socket;
  }

  /** Also where nothing may be drawn for browsers: what is drawn already, they are served. */
  private ListeningSocket openWeb(Faces faces) {
    ListeningSocket socket =
        FaceSocket.open(
            new FaceSocket.Address("web", config.web().host(), config.web().port()),
            guard("web", address -> config.web().trustedProxies() > 0),
            FaceSocket.plain(faces.web(), faces.web().unroutedErrors()));
    opened.add(socket::close);
    return socket;
  }

  /**
   * @param proxies addresses that stand for many clients; on the web socket any, where all come
   *     through proxies
   */
  private FaceSocket.Guard guard(String socket, Predicate<InetAddress> proxies) {
    LimitsConfig limits = config.limits();
    return new FaceSocket.Guard(
        new ConnectionLimits(
            limits.connections(),
            limits.connectionsPerClient(),
            proxies,
            limits.headTime(),
            limits.writeTime(),
            limits.idleTime()),
        metrics.connections(socket));
  }
}
