package io.avatarorigin.origin;

import io.avatarorigin.diffusion.ModelDefaults;
import io.avatarorigin.origin.avatar.Recipe;
import io.avatarorigin.origin.avatar.Sampler;
import io.avatarorigin.origin.config.ConfigLoader;
import io.avatarorigin.origin.config.OriginConfig;
import io.avatarorigin.origin.engine.DrawWatch;
import io.avatarorigin.origin.engine.Drawing;
import io.avatarorigin.origin.engine.EmbeddedWorkshop;
import io.avatarorigin.origin.engine.Engine;
import io.avatarorigin.origin.engine.EngineException;
import io.avatarorigin.origin.engine.FakeEngine;
import io.avatarorigin.origin.engine.Workshop;
import io.avatarorigin.server.Opened;
import io.avatarorigin.settings.ConfigSources;
import io.avatarorigin.settings.Loaded;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;

/** What an assembled origin is started from in tests: settings, and an engine that is watched. */
public final class TestedOrigin {
  static final Instant NOW = Instant.parse("2026-05-06T07:08:10Z");

  private final Map<String, String> settings = new LinkedHashMap<>();
  private final CountDownLatch loading = new CountDownLatch(1);
  private final CountDownLatch mayLoad = new CountDownLatch(1);
  private volatile boolean closed;
  private volatile boolean opened;
  private volatile Optional<Sampler> warmed = Optional.empty();
  private Optional<String> fault = Optional.empty();
  private Optional<EngineException> cold = Optional.empty();
  private InstantSource clock = InstantSource.fixed(NOW);

  public final FakeEngine engine = new FakeEngine();

  public TestedOrigin(Path data) {
    settings.put("data", data.toString());
    settings.put("s3.port", "0");
    settings.put("web.port", "0");
    settings.put("admin.port", "0");
    settings.put("s3.buckets", "[{name: avatars, access: public}]");
    settings.put("shutdown-grace", "1s");
    mayLoad.countDown();
  }

  private TestedOrigin(Map<String, String> settings) {
    this.settings.putAll(settings);
  }

  /** The same with a model that loads when it is let. */
  TestedOrigin loadingLate() {
    return new TestedOrigin(settings);
  }

  public TestedOrigin with(String path, String value) {
    settings.put(path, value);
    return this;
  }

  TestedOrigin without(String path) {
    settings.remove(path);
    return this;
  }

  /** By this clock; without it, time stands still. */
  public TestedOrigin at(InstantSource clock) {
    this.clock = clock;
    return this;
  }

  TestedOrigin cannotDraw(String why) {
    fault = Optional.of(why);
    return this;
  }

  TestedOrigin cannotWarmUp() {
    cold = Optional.of(new EngineException("test", new IllegalStateException()));
    return this;
  }

  /** What the engine was warmed up for. */
  Optional<Sampler> warmed() {
    return warmed;
  }

  TestedOrigin closingAfter(Duration silence) {
    return with("limits.idle-time", silence.toMillis() + "ms")
        .with("limits.head-time", silence.toMillis() + "ms");
  }

  void awaitLoading() throws InterruptedException {
    loading.await();
  }

  void finishLoading() {
    mayLoad.countDown();
  }

  /** Whether the model was loaded at some time. */
  boolean wasLoaded() {
    return opened;
  }

  /** Whether the engine holds nothing. */
  boolean isClosed() {
    return closed;
  }

  public OriginServer start() {
    return OriginServer.start(config(), this::drawer, clock);
  }

  private OriginConfig config() {
    return loaded().config();
  }

  Loaded<OriginConfig> loaded() {
    List<ConfigSources.Flag> flags =
        settings.entrySet().stream()
            .map(set -> new ConfigSources.Flag("--set", set.getKey(), set.getValue()))
            .toList();
    return ConfigLoader.load(
        new ConfigSources(Optional.empty(), Map.of("HOME", "/nowhere"), flags, 2));
  }

  private OriginServer.Drawer drawer(Opened toClose) {
    loading.countDown();
    try {
      mayLoad.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    opened = true;
    Workshop workshop = new EmbeddedWorkshop(new WatchedEngine(), config().engine().drawers());
    toClose.add(workshop::close);
    return new OriginServer.Drawer(
        workshop,
        "5ee1",
        new ModelDefaults(
            OptionalInt.of(4), OptionalDouble.of(2), OptionalInt.of(64), Optional.empty()),
        (Sampler sampler) -> fault,
        this::warmUp);
  }

  private void warmUp(Recipe recipe) {
    warmed = Optional.of(recipe.sampler());
    if (cold.isPresent()) {
      throw cold.get();
    }
  }

  private final class WatchedEngine implements Engine {
    @Override
    public Drawing draw(Recipe recipe, DrawWatch watch) {
      return engine.draw(recipe, watch);
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
