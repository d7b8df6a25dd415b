package io.avatarorigin.origin;

import io.avatarorigin.diffusion.ExecutionOptions;
import io.avatarorigin.diffusion.ModelDefaults;
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

/** A running origin: three sockets over one store, and the engine that fills it. */
public final class OriginServer implements AutoCloseable {
  private static final System.Logger LOGGER = System.getLogger(OriginServer.class.getName());

  private final OriginConfig config;
  private final DataFolder data;
  private final AvatarWorks works;
  private final Lifecycle lifecycle;
  private final Sockets sockets;

  private OriginServer(
      OriginConfig config,
      DataFolder data,
      AvatarWorks works,
      Lifecycle lifecycle,
      Sockets sockets) {
    this.config = config;
    this.data = data;
    this.works = works;
    this.lifecycle = lifecycle;
    this.sockets = sockets;
  }

  /** An engine and what has to be known of its model; the server closes it. */
  record Drawer(Engine engine, String modelDigest, ModelDefaults defaults) {}

  /**
   * Loads the model, opens the sockets and returns.
   *
   * @param config with S3 credentials, if buckets are to be read signed
   * @param modelFolder a diffusers ONNX folder
   * @throws OriginException when the data folder or a port cannot be had
   */
  public static OriginServer start(OriginConfig config, Path modelFolder, InstantSource clock) {
    Vocabulary vocabulary = VocabularyLoader.load(config.vocabulary());
    StableDiffusion model = StableDiffusion.load(modelFolder, ExecutionOptions.onCpu());
    Drawer drawer =
        new Drawer(
            new EmbeddedEngine(model),
            model.description().digest(),
            model.description().defaults());
    return start(config, vocabulary, drawer, clock);
  }

  static OriginServer start(
      OriginConfig config, Vocabulary vocabulary, Drawer drawer, InstantSource clock) {
    DataFolder data = DataFolder.open(config.data());
    Sampler sampler =
        SamplerPrecedence.resolve(config.sampler(), drawer.defaults(), vocabulary.sampler());
    int quality = SamplerPrecedence.quality(config.jpegQuality(), vocabulary.sampler());
    RecipeBook recipes =
        new RecipeBook(vocabulary, sampler, drawer.modelDigest(), "quality " + quality);
    Metrics metrics = new Metrics();
    Lifecycle lifecycle = new Lifecycle();
    AvatarWorks works =
        AvatarWorks.start(
            config,
            data,
            drawer.engine(),
            new AvatarWorks.Recipes(recipes, quality),
            new AvatarWorks.Listeners(metrics, metrics),
            clock);
    metrics.watch(works.queue());
    try {
      AdminFace admin = new AdminFace(metrics, lifecycle, works.queue(), recipes.contentVersion());
      Sockets sockets = Sockets.open(config, works, recipes, admin, metrics, clock);
      lifecycle.serving();
      LOGGER.log(
          System.Logger.Level.INFO,
          "serving s3={0,number,#} web={1,number,#} admin={2,number,#} content-version={3}",
          sockets.s3Port(),
          sockets.webPort(),
          sockets.adminPort(),
          recipes.contentVersion());
      return new OriginServer(config, data, works, lifecycle, sockets);
    } catch (RuntimeException e) {
      works.close();
      data.close();
      throw e;
    }
  }

  public int s3Port() {
    return sockets.s3Port();
  }

  public int webPort() {
    return sockets.webPort();
  }

  public int adminPort() {
    return sockets.adminPort();
  }

  /**
   * Stops: not ready any more, new draws refused, running ones delivered within the grace period,
   * then the sockets are closed. A second call does nothing.
   */
  @Override
  public synchronized void close() {
    if (lifecycle.stage() == Lifecycle.Stage.STOPPING) {
      return;
    }
    lifecycle.stopping();
    works.drain(config.shutdownGrace());
    sockets.close();
    works.close();
    data.close();
    LOGGER.log(System.Logger.Level.INFO, "stopped");
  }
}
