package io.avatarorigin.origin.engine;

import io.avatarorigin.diffusion.DiffusionException;
import io.avatarorigin.diffusion.DrawRequest;
import io.avatarorigin.diffusion.DrawTask;
import io.avatarorigin.diffusion.Drawn;
import io.avatarorigin.diffusion.Picture;
import io.avatarorigin.diffusion.Preview;
import io.avatarorigin.origin.encode.Raster;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** One picture that the embedded engine draws, and what came of it. For one thread. */
final class EmbeddedTask implements DrawTask {
  private final DrawRequest request;
  private final DrawWatch watch;
  private final BooleanSupplier goesOn;
  private Optional<Raster> raster = Optional.empty();
  private Optional<DiffusionException> failure = Optional.empty();

  /**
   * @param goesOn asked after each step whether to draw on
   */
  EmbeddedTask(DrawRequest request, DrawWatch watch, BooleanSupplier goesOn) {
    this.request = request;
    this.watch = watch;
    this.goesOn = goesOn;
  }

  @Override
  public DrawRequest request() {
    return request;
  }

  @Override
  public boolean step(int step, int steps, Preview preview) {
    watch.stepped(step, steps, () -> preview.picture().map(EmbeddedTask::raster));
    return goesOn.getAsBoolean();
  }

  @Override
  public void drawn(Drawn drawn) {
    raster = Optional.of(raster(drawn.picture()));
  }

  @Override
  public void failed(DiffusionException reason) {
    failure = Optional.of(reason);
  }

  /** The picture; without one, what was the matter is thrown. */
  Raster result() {
    if (failure.isPresent()) {
      throw failure.get();
    }
    return raster.orElseThrow(() -> new IllegalStateException("a draw ended without a result"));
  }

  private static Raster raster(Picture picture) {
    return new Raster(picture.width(), picture.height(), picture.rgb());
  }
}
