package io.avatarorigin.diffusion.studio;

import io.avatarorigin.diffusion.DiffusionException;
import io.avatarorigin.diffusion.DrawCancelledException;
import io.avatarorigin.diffusion.DrawRequest;
import io.avatarorigin.diffusion.DrawTask;
import io.avatarorigin.diffusion.Drawn;
import io.avatarorigin.diffusion.Preview;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;

/** A draw in a studio. Safe for use by several threads. */
public final class Draw {
  private final FairQueue<Draw> queue;
  private final DrawRequest request;
  private final String client;
  private final DrawObserver observer;
  private final CompletableFuture<Drawn> result = new CompletableFuture<>();
  private volatile boolean cancelled;

  Draw(FairQueue<Draw> queue, DrawRequest request, String client, DrawObserver observer) {
    this.queue = queue;
    this.request = request;
    this.client = client;
    this.observer = observer;
  }

  /** What is drawn. */
  public DrawRequest request() {
    return request;
  }

  /**
   * What comes of it: completed on the drawing thread, and where there is no picture exceptionally
   * with
   *
   * <ul>
   *   <li>a {@link io.avatarorigin.diffusion.DrawCancelledException} when the draw was cancelled,
   *       or the studio closed before it began,
   *   <li>a {@link io.avatarorigin.diffusion.DrawRefusedException} when the safety checker refused
   *       it,
   *   <li>a {@link io.avatarorigin.diffusion.DrawFailedException} when the runtime failed,
   *   <li>a {@link io.avatarorigin.diffusion.InvalidDrawException} when the prompts have weights
   *       beyond what can be computed,
   *   <li>an IllegalStateException when the model was closed,
   *   <li>or what the draw's {@link DrawObserver} threw.
   * </ul>
   *
   * <p>Completing the future oneself changes nothing. What depends on it and takes long should run
   * on another thread ({@code thenAcceptAsync}).
   */
  public CompletableFuture<Drawn> result() {
    return result.copy();
  }

  /** How many draws come before this one; empty when it has begun. */
  public OptionalInt ahead() {
    return queue.ahead(client, this);
  }

  /** Takes the draw back before it begins, or ends it after the step that is being computed. */
  public void cancel() {
    cancelled = true;
    if (queue.remove(client, this)) {
      handBack("it was cancelled");
    }
  }

  /** It will not begin. */
  void handBack(String reason) {
    result.completeExceptionally(DrawCancelledException.beforeTheFirstStep(reason));
  }

  boolean isCancelled() {
    return cancelled;
  }

  boolean isDone() {
    return result.isDone();
  }

  /** As the painter sees it; an observer that fails ends its own draw only. */
  DrawTask task() {
    return new Task();
  }

  void begin() {
    if (cancelled) {
      handBack("it was cancelled");
      return;
    }
    try {
      observer.began();
    } catch (RuntimeException e) {
      result.completeExceptionally(e);
    }
  }

  void fail(Throwable reason) {
    result.completeExceptionally(reason);
  }

  private final class Task implements DrawTask {
    @Override
    public DrawRequest request() {
      return request;
    }

    @Override
    public boolean step(int step, int steps, Preview preview) {
      if (cancelled || result.isDone()) {
        return false;
      }
      try {
        observer.stepped(step, steps, preview);
      } catch (RuntimeException e) {
        result.completeExceptionally(e);
        return false;
      }
      return true;
    }

    @Override
    public void drawn(Drawn drawn) {
      result.complete(drawn);
    }

    @Override
    public void failed(DiffusionException reason) {
      result.completeExceptionally(reason);
    }
  }
}
