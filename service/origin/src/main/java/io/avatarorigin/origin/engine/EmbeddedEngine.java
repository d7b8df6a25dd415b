package io.avatarorigin.origin.engine;

import io.avatarorigin.diffusion.DiffusionException;
import io.avatarorigin.diffusion.DrawRefusedException;
import io.avatarorigin.diffusion.DrawRequest;
import io.avatarorigin.diffusion.InvalidDrawException;
import io.avatarorigin.diffusion.SchedulerChoice;
import io.avatarorigin.diffusion.StableDiffusion;
import io.avatarorigin.diffusion.noise.NoiseKind;
import io.avatarorigin.origin.avatar.Recipe;
import io.avatarorigin.origin.avatar.Sampler;
import java.util.List;
import java.util.Optional;

/** Draws in this process, with a model that it owns and closes. */
public final class EmbeddedEngine implements Engine {
  private final StableDiffusion model;
  private volatile boolean closing;

  public EmbeddedEngine(StableDiffusion model) {
    this.model = model;
  }

  @Override
  public Drawing draw(Recipe recipe, DrawWatch watch) {
    DrawRequest request =
        request(recipe.prompt(), recipe.negativePrompt(), recipe.seed(), recipe.sampler());
    EmbeddedTask task = new EmbeddedTask(request, watch, () -> !closing);
    try {
      model.draw(List.of(task));
      return new Drawing.Drawn(task.result());
    } catch (DrawRefusedException e) {
      return new Drawing.Refused(String.valueOf(e.getMessage()));
    } catch (DiffusionException e) {
      throw new EngineException("the embedded engine could not draw " + recipe.hash(), e);
    }
  }

  /** Why the model cannot draw with this sampler, where that is so. */
  public Optional<String> fault(Sampler sampler) {
    try {
      model.requireDrawable(request("", "", 0, sampler));
      return Optional.empty();
    } catch (InvalidDrawException e) {
      return Optional.ofNullable(e.getMessage());
    }
  }

  /** Runs the model once, so that the first picture is drawn as fast as others. */
  public void warmUp(Recipe recipe) {
    try {
      model.warmUp(
          request(recipe.prompt(), recipe.negativePrompt(), recipe.seed(), recipe.sampler()), 1);
    } catch (DiffusionException e) {
      throw new EngineException("the embedded engine could not warm up", e);
    }
  }

  /** What the library is asked for, to draw this with the sampler. */
  public static DrawRequest request(
      String prompt, String negativePrompt, long seed, Sampler sampler) {
    return new DrawRequest(
        prompt,
        negativePrompt,
        seed,
        sampler.steps(),
        sampler.guidanceScale(),
        sampler.size(),
        sampler.size(),
        SchedulerChoice.parse(sampler.scheduler()).withKarras(sampler.karras()),
        noise(sampler));
  }

  private static NoiseKind noise(Sampler sampler) {
    return switch (sampler.noise()) {
      case CPU -> NoiseKind.CPU;
      case NV -> NoiseKind.NV;
    };
  }

  @Override
  public void close() {
    closing = true;
    model.close();
  }
}
