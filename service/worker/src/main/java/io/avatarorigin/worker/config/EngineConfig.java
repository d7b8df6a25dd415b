package io.avatarorigin.worker.config;

import io.avatarorigin.diffusion.ExecutionProvider;
import io.avatarorigin.settings.Kind;
import io.avatarorigin.settings.Kinds;
import io.avatarorigin.settings.ListKind;
import io.avatarorigin.settings.OptionalKind;
import io.avatarorigin.settings.ScalarKind;
import io.avatarorigin.settings.Setting;
import io.avatarorigin.settings.Values;
import java.util.List;
import java.util.Optional;

/**
 * How the model is run.
 *
 * @param queue how many pictures may wait; default 64
 * @param lanes how many runs there are side by side; default the number of cores
 * @param together how many pictures share a run; default 1
 * @param threads how many threads share the work of one run; default 1
 * @param providers what runs it, best first; default cpu
 * @param noise whose random numbers a picture begins with where the request does not say; default
 *     open, for the model's
 * @param safety what becomes of pictures that the model's safety checker refuses; default REDRAW
 * @param safetyAttempts how often such a picture is drawn anew; default 3
 */
public record EngineConfig(
    int queue,
    int lanes,
    int together,
    int threads,
    List<ExecutionProvider> providers,
    Optional<Noise> noise,
    Safety safety,
    int safetyAttempts) {
  /** Whose random numbers. */
  public enum Noise {
    /** PyTorch's on a processor. */
    CPU,
    /** PyTorch's on an NVIDIA GPU. */
    NV
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

  private static final Kind<ExecutionProvider> PROVIDER =
      new ScalarKind<>(
          "cpu, cuda[:DEVICE] or tensorrt[:DEVICE]",
          ExecutionProvider::parse,
          ExecutionProvider::toString);

  static final Setting<Integer> QUEUE =
      new Setting<>(
          "queue",
          Kinds.integer(1, 1_000_000, "pictures"),
          "64",
          "How many pictures may wait; a request that would be more is answered 503.");
  static final Setting<Integer> LANES =
      new Setting<>(
          "lanes",
          Kinds.integer(1, 256, ""),
          "number of cores",
          "How many runs of the model there are side by side. On a processor: as many as it has"
              + " cores; on a GPU: 1.");
  static final Setting<Integer> TOGETHER =
      new Setting<>(
          "together",
          Kinds.integer(1, 64, "pictures"),
          "1",
          "How many pictures share a run, where they fit each other. More than 1 is faster on a GPU"
              + " alone.");
  static final Setting<Integer> THREADS =
      new Setting<>(
          "threads",
          Kinds.integer(1, 256, ""),
          "1",
          "How many threads of a processor share the work of one run.");
  static final Setting<List<ExecutionProvider>> PROVIDERS =
      new Setting<>(
          "providers",
          new ListKind<>(PROVIDER),
          "cpu",
          "What runs the model, best first; what cannot be had is passed over.");
  static final Setting<Optional<Noise>> NOISE =
      new Setting<>(
          "noise",
          new OptionalKind<>(Kinds.choice(Noise.class)),
          "",
          "Whose random numbers a picture begins with, where the request does not say: PyTorch's on"
              + " a processor, as with diffusers, or on an NVIDIA GPU, as with AUTOMATIC1111. Unset: the"
              + " model's, else cpu.");
  static final Setting<Safety> SAFETY =
      new Setting<>(
          "safety",
          Kinds.choice(Safety.class),
          "redraw",
          "What becomes of a picture that the model's safety checker refuses, where the model has"
              + " one: it is drawn anew with the next seed, or refused at once, or, with `off`,"
              + " nobody looks.");
  static final Setting<Integer> SAFETY_ATTEMPTS =
      new Setting<>(
          "safety-attempts",
          Kinds.integer(1, 10, ""),
          "3",
          "How often a picture is drawn anew before it is refused.");
  static final List<Setting<?>> SETTINGS =
      List.of(QUEUE, LANES, TOGETHER, THREADS, PROVIDERS, NOISE, SAFETY, SAFETY_ATTEMPTS);

  static EngineConfig create(Values values) {
    return new EngineConfig(
        values.get(QUEUE),
        values.get(LANES),
        values.get(TOGETHER),
        values.get(THREADS),
        values.get(PROVIDERS),
        values.get(NOISE),
        values.get(SAFETY),
        values.get(SAFETY_ATTEMPTS));
  }
}
