package io.avatarorigin.worker.draw;

import io.avatarorigin.diffusion.DrawCancelledException;
import io.avatarorigin.diffusion.DrawRefusedException;
import io.avatarorigin.diffusion.Drawn;
import io.avatarorigin.diffusion.Preview;
import io.avatarorigin.diffusion.studio.DrawObserver;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Follows one picture of a job, and ends it when it takes too long. */
final class PictureWatch implements DrawObserver {
  private final Job job;
  private final int picture;
  private final Job.Surroundings surroundings;

  /** By {@link System#nanoTime}; 0 before it begins. */
  private volatile long began;

  private volatile boolean overdue;
  private volatile boolean over;
  private volatile @Nullable Future<?> alarm;

  PictureWatch(Job job, int picture, Job.Surroundings surroundings) {
    this.job = job;
    this.picture = picture;
    this.surroundings = surroundings;
  }

  @Override
  public void began() {
    began = System.nanoTime();
    alarm = after(surroundings.drawTime(), this::tooLate);
    job.progress().began();
  }

  @Override
  public void stepped(int step, int steps, Preview preview) {
    job.progress().stepped(picture, step, steps, preview.picture());
  }

  /** The draw has ended; called once. */
  void over(@Nullable Drawn drawn, @Nullable Throwable failure) {
    over = true;
    Future<?> ringing = alarm;
    if (ringing != null) {
      ringing.cancel(false);
    }
    DrawOutcome outcome = drawn == null ? failed(reason(failure)) : DrawOutcome.DRAWN;
    surroundings.listener().ended(outcome, took());
    if (drawn != null) {
      job.drawn(picture, new FinishedPicture(job.order().pictures().get(picture), drawn));
    }
  }

  private DrawOutcome failed(Throwable reason) {
    return switch (reason) {
      case DrawCancelledException _ when overdue -> DrawOutcome.TIMED_OUT;
      // Who cancels has ended the job before; otherwise it was the studio, which closes.
      case DrawCancelledException _ ->
          job.handBack() ? DrawOutcome.HANDED_BACK : DrawOutcome.CANCELLED;
      case DrawRefusedException refused -> {
        job.end(new JobEnd.Refused(String.valueOf(refused.getMessage())));
        yield DrawOutcome.REFUSED;
      }
      default -> {
        Breakage.of(reason).ifPresent(surroundings.lifecycle()::broken);
        job.end(new JobEnd.Failed(reason));
        yield DrawOutcome.FAILED;
      }
    };
  }

  private void tooLate() {
    overdue = true;
    job.end(new JobEnd.TimedOut(surroundings.drawTime()));
    alarm = after(surroundings.drawTime(), this::stuck);
  }

  /** It was to end after the step that it was in; a device that hangs never ends one. */
  private void stuck() {
    if (!over) {
      surroundings
          .lifecycle()
          .broken("a picture that was cancelled is still being drawn after " + took());
    }
  }

  private Future<?> after(Duration time, Runnable action) {
    return surroundings.timer().schedule(action, time.toNanos(), TimeUnit.NANOSECONDS);
  }

  private Duration took() {
    return began == 0 ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - began);
  }

  private static Throwable reason(@Nullable Throwable failure) {
    if (failure instanceof CompletionException wrapped && wrapped.getCause() != null) {
      return wrapped.getCause();
    }
    return failure == null ? new IllegalStateException("a draw ended without a reason") : failure;
  }
}
