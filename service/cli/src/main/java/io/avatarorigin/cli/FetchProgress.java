package io.avatarorigin.cli;

import io.avatarorigin.worker.fetch.FetchListener;
import io.avatarorigin.worker.fetch.FetchStage;
import java.util.Locale;
import java.util.Optional;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows on stderr how a model gets here: as a bar to a person, else as a line each tenth. */
final class FetchProgress implements FetchListener, AutoCloseable {
  private static final int BAR_WIDTH = 78;
  private static final int REFRESH_MILLIS = 100;
  private static final int LINES = 10;
  private static final double MEGABYTE = 1e6;

  private final Console console;
  private Optional<Shown> shown = Optional.empty();

  /** A stage that is being shown, with the tenth that was told last. */
  private record Shown(FetchStage stage, Optional<ProgressBar> bar, long tenth) {}

  FetchProgress(Console console) {
    this.console = console;
  }

  @Override
  public void progress(FetchStage stage, long done, long total) {
    if (shown.filter(now -> now.stage() == stage).isEmpty()) {
      close();
      shown = Optional.of(new Shown(stage, bar(stage, total), -1));
    }
    Shown now = shown.get();
    if (now.bar().isPresent()) {
      now.bar().get().stepTo(done);
      return;
    }
    long tenth = total == 0 ? LINES : done * LINES / total;
    if (tenth > now.tenth()) {
      shown = Optional.of(new Shown(stage, Optional.empty(), tenth));
      console
          .err()
          .printf(
              Locale.ROOT, "%s: %.1f of %.1f MB%n", name(stage), done / MEGABYTE, total / MEGABYTE);
    }
  }

  @Override
  public void note(String sentence) {
    if (shown.flatMap(Shown::bar).isPresent()) {
      close();
    }
    console.err().println(sentence);
  }

  private Optional<ProgressBar> bar(FetchStage stage, long total) {
    return console.isTerminal()
        ? Optional.of(
            new ProgressBarBuilder()
                .setTaskName(name(stage))
                .setInitialMax(total)
                .setUnit(" MB", (long) MEGABYTE)
                .showSpeed()
                .setStyle(ProgressBarStyle.UNICODE_BLOCK)
                .setUpdateIntervalMillis(REFRESH_MILLIS)
                .setConsumer(new DelegatingProgressBarConsumer(this::redraw, BAR_WIDTH))
                .build())
        : Optional.empty();
  }

  private static String name(FetchStage stage) {
    return stage.name().toLowerCase(Locale.ROOT);
  }

  private void redraw(String line) {
    console.err().print("\r" + line);
    console.err().flush();
  }

  @Override
  public void close() {
    shown
        .flatMap(Shown::bar)
        .ifPresent(
            bar -> {
              bar.close();
              console.err().println();
            });
    shown = Optional.empty();
  }
}
