package io.avatarorigin.worker;

import io.avatarorigin.diffusion.ExecutionOptions;
import io.avatarorigin.diffusion.StableDiffusion;
import io.avatarorigin.worker.draw.DrawDesk;
import io.avatarorigin.worker.load.Lifecycle;
import io.avatarorigin.worker.load.LoadStage;
import io.avatarorigin.worker.load.ModelProvision;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Brings, loads and warms the model, on a thread of its own. */
final class ModelLoading {
  private static final System.Logger LOGGER = System.getLogger(ModelLoading.class.getName());

  private final ModelProvision provision;
  private final ExecutionOptions options;
  private final DrawDesk desk;
  private final Lifecycle lifecycle;
  private final CompletableFuture<Void> loaded = new CompletableFuture<>();
  private final Thread thread =
      Thread.ofPlatform().name("model-loading").daemon().unstarted(this::run);

  ModelLoading(
      ModelProvision provision, ExecutionOptions options, DrawDesk desk, Lifecycle lifecycle) {
    this.provision = provision;
    this.options = options;
    this.desk = desk;
    this.lifecycle = lifecycle;
  }

  void start() {
    thread.start();
  }

  /** Completed when the worker is ready, or with the reason why it never will be. */
  CompletableFuture<Void> loaded() {
    return loaded;
  }

  /** Ends what can be ended, and waits for it. */
  void stop(Duration most) {
    thread.interrupt();
    try {
      boolean _ = thread.join(most);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      Path folder = provision.provide(lifecycle.load());
      lifecycle.load().at(LoadStage.LOADING, 0);
      StableDiffusion model = StableDiffusion.load(folder, options);
      lifecycle.load().at(LoadStage.LOADING, 100);
      desk.open(model);
      LOGGER.log(
          System.Logger.Level.INFO,
          "ready: model={0} digest={1}",
          model.description().name(),
          model.description().digest());
      loaded.complete(null);
    } catch (InterruptedException e) {
      loaded.completeExceptionally(e);
    } catch (RuntimeException | Error e) {
      loaded.completeExceptionally(e); // its caller reports it
    }
  }
}
