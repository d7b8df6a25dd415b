package io.avatarorigin.cli;

import io.avatarorigin.diffusion.StepListener;
import java.util.Optional;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows a draw's steps on stderr: as a bar to a person, else as a few lines. */
final class Progress implements StepListener, AutoCloseable {
  private static final int BAR_WIDTH = 60;
  private static final int REFRESH_MILLIS = 50;

  private final Console console;
  private final Optional<ProgressBar> bar;

  Progress(Console console, int steps) {
    this.console = console;
    this.bar =
        console.isTerminal()
            ? Optional.of(
                new ProgressBarBuilder()
                    .setTaskName("drawing")
                    .setInitialMax(steps)
                    .setStyle(ProgressBarStyle.UNICODE_BLOCK)
                    .setUpdateIntervalMillis(REFRESH_MILLIS)
                    .setConsumer(new DelegatingProgressBarConsumer(this::redraw, BAR_WIDTH))
                    .build())
            : Optional.empty();
  }

  @Override
  public boolean step(int step, int steps) {
    if (bar.isPresent()) {
      bar.get().stepTo(step);
      return true;
    }
    if (step == steps || step % Math.max(1, steps / 4) == 0) {
      console.err().println("drawing: step " + step + " of " + steps);
    }
    return true;
  }

  @Override
  public void close() {
    if (bar.isPresent()) {
      bar.get().close();
      console.err().println();
    }
  }

  private void redraw(String line) {
    console.err().print("\r" + line);
    console.err().flush();
  }
}
