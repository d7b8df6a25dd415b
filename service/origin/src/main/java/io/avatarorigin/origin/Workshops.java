package io.avatarorigin.origin;

import io.avatarorigin.diffusion.ModelDefaults;
import io.avatarorigin.diffusion.StableDiffusion;
import io.avatarorigin.origin.avatar.Digest;
import io.avatarorigin.origin.avatar.Sampler;
import io.avatarorigin.origin.config.EngineConfig;
import io.avatarorigin.origin.config.OriginConfig;
import io.avatarorigin.origin.config.RemoteEngineConfig;
import io.avatarorigin.origin.engine.EmbeddedEngine;
import io.avatarorigin.origin.engine.EmbeddedWorkshop;
import io.avatarorigin.origin.engine.Workshop;
import io.avatarorigin.origin.engine.remote.Access;
import io.avatarorigin.origin.engine.remote.Addresses;
import io.avatarorigin.origin.engine.remote.ModelAgreement;
import io.avatarorigin.origin.engine.remote.ServedModel;
import io.avatarorigin.origin.engine.remote.ServerPool;
import io.avatarorigin.origin.engine.remote.WorkerFleet;
import io.avatarorigin.server.Opened;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Sets up what draws, as the settings say. */
final class Workshops {
  private static final System.Logger LOGGER = System.getLogger(Workshops.class.getName());

  /** How long workers that are there may take to tell of their model, before memory serves. */
  private static final Duration FIRST_WORD = Duration.ofSeconds(3);

  private static final Duration WORD = Duration.ofSeconds(30);

  private static final ModelDefaults UNKNOWN =
      new ModelDefaults(
          OptionalInt.empty(), OptionalDouble.empty(), OptionalInt.empty(), Optional.empty());

  private final OriginConfig config;
  private final RemoteEngineConfig remote;

  private Workshops(OriginConfig config) {
    this.config = config;
    this.remote = config.engine().remote();
  }

  /**
   * What draws. With workers this takes until one has told of its model, unless that is known.
   *
   * @param opened takes how it is closed
   */
  static OriginServer.Drawer open(OriginConfig config, LocalModel model, Opened opened) {
    return new Workshops(config).open(model, opened);
  }

  private OriginServer.Drawer open(LocalModel model, Opened opened) {
    return switch (config.engine().kind()) {
      case EMBEDDED -> embedded(model, opened);
      case WORKERS -> workers(opened);
      case AUTOMATIC1111 ->
          servers(
              ServerPool.automatic1111(remote.urls(), places(), access(), remote.model()), opened);
      case OPENAI ->
          servers(ServerPool.openAi(remote.urls(), places(), access(), remote.model()), opened);
    };
  }

  private OriginServer.Drawer embedded(LocalModel local, Opened opened) {
    StableDiffusion model = local.load(config.engine());
    EmbeddedEngine engine = new EmbeddedEngine(model);
    Workshop workshop = new EmbeddedWorkshop(engine, config.engine().drawers());
    opened.add(workshop::close);
    return new OriginServer.Drawer(
        workshop,
        model.description().digest(),
        model.description().defaults(),
        engine::fault,
        engine::warmUp);
  }

  private OriginServer.Drawer workers(Opened opened) {
    KeptModel kept = KeptModel.in(config.data(), remote.model());
    WorkerFleet fleet =
        WorkerFleet.start(
            suspended() ? List.of() : remote.urls(),
            access(),
            Addresses.DNS,
            new ModelAgreement(kept.read(), remote.model()),
            kept::write);
    opened.add(fleet::close);
    ServedModel model = agreed(fleet, kept);
    return new OriginServer.Drawer(
        fleet, model.digest(), model.defaults(), sampler -> fault(sampler, model), _ -> {});
  }

  private ServedModel agreed(WorkerFleet fleet, KeptModel kept) {
    Optional<ServedModel> model = fleet.awaitModel(FIRST_WORD);
    while (model.isEmpty()) {
      LOGGER.log(
          System.Logger.Level.INFO,
          "waiting for a worker at {0}, to learn what it draws with: {1}",
          remote.urls(),
          fleet.engines());
      model = fleet.awaitModel(WORD);
    }
    kept.write(model.get());
    return model.get();
  }

  private static Optional<String> fault(Sampler sampler, ServedModel model) {
    int factor = model.latentFactor();
    return sampler.size() % factor == 0
        ? Optional.empty()
        : Optional.of("size %d is not a multiple of %d".formatted(sampler.size(), factor));
  }

  private OriginServer.Drawer servers(ServerPool servers, Opened opened) {
    opened.add(servers::close);
    return new OriginServer.Drawer(servers, digest(), UNKNOWN, _ -> Optional.empty(), _ -> {});
  }

  /** Such servers tell of no digest: what they were asked for stands for it. */
  private String digest() {
    EngineConfig.Kind kind = config.engine().kind();
    String asked = kind.name().toLowerCase(Locale.ROOT) + "\n" + remote.model().orElse("");
    return HexFormat.of().formatHex(Digest.SHA256.of(asked.getBytes(StandardCharsets.UTF_8)));
  }

  private boolean suspended() {
    return config.engine().drawers() == 0;
  }

  private int places() {
    return suspended() ? 0 : remote.places();
  }

  private Access access() {
    return new Access(
        EngineToken.of(remote.token(), remote.tokenFile()),
        remote.authority().map(EngineTls::authorities),
        remote.certificate().map(chain -> EngineTls.identity(chain, remote.key().orElseThrow())),
        remote.drawTime());
  }
}
