package io.avatarorigin.diffusion.studio;

import static org.assertj.core.api.Assertions.assertThat;

import io.avatarorigin.diffusion.DrawRequest;
import io.avatarorigin.diffusion.Drawn;
import io.avatarorigin.diffusion.ExecutionOptions;
import io.avatarorigin.diffusion.Fixtures;
import io.avatarorigin.diffusion.Preview;
import io.avatarorigin.diffusion.SchedulerChoice;
import io.avatarorigin.diffusion.StableDiffusion;
import io.avatarorigin.diffusion.StepListener;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A studio in front of a real model. */
@Timeout(60)
class ModelStudioTest {
  private static final int LANES = 3;

  private final StableDiffusion model =
      StableDiffusion.load(Fixtures.path("models/velocity"), ExecutionOptions.onCpu());

  @AfterEach
  void close() {
    model.close();
  }

  /** Bit by bit: each has a run of its own, in which nobody else has a part. */
  @Test
  void drawsTheSamePicturesSideBySideAsAlone() throws Exception {
    List<DrawRequest> requests =
        List.of(
            request("blonde, smile", 1, 5, "DPM++ 2M"),
            request("(red hair:1.3), armor", 2, 1, "Euler a"),
            request("landscape, " + "smile, ".repeat(90), 3, 7.5, "DPM++ 2M"),
            request("", 4, 3, "UniPC"),
            request("frown", 5, 5, "DPM++ 2M SDE Karras"),
            request("frown", 6, 5, "Heun"));
    List<byte[]> alone = new ArrayList<>();
    for (DrawRequest request : requests) {
      alone.add(model.draw(request, StepListener.NONE).picture().rgb());
    }
    CyclicBarrier company = new CyclicBarrier(LANES);

    List<Drawn> together = new ArrayList<>();
    try (Studio studio = new Studio(model, StudioOptions.sideBySide(LANES, requests.size()))) {
      List<Draw> draws = new ArrayList<>();
      for (int i = 0; i < requests.size(); i++) {
        draws.add(
            studio
                .submit(requests.get(i), "client " + i % 2, new InCompany(company))
                .orElseThrow());
      }
      for (Draw draw : draws) {
        together.add(draw.result().get(30, TimeUnit.SECONDS));
      }
    }

    for (int i = 0; i < requests.size(); i++) {
      assertThat(together.get(i).picture().rgb()).as("picture %d", i).isEqualTo(alone.get(i));
    }
  }

  private static DrawRequest request(String prompt, int seed, double guidance, String scheduler) {
    return new DrawRequest(
        prompt, "lowres", seed, 4, guidance, 32, 32, SchedulerChoice.parse(scheduler));
  }

  /** Goes on after its first step when so many draws have taken theirs. */
  private record InCompany(CyclicBarrier company) implements DrawObserver {
    @Override
    public void stepped(int step, int steps, Preview preview) {
      if (step == 1) {
        try {
          company.await(20, TimeUnit.SECONDS);
        } catch (Exception e) {
          throw new IllegalStateException(e);
        }
      }
    }
  }
}
