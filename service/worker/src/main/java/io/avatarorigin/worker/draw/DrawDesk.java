package io.avatarorigin.worker.draw;

import io.avatarorigin.diffusion.DrawRefusedException;
import io.avatarorigin.diffusion.DrawRequest;
import io.avatarorigin.diffusion.Drawn;
import io.avatarorigin.diffusion.ModelDescription;
import io.avatarorigin.diffusion.StableDiffusion;
import io.avatarorigin.diffusion.studio.Draw;
import io.avatarorigin.diffusion.studio.DrawObserver;
import io.avatarorigin.diffusion.studio.Studio;
import io.avatarorigin.worker.load.Lifecycle;
import io.avatarorigin.worker.load.LoadStage;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/**
 * Where pictures are ordered, whatever API they are asked for by. It is there before the model is.
 * Safe for use by several threads.
 */
public final class DrawDesk implements AutoCloseable {
  private static final int WARM_UP_STEPS = 2;

  private final DeskSettings settings;
  private final Lifecycle lifecycle;
  private final InstantSource clock;
  private final JobBoard board;
  private final ScheduledThreadPoolExecutor timer;
  private final Job.Surroundings surroundings;
  private volatile Optional<Open> open = Optional.empty();

  /** A desk without a model. */
  public DrawDesk(
      DeskSettings settings, Lifecycle lifecycle, DrawListener listener, InstantSource clock) {
    this.settings = settings;
    this.lifecycle = lifecycle;
    this.clock = clock;
    this.board = new JobBoard(clock);
    this.timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("draw-time").daemon().factory());
    this.timer.setRemoveOnCancelPolicy(true);
    this.surroundings =
        new Job.Surroundings(settings.drawTime(), timer, listener, lifecycle, board);
  }

  private record Open(StableDiffusion model, Studio studio) {}

  /**
   * Draws with this model from now on, once it is warm; the desk closes it.
   *
   * @throws io.avatarorigin.diffusion.DiffusionException when it cannot draw at all
   */
  public void open(StableDiffusion model) {
    Studio studio = new Studio(model, settings.studio());
    open = Optional.of(new Open(model, studio));
    warmUp(studio, DrawDefaults.of(model.description().defaults()));
    lifecycle.ready();
  }

  /**
   * Takes an order.
   *
   * @throws NotNowException when it cannot be begun at all now
   * @throws io.avatarorigin.diffusion.InvalidDrawException when the model cannot draw this
   */
  public Job submit(Order order) {
    Studio studio = requireOpen().studio();
    Job job = new Job(order, new Progress(order, clock), surroundings);
    board.add(job);
    if (!queued(job, studio)) {
      requireOpen(); // closed in the meantime
      throw new NotNowException(NotNowException.Reason.FULL);
    }
    return job;
  }

  private static boolean queued(Job job, Studio studio) {
    boolean queued = false;
    try {
      queued = job.queue(studio);
    } finally {
      if (!queued) {
        job.abandon();
      }
    }
    return queued;
  }

  /** What draws; empty while it is on its way. */
  public Optional<ModelDescription> model() {
    return open.map(it -> it.model().description());
  }

  /**
   * What draws.
   *
   * @throws NotNowException while nothing does
   */
  public ModelDescription requireModel() {
    return requireOpen().model().description();
  }

  /** How far an order is that was given in the last minute or so. */
  public Optional<Progress> find(String id) {
    return board.find(id);
  }

  /** The orders under way, the oldest first. */
  public List<Job> jobs() {
    return board.live();
  }

  /** How many pictures are drawn at once. */
  public int capacity() {
    return settings.capacity();
  }

  /** How many pictures wait. */
  public int waiting() {
    return open.map(it -> it.studio().waiting()).orElse(0);
  }

  /** How many pictures are being drawn. */
  public int drawing() {
    return open.map(it -> it.studio().drawing()).orElse(0);
  }

  /** Hands back what waits, and ends what is still being drawn when the grace is over. */
  public void drain(Duration grace) {
    open.ifPresent(it -> it.studio().close(grace));
  }

  /** Frees the model; to be drained before. */
  @Override
  public void close() {
    timer.shutdownNow();
    open.ifPresent(
        it -> {
          it.studio().close();
          it.model().close();
        });
  }

  private Open requireOpen() {
    return switch (lifecycle.state()) {
      case READY -> open.orElseThrow();
      case LOADING -> throw new NotNowException(NotNowException.Reason.LOADING);
      case DRAINING -> throw new NotNowException(NotNowException.Reason.DRAINING);
      case BROKEN -> throw new NotNowException(NotNowException.Reason.BROKEN);
    };
  }

  /**
   * The first pictures take longer than others, in every lane, and a model shows no previews before
   * it has drawn one: so whole pictures are drawn.
   */
  private void warmUp(Studio studio, DrawDefaults defaults) {
    int steps = Math.min(WARM_UP_STEPS, defaults.steps());
    DrawRequest request =
        new DrawRequest(
            "warm",
            "cold",
            1,
            steps,
            defaults.guidanceScale(),
            defaults.size(),
            defaults.size(),
            defaults.scheduler());
    int pictures = settings.capacity();
    List<CompletableFuture<Drawn>> drawn = new ArrayList<>();
    for (int i = 0; i < pictures; i++) {
      lifecycle.load().at(LoadStage.WARMING, 100 * i / pictures);
      Optional<Draw> draw = studio.submit(request, "warm-up", DrawObserver.NONE);
      draw.map(Draw::result).ifPresent(drawn::add); // the rest is as warm where so few may wait
    }
    drawn.forEach(DrawDesk::requireWarm);
  }

  private static void requireWarm(CompletableFuture<Drawn> drawn) {
    try {
      drawn.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof DrawRefusedException) {
        return; // which says that everything ran, the safety checker among it
      }
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }
}
