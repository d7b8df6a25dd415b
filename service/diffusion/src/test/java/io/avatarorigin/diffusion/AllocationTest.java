package io.avatarorigin.diffusion;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a step leaves behind for the garbage collector. */
class AllocationTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int SIDE = 256;
  private static final int FEW = 4;
  private static final int MANY = 24;

  /** A latent has 6 channels, and a cell is 4 pixels wide. */
  private static final long LATENT_BYTES = 6L * Float.BYTES * (SIDE / 4) * (SIDE / 4);

  @ParameterizedTest
  @ValueSource(strings = {"DPM++ 2M", "DPM++ 2M SDE", "Euler", "Euler a", "DDIM", "UniPC", "LMS"})
  void isFarLessThanALatent(String scheduler) {
    try (StableDiffusion model =
        StableDiffusion.load(Fixtures.path("models/velocity"), ExecutionOptions.onCpu())) {
      long _ = allocated(model, scheduler, FEW);
      long few = allocated(model, scheduler, FEW);
      long many = allocated(model, scheduler, MANY);

      assertThat((many - few) / (MANY - FEW)).isLessThan(LATENT_BYTES / 4);
    }
  }

  private static long allocated(StableDiffusion model, String scheduler, int steps) {
    DrawRequest request =
        new DrawRequest(
            "smile", "blurry", 1, steps, 5, SIDE, SIDE, SchedulerChoice.parse(scheduler));
    long before = THREADS.getCurrentThreadAllocatedBytes();
    Drawn drawn = model.draw(request, StepListener.NONE);
    long after = THREADS.getCurrentThreadAllocatedBytes();
    assertThat(drawn.picture().width()).isEqualTo(SIDE);
    return after - before;
  }
}
