package io.avatarorigin.diffusion.studio;

import io.avatarorigin.diffusion.DrawCancelledException;
import io.avatarorigin.diffusion.DrawRequest;
import io.avatarorigin.diffusion.DrawTask;
import io.avatarorigin.diffusion.Drawn;
import io.avatarorigin.diffusion.Picture;
import io.avatarorigin.diffusion.Preview;
import io.avatarorigin.diffusion.SafetyOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;

/** Takes two steps a run, and each when the test says so. */
final class FakePainter implements Painter {
  static final int STEPS = 2;

  /** The seeds of each run that has begun. */
  final Queue<List<Long>> runs = new ConcurrentLinkedQueue<>();

  private final Semaphore steps = new Semaphore(0);
  private final Semaphore begun = new Semaphore(0);

  void takesSteps(int count) {
    steps.release(count);
  }

  void takesAllSteps() {
    steps.release(1 << 20);
  }

  void awaitRun() throws InterruptedException {
    begun.acquire();
  }

  @Override
  public void requireDrawable(DrawRequest request) {
    if (request.width() % 8 != 0) {
      throw new IllegalArgumentException("width");
    }
  }

  @Override
  public boolean fit(DrawRequest one, DrawRequest other) {
    return one.width() == other.width();
  }

  @Override
  public void draw(List<? extends DrawTask> tasks) {
    runs.add(tasks.stream().map(task -> task.request().seed()).toList());
    begun.release();
    List<DrawTask> left = new ArrayList<>(tasks);
    for (int step = 1; step <= STEPS; step++) {
      steps.acquireUninterruptibly();
      int now = step;
      left.removeIf(
          task -> {
            if (task.request().prompt().equals("breaks")) {
              throw new OutOfMemoryError("test");
            }
            if (task.step(now, STEPS, Preview.NONE)) {
              return false;
            }
            task.failed(DrawCancelledException.beforeTheFirstStep("test"));
            return true;
          });
    }
    for (DrawTask task : left) {
      if (!task.request().prompt().equals("forgotten")) {
        byte[] rgb = {(byte) task.request().seed(), 0, 0};
        task.drawn(new Drawn(new Picture(1, 1, rgb), new SafetyOutcome.Unchecked()));
      }
    }
  }
}
