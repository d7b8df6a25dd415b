package io.avatarorigin.origin.engine;

import io.avatarorigin.diffusion.DiffusionException;
import io.avatarorigin.diffusion.DrawRequest;
import io.avatarorigin.diffusion.Picture;
import io.avatarorigin.diffusion.SchedulerChoice;
import io.avatarorigin.diffusion.StableDiffusion;
import io.avatarorigin.origin.avatar.Recipe;
import io.avatarorigin.origin.avatar.Sampler;
import io.avatarorigin.origin.encode.Raster;

/** Draws in this process, with a model that it owns and closes. */
public final class EmbeddedEngine implements Engine {
  private final StableDiffusion model;
  private volatile boolean closing;

  public EmbeddedEngine(StableDiffusion model) {
    this.model = model;
  }

  @Override
  public Drawing draw(Recipe recipe) {
    Sampler sampler = recipe.sampler();
    DrawRequest request =
        new DrawRequest(
            recipe.prompt(),
            recipe.negativePrompt(),
            recipe.seed(),
            sampler.steps(),
            sampler.guidanceScale(),
            sampler.size(),
            sampler.size(),
            new SchedulerChoice(sampler.scheduler(), sampler.karras()));
    try {
      Picture picture = model.draw(request, (step, steps) -> !closing);
      return new Drawing.Drawn(new Raster(picture.width(), picture.height(), picture.rgb()));
    } catch (DiffusionException e) {
      throw new EngineException("the embedded engine could not draw " + recipe.hash(), e);
    }
  }

  @Override
  public void close() {
    closing = true;
    model.close();
  }
}
