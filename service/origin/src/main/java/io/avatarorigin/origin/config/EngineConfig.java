package io.avatarorigin.origin.config;

import io.avatarorigin.settings.Kinds;
import io.avatarorigin.settings.OptionalKind;
import io.avatarorigin.settings.Setting;
import io.avatarorigin.settings.Values;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What draws, and the queue in front of it.
 *
 * @param kind what draws; default the embedded engine, or AUTOMATIC1111 where the model is a URL
 * @param drawers how many pictures are drawn at once, 0 to 256; default the number of cores
 * @param queue how many draws may wait, 1 or more; default 256
 * @param attempts how often a draw is tried before it fails, 1 to 10; default 3
 * @param safety what becomes of pictures that the model's safety checker refuses; default REDRAW
 * @param safetyAttempts how often such a picture is drawn anew, 1 to 10; default 3
 * @param execution what the embedded engine's model runs on
 * @param remote engines in other processes
 */
public record EngineConfig(
    Kind kind,
    int drawers,
    int queue,
    int attempts,
    Safety safety,
    int safetyAttempts,
    ExecutionConfig execution,
    RemoteEngineConfig remote) {
  /** What draws. */
  public enum Kind {
    /** A model in this process. */
    EMBEDDED,
    /** Workers of this project, which come and go. */
    WORKERS,
    /** Servers of AUTOMATIC1111's API. */
    AUTOMATIC1111,
    /** Servers of OpenAI's image API. */
    OPENAI
  }

  /** What becomes of a picture that the model's safety checker refuses. */
  public enum Safety {
    /** The checker is not asked. */
    OFF,
    /** It is drawn anew with the next seeds, and refused when all of those are. */
    REDRAW,
    /** It is refused. */
    REFUSE
  }

  static final Setting<Optional<Kind>> KIND =
      new Setting<>(
          "engine.kind",
          new OptionalKind<>(Kinds.choice(Kind.class)),
          "",
          "What draws: the model in this process, workers of this project, or servers of another"
              + " API; see [Engines](#engines). Unset: embedded, or automatic1111 where `model` is"
              + " a URL.");
  static final Setting<Integer> DRAWERS =
      new Setting<>(
          "engine.drawers",
          Kinds.integer(0, 256, ""),
          "number of cores",
          "How many pictures the embedded engine draws at once, each on one thread. With 0 nothing"
              + " is drawn, by no engine: what is drawn already is served, and what is not waits"
              + " and is then refused with 503.");
  static final Setting<Integer> QUEUE =
      new Setting<>(
          "engine.queue",
          Kinds.integer(1, 1_000_000, "draws"),
          "256",
          "How many draws may wait; more are refused with SlowDown.");
  static final Setting<Integer> ATTEMPTS =
      new Setting<>(
          "engine.attempts",
          Kinds.integer(1, 10, ""),
          "3",
          "How often a draw is tried before it fails, on another worker where there is one.");
  static final Setting<Safety> SAFETY =
      new Setting<>(
          "engine.safety",
          Kinds.choice(Safety.class),
          "redraw",
          "What becomes of a picture that the model's safety checker refuses, where the model has"
              + " one: it is drawn anew with the next seed, or refused at once (S3: NoSuchKey), or,"
              + " with `off`, nobody looks. Changing it to or from `off` draws all pictures anew.");
  static final Setting<Integer> SAFETY_ATTEMPTS =
      new Setting<>(
          "engine.safety-attempts",
          Kinds.integer(1, 10, ""),
          "3",
          "How often a picture is drawn anew before it is refused.");
  static final List<Setting<?>> SETTINGS =
      Stream.concat(
              Stream.of(KIND, DRAWERS, QUEUE, ATTEMPTS, SAFETY, SAFETY_ATTEMPTS),
              RemoteEngineConfig.SETTINGS.stream())
          .toList();

  /**
   * @param model a URL here stands for a server of AUTOMATIC1111's API, unless said otherwise
   */
  static EngineConfig create(Values values, ModelSource model) {
    Optional<URI> server =
        model instanceof ModelSource.Server(URI url) ? Optional.of(url) : Optional.empty();
    return new EngineConfig(
        values.get(KIND).orElse(server.isPresent() ? Kind.AUTOMATIC1111 : Kind.EMBEDDED),
        values.get(DRAWERS),
        values.get(QUEUE),
        values.get(ATTEMPTS),
        values.get(SAFETY),
        values.get(SAFETY_ATTEMPTS),
        ExecutionConfig.create(values),
        RemoteEngineConfig.create(values).orAt(server));
  }
}
