package io.avatarorigin.origin;

import io.avatarorigin.diffusion.DrawRequest;
import io.avatarorigin.diffusion.ExecutionOptions;
import io.avatarorigin.diffusion.InvalidDrawException;
import io.avatarorigin.diffusion.ModelDefaults;
import io.avatarorigin.diffusion.SchedulerChoice;
import io.avatarorigin.diffusion.StableDiffusion;
import io.avatarorigin.origin.admin.AdminFace;
import io.avatarorigin.origin.admin.Lifecycle;
import io.avatarorigin.origin.admin.Metrics;
import io.avatarorigin.origin.avatar.RecipeBook;
import io.avatarorigin.origin.avatar.Sampler;
import io.avatarorigin.origin.config.OriginConfig;
import io.avatarorigin.origin.engine.EmbeddedEngine;
import io.avatarorigin.origin.engine.Engine;
import io.avatarorigin.vocabulary.Vocabulary;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** A running origin: three sockets over one store, and the engine that fills it. */
public final class OriginServer implements AutoCloseable {
  private static final System.Logger LOGGER = System.getLogger(OriginServer.class.getName());

  private final OriginConfig config;
  private final AvatarWorks works;
  private final Lifecycle lifecycle;
  private final Ports ports;
  private final Opened opened;

  private OriginServer(
      OriginConfig config, AvatarWorks works, Lifecycle lifecycle, Ports ports, Opened opened) {
    this.config = config;
    this.works = works;
    this.lifecycle = lifecycle;
    this.ports = ports;
    this.opened = opened;
  }

  /**
   * An engine and what has to be known of its model; the server closes it.
   *
   * @param fault why the engine cannot draw with a sampler, where that is so
   */
  record Drawer(
      Engine engine,
      String modelDigest,
      ModelDefaults defaults,
      Function<Sampler, Optional<String>> fault) {}

  private record Ports(int s3, int web, int admin) {}

  /**
   * Takes the data folder, opens the admin socket, loads the model, opens the other sockets and
   * returns. What was opened is closed again when something fails.
   *
   * @param config with S3 credentials, if buckets are to be read signed
   * @param modelFolder a diffusers ONNX folder
   * @throws OriginException when the data folder or a port cannot be had
   * @throws io.avatarorigin.origin.config.ConfigException when the model cannot draw as it is told
   */
  public static OriginServer start(OriginConfig config, Path modelFolder, InstantSource clock) {
    return start(config, () -> embedded(modelFolder), SocketLimits.USUAL, clock);
  }

  private static Drawer embedded(Path modelFolder) {
    StableDiffusion model = StableDiffusion.load(modelFolder, ExecutionOptions.onCpu());
    return new Drawer(
        new EmbeddedEngine(model),
        model.description().digest(),
        model.description().defaults(),
        sampler -> fault(model, sampler));
  }

  private static Optional<String> fault(StableDiffusion model, Sampler sampler) {
    try {
      model.requireDrawable(
          new DrawRequest(
              "",
              "",
              0,
              sampler.steps(),
              sampler.guidanceScale(),
              sampler.size(),
              sampler.size(),
              new SchedulerChoice(sampler.scheduler(), sampler.karras())));
      return Optional.empty();
    } catch (InvalidDrawException e) {
      return Optional.ofNullable(e.getMessage());
    }
  }

  /** The same with any engine, which is opened when the admin socket can tell of it. */
  static OriginServer start(
      OriginConfig config, Supplier<Drawer> engine, SocketLimits limits, InstantSource clock) {
    Opened opened = new Opened();
    try {
      return start(config, engine, limits, clock, opened);
    } catch (RuntimeException | Error e) {
      closeAfter(e, opened);
      throw e;
    }
  }

  private static OriginServer start(
      OriginConfig config,
      Supplier<Drawer> engine,
      SocketLimits limits,
      InstantSource clock,
      Opened opened) {
    DataFolder data = DataFolder.open(config.data());
    opened.add(data::close);
    Metrics metrics = new Metrics();
    Lifecycle lifecycle = new Lifecycle();
    AdminFace admin = new AdminFace(metrics, lifecycle);
    FaceSocket adminSocket =
        FaceSocket.open(
            new FaceSocket.Address("admin", config.admin().host(), config.admin().port()),
            limits,
            admin::route,
            admin.unroutedErrors());
    opened.add(adminSocket::close);

    Vocabulary vocabulary = VocabularyLoader.load(config.vocabulary());
    Drawer drawer = engine.get();
    opened.add(drawer.engine()::close);
    RecipeBook recipes = recipes(config, vocabulary, drawer);
    AvatarWorks works =
        AvatarWorks.start(
            config,
            data,
            drawer.engine(),
            new AvatarWorks.Recipes(recipes, quality(config, vocabulary)),
            new AvatarWorks.Listeners(metrics, metrics),
            clock,
            opened);
    metrics.watch(works.queue());
    admin.watch(works.queue(), recipes.contentVersion());

    Faces faces = Faces.create(config, works, recipes, metrics, clock);
    FaceSocket s3 =
        FaceSocket.open(
            new FaceSocket.Address("s3", config.s3().host(), config.s3().port()),
            limits,
            faces.s3()::configure);
    opened.add(s3::close);
    FaceSocket web =
        FaceSocket.open(
            new FaceSocket.Address("web", config.web().host(), config.web().port()),
            limits,
            faces.web(),
            faces.web().unroutedErrors());
    opened.add(web::close);
    lifecycle.serving();
    Ports ports = new Ports(s3.port(), web.port(), adminSocket.port());
    LOGGER.log(
        System.Logger.Level.INFO,
        "serving s3={0,number,#} web={1,number,#} admin={2,number,#} content-version={3}",
        ports.s3(),
        ports.web(),
        ports.admin(),
        recipes.contentVersion());
    return new OriginServer(config, works, lifecycle, ports, opened);
  }

  private static RecipeBook recipes(OriginConfig config, Vocabulary vocabulary, Drawer drawer) {
    Sampler sampler =
        new DrawableSampler(config.sampler(), drawer.defaults(), vocabulary.sampler())
            .resolve(drawer.fault());
    return new RecipeBook(
        vocabulary, sampler, drawer.modelDigest(), "quality " + quality(config, vocabulary));
  }

  private static int quality(OriginConfig config, Vocabulary vocabulary) {
    return SamplerPrecedence.quality(config.jpegQuality(), vocabulary.sampler());
  }

  private static void closeAfter(Throwable failure, Opened opened) {
    try {
      opened.close();
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  public int s3Port() {
    return ports.s3();
  }

  public int webPort() {
    return ports.web();
  }

  public int adminPort() {
    return ports.admin();
  }

  /**
   * Stops: not ready any more, new draws refused, running ones delivered within the grace period,
   * then everything is closed, the admin socket late. A second call does nothing.
   */
  @Override
  public synchronized void close() {
    if (lifecycle.stage() == Lifecycle.Stage.STOPPING) {
      return;
    }
    lifecycle.stopping();
    works.drain(config.shutdownGrace());
    opened.close();
    LOGGER.log(System.Logger.Level.INFO, "stopped");
  }
}
