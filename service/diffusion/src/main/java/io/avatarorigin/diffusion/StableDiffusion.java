package io.avatarorigin.diffusion;

import io.avatarorigin.diffusion.scheduler.Scheduler;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * A Stable Diffusion model of the 1.x shape in diffusers' ONNX layout, which draws what diffusers'
 * StableDiffusionPipeline draws. Several threads may draw side by side; each is in native code
 * while it draws, so they must be platform threads.
 */
public final class StableDiffusion implements AutoCloseable {

  private static final Set<String> PIPELINES =
      Set.of(
          "OnnxStableDiffusionPipeline", "ORTStableDiffusionPipeline", "StableDiffusionPipeline");

  private final ModelDescription description;
  private final SchedulerSettings schedulers;
  private final ModelParts parts;

  /** Draws hold the read lock, so that closing waits for them. */
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();

  /** Guarded by {@link #lock}. */
  private boolean closed;

  private StableDiffusion(
      ModelDescription description, SchedulerSettings schedulers, ModelParts parts) {
    this.description = description;
    this.schedulers = schedulers;
    this.parts = parts;
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
    if (!PIPELINES.contains(pipeline)) {
      throw index.fault(
          "_class_name", pipeline + " is not supported; only Stable Diffusion 1.x pipelines are");
    }
    SchedulerSettings schedulers = SchedulerSettings.read(folder);
    ModelParts parts = ModelParts.load(folder, options);
    try {
      return new StableDiffusion(describe(folder, schedulers, parts), schedulers, parts);
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
    checkSize(request);
    prompts(request);
    schedulers.create(request.scheduler(), request.steps());
  }

  /**
   * Draws on the calling thread, which should be a platform thread. What the prompts' syntax means
   * is said at {@link io.avatarorigin.diffusion.text.Prompt}.
   *
   * @param listener is told of each step and may end the draw
   * @throws InvalidDrawException when this model cannot draw what is asked
   * @throws DrawCancelledException when the listener ended the draw
   * @throws DrawFailedException when the runtime failed
   * @throws IllegalStateException when the model is closed
   */
  public Drawn draw(DrawRequest request, StepListener listener) {
    return draw(request, (step, steps, latent) -> listener.step(step, steps));
  }

  Drawn draw(DrawRequest request, LatentListener listener) {
    lock.readLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException("the model " + description.name() + " is closed");
      }
      checkSize(request);
      Scheduler scheduler = schedulers.create(request.scheduler(), request.steps());
      return new Drawing(parts, request, prompts(request), scheduler, listener).draw();
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Waits for the draws under way and frees the model. */
  @Override
  public void close() {
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

  private Prompts prompts(DrawRequest request) {
    return Prompts.read(request, parts);
  }

  private void checkSize(DrawRequest request) {
    checkSide("width", request.width());
    checkSide("height", request.height());
    int factor = parts.vaeDecoder().factor();
    parts.unet().checkSize(request.height() / factor, request.width() / factor);
  }

  private void checkSide(String side, int pixels) {
    int factor = parts.vaeDecoder().factor();
    if (pixels % factor != 0) {
      throw new InvalidDrawException(
          side + " must be a multiple of " + factor + " for this model, not " + pixels);
    }
  }

  private static ModelDescription describe(
      ModelFolder folder, SchedulerSettings schedulers, ModelParts parts) {
    int factor = parts.vaeDecoder().factor();
    OptionalInt latentSize = parts.unet().trainedSize();
    ModelDefaults fromConfigs =
        new ModelDefaults(
            OptionalInt.empty(),
            OptionalDouble.empty(),
            latentSize.isPresent()
                ? OptionalInt.of(latentSize.getAsInt() * factor)
                : OptionalInt.empty(),
            schedulers.byDefault());
    Optional<String> name = DefaultsFile.name(folder);
    return new ModelDescription(
        name.orElseGet(folder::name),
        folder.digest(),
        parts.unet().channels(),
        factor,
        DefaultsFile.read(folder, fromConfigs));
  }
}
