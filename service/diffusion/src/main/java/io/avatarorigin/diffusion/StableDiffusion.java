package io.avatarorigin.diffusion;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * A Stable Diffusion model in diffusers' ONNX layout, which draws what diffusers' pipelines draw:
 * StableDiffusionPipeline, StableDiffusionXLPipeline or LatentConsistencyModelPipeline. Several
 * threads may draw side by side; each is in native code while it draws, so they must be platform
 * threads.
 */
public final class StableDiffusion implements AutoCloseable {

  /** Optimum writes ORT before their names, and older versions of diffusers Onnx. */
  private static final Pattern PIPELINE =
      Pattern.compile(
          "(Onnx|ORT)?(StableDiffusion|StableDiffusionXL|LatentConsistencyModel)Pipeline");

  /** The defaults of diffusers' LatentConsistencyModelPipeline. */
  private static final int CONSISTENCY_STEPS = 4;

  private static final double CONSISTENCY_GUIDANCE = 8.5;

  private final ModelDescription description;
  private final ModelParts parts;
  private final Artist artist;

  /** Draws hold the read lock, so that closing waits for them. */
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();

  /** Guarded by {@link #lock}. */
  private boolean closed;

  private StableDiffusion(ModelDescription description, ModelParts parts, Artist artist) {
    this.description = description;
    this.parts = parts;
    this.artist = artist;
  }

  /**
   * Loads a model, for which all of its files are read.
   *
   * @throws ModelException when a file is missing, damaged or asks for what is not supported; the
   *     message names file and field
   */
  public static StableDiffusion load(Path path, ExecutionOptions options) {
    ModelFolder folder = new ModelFolder(path);
    ConfigFile index = folder.config(ModelFolder.MODEL_INDEX);
    String pipeline =
        index.text("_class_name").orElseThrow(() -> index.fault("_class_name", "missing"));
    if (!PIPELINE.matcher(pipeline).matches()) {
      throw index.fault(
          "_class_name",
          pipeline
              + " is not supported; use a model of StableDiffusionPipeline,"
              + " StableDiffusionXLPipeline or LatentConsistencyModelPipeline");
    }
    SchedulerSettings schedulers = SchedulerSettings.read(folder);
    ProviderChoice providers = Providers.choose(options.providers());
    ModelParts parts = ModelParts.load(folder, options.on(providers.used()));
    try {
      return new StableDiffusion(
          describe(folder, schedulers, parts, providers),
          parts,
          new Artist(
              parts,
              schedulers,
              new SafetyGuard(
                  parts.safetyChecker().map(checker -> checker), options.safety().redraws())));
    } catch (Throwable e) {
      parts.close();
      throw e;
    }
  }

  /** What was loaded. */
  public ModelDescription description() {
    return description;
  }

  /**
   * Refuses at once what {@link #draw} would refuse, for any thread and also for a closed model.
   *
   * @throws InvalidDrawException when this model cannot draw what is asked
   */
  public void requireDrawable(DrawRequest request) {
    artist.requireDrawable(request);
  }

  /**
   * Draws on the calling thread, which should be a platform thread. What the prompts' syntax means
   * is said at {@link io.avatarorigin.diffusion.text.Prompt}.
   *
   * @param listener is told of each step and may end the draw; where a picture is drawn anew it is
   *     told of the steps anew
   * @throws InvalidDrawException when this model cannot draw what is asked
   * @throws DrawCancelledException when the listener ended the draw
   * @throws DrawRefusedException when the safety checker refused it
   * @throws DrawFailedException when the runtime failed
   * @throws IllegalStateException when the model is closed
   */
  public Drawn draw(DrawRequest request, StepListener listener) {
    return draw(request, (step, steps, latent) -> listener.step(step, steps));
  }

  /**
   * Draws pictures that fit each other, on the calling thread, which should be a platform thread,
   * and tells each task how it ended. They share the runs of the UNet: on a GPU that is faster, and
   * they are equal to pictures drawn alone up to rounding; on a CPU neither holds, so draw side by
   * side there. Tasks that fit no others, by {@link #drawsTogether} or the length of their prompts,
   * are drawn one after the other. No task's end is thrown: each is told its own.
   *
   * @param tasks each told once that it was drawn or failed, before this returns
   * @throws IllegalStateException when the model is closed; then no task is told anything
   */
  public void draw(List<? extends DrawTask> tasks) {
    whileOpen(
        () -> {
          artist.draw(tasks);
          return tasks;
        });
  }

  /**
   * Computes once what the first draw of a kind is slow for, on the calling thread, which should be
   * a platform thread: the text encoders, one run of the UNet for each number of pictures that may
   * share one, the decoder and, where it is asked, the safety checker. On a GPU that is where
   * kernels are chosen or compiled, for each size. No picture comes of it, and later pictures are
   * the same with and without.
   *
   * @param like a request of the size, scheduler and guidance that will be asked for; its prompts
   *     should be usual ones, for the states of the negative prompt are remembered
   * @param together how many pictures will share runs at most, at least 1
   * @throws InvalidDrawException when this model cannot draw what is asked
   * @throws DrawFailedException when the runtime failed
   * @throws IllegalStateException when the model is closed
   */
  public void warmUp(DrawRequest like, int together) {
    if (together < 1) {
      throw new IllegalArgumentException("together must be at least 1, not " + together);
    }
    whileOpen(
        () -> {
          artist.warmUp(like, together);
          return like;
        });
  }

  /** Whether two draws can share runs of the UNet. */
  public boolean drawsTogether(DrawRequest one, DrawRequest other) {
    return artist.drawsTogether(one, other);
  }

  Drawn draw(DrawRequest request, LatentListener listener) {
    return whileOpen(() -> artist.draw(request, listener));
  }

  private <T> T whileOpen(Supplier<T> drawing) {
    lock.readLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException("the model " + description.name() + " is closed");
      }
      return drawing.get();
    } finally {
      lock.readLock().unlock();
    }
  }

  /**
   * Waits for the draws under way and frees the model. A second call does nothing.
   *
   * @throws IllegalStateException on a thread that draws with it, such as a listener's, which would
   *     wait for itself
   */
  @Override
  public void close() {
    if (lock.getReadHoldCount() > 0) {
      throw new IllegalStateException("a model cannot be closed by what it draws for");
    }
    lock.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        parts.close();
      }
    } finally {
      lock.writeLock().unlock();
    }
  }

  private static ModelDescription describe(
      ModelFolder folder,
      SchedulerSettings schedulers,
      ModelParts parts,
      ProviderChoice providers) {
    UnetConfig unet = parts.unet().config();
    int factor = parts.vaeDecoder().factor();
    return new ModelDescription(
        DefaultsFile.name(folder).orElseGet(folder::name),
        folder.digest(parts.safetyChecker().isPresent()),
        unet.family(),
        unet.channels(),
        factor,
        parts.about(),
        providers,
        DefaultsFile.read(folder, defaults(unet, factor, schedulers)));
  }

  private static ModelDefaults defaults(UnetConfig unet, int factor, SchedulerSettings schedulers) {
    boolean consistency = unet.guidanceWidth().isPresent();
    OptionalInt latentSize = unet.trainedSize();
    return new ModelDefaults(
        consistency ? OptionalInt.of(CONSISTENCY_STEPS) : OptionalInt.empty(),
        consistency ? OptionalDouble.of(CONSISTENCY_GUIDANCE) : OptionalDouble.empty(),
        latentSize.isPresent()
            ? OptionalInt.of(latentSize.getAsInt() * factor)
            : OptionalInt.empty(),
        schedulers.byDefault());
  }
}
