package io.avatarorigin.origin;

import io.avatarorigin.diffusion.ModelDefaults;
import io.avatarorigin.origin.admin.Lifecycle;
import io.avatarorigin.origin.avatar.Recipe;
import io.avatarorigin.origin.avatar.Sampler;
import io.avatarorigin.origin.config.OriginConfig;
import io.avatarorigin.origin.engine.Workshop;
import io.avatarorigin.server.Opened;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** A running origin: three sockets over one store, and the engine that fills it. */
public final class OriginServer implements AutoCloseable {
  private static final System.Logger LOGGER = System.getLogger(OriginServer.class.getName());

  private final OriginConfig config;
  private final AvatarWorks works;
  private final Lifecycle lifecycle;
  private final Ports ports;
  private final Opened opened;

  OriginServer(
      OriginConfig config, AvatarWorks works, Lifecycle lifecycle, Ports ports, Opened opened) {
    this.config = config;
    this.works = works;
    this.lifecycle = lifecycle;
    this.ports = ports;
    this.opened = opened;
  }

  /**
   * What draws, and what has to be known of its model.
   *
   * @param fault why it cannot draw with a sampler, where that is so
   * @param warmUp does once, before anybody asks, what a first draw is slow for
   */
  record Drawer(
      Workshop workshop,
      String modelDigest,
      ModelDefaults defaults,
      Function<Sampler, Optional<String>> fault,
      Consumer<Recipe> warmUp) {}

  /** Where it listens. */
  record Ports(int s3, int web, int admin) {}

  /**
   * Takes the data folder, opens the admin socket, sets up what draws, opens the other sockets and
   * returns. What was opened is closed again when something fails.
   *
   * @param config with S3 credentials, if buckets are to be read signed
   * @throws OriginException when the data folder or a port cannot be had
   * @throws io.avatarorigin.settings.ConfigException when the model cannot draw as it is told
   */
  public static OriginServer start(OriginConfig config, LocalModel model, InstantSource clock) {
    return start(config, opened -> Workshops.open(config, model, opened), clock);
  }

  /** The same with anything that draws, which is set up when the admin socket can tell of it. */
  static OriginServer start(
      OriginConfig config, Function<Opened, Drawer> drawer, InstantSource clock) {
    return Opened.start(opened -> new Startup(config, clock, opened).run(drawer));
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
