package io.avatarorigin.worker.draw;

import static org.assertj.core.api.Assertions.assertThat;

import io.avatarorigin.diffusion.DrawRequest;
import io.avatarorigin.diffusion.SchedulerChoice;
import io.avatarorigin.worker.load.Lifecycle;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Failures after which only another process draws. */
class BreakageTest {
  private static final DrawRequest REQUEST =
      new DrawRequest("a", "", 1, 1, 1, 8, 8, new SchedulerChoice("DDIM", false));

  private final Lifecycle lifecycle = new Lifecycle();
  private final List<DrawOutcome> outcomes = new ArrayList<>();
  private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);

  @AfterEach
  void stop() {
    timer.shutdownNow();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Error code - ORT_FAIL - message: CUDA failure 700: an illegal memory access was encountered"
            + " ; GPU=0 ; hostname=worker-0",
        "CUDA error: device-side assert triggered",
        "CUDNN failure 4: CUDNN_STATUS_INTERNAL_ERROR",
        "CUBLAS failure 13: the GPU program failed to execute",
        "CUDA failure 2: out of memory",
        "Failed to allocate memory for requested buffer of size 4294967296",
        "std::bad_alloc",
        "VK_ERROR: Device Lost"
      })
  void breaksWhenMemoryOrTheDeviceIsGone(String message) {
    watch(Duration.ofMinutes(1))
        .over(null, new CompletionException(new IllegalStateException("draw", cause(message))));

    assertThat(lifecycle.state()).isEqualTo(Lifecycle.State.BROKEN);
    assertThat(lifecycle.fault()).hasValueSatisfying(it -> assertThat(message).contains(it));
    assertThat(outcomes).containsExactly(DrawOutcome.FAILED);
  }

  @Test
  void breaksWhenTheHeapIsFull() {
    watch(Duration.ofMinutes(1)).over(null, new OutOfMemoryError("Java heap space"));

    assertThat(lifecycle.state()).isEqualTo(Lifecycle.State.BROKEN);
  }

  @Test
  void goesOnAfterOtherFailures() {
    watch(Duration.ofMinutes(1)).over(null, cause("the UNet's prediction is not finite"));

    assertThat(lifecycle.fault()).isEmpty();
    assertThat(outcomes).containsExactly(DrawOutcome.FAILED);
  }

  @Test
  void breaksWhenACancelledPictureIsStillBeingDrawn() {
    PictureWatch watch = watch(Duration.ofMillis(1));
    watch.began();
    while (lifecycle.fault().isEmpty()) {
      Thread.onSpinWait();
    }

    assertThat(lifecycle.fault().orElseThrow()).contains("still being drawn");
  }

  private PictureWatch watch(Duration drawTime) {
    InstantSource clock = InstantSource.fixed(Instant.EPOCH);
    JobBoard board = new JobBoard(clock);
    Job.Surroundings surroundings =
        new Job.Surroundings(
            drawTime, timer, (outcome, took) -> outcomes.add(outcome), lifecycle, board);
    Order order = new Order("id", "client", List.of(REQUEST));
    Job job = new Job(order, new Progress(order, clock), surroundings);
    board.add(job);
    return new PictureWatch(job, 0, surroundings);
  }

  private static RuntimeException cause(String message) {
    return new IllegalArgumentException(message);
  }
}
