package io.avatarorigin.diffusion.studio;

import io.avatarorigin.diffusion.DrawRequest;
import io.avatarorigin.diffusion.DrawTask;
import io.avatarorigin.diffusion.StableDiffusion;
import java.util.List;

/** A model as a painter. */
record ModelPainter(StableDiffusion model) implements Painter {
  @Override
  public void requireDrawable(DrawRequest request) {
    model.requireDrawable(request);
  }

  @Override
  public boolean fit(DrawRequest one, DrawRequest other) {
    return model.drawsTogether(one, other);
  }

  @Override
  public void draw(List<? extends DrawTask> tasks) {
    model.draw(tasks);
  }
}
