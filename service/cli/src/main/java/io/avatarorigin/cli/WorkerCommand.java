package io.avatarorigin.cli;

import io.avatarorigin.settings.Loaded;
import io.avatarorigin.worker.WorkerServer;
import io.avatarorigin.worker.config.WorkerConfig;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Draws for others until it is told to stop. */
@Command(
    name = "worker",
    description = "Draws pictures for origins and other clients, over HTTP.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    footer = {
      "",
      "It answers AUTOMATIC1111's API and OpenAI's. Settings come from --config FILE, then",
      "AVATAR_ORIGIN_WORKER_* variables, then flags.",
      "",
      "Examples:",
      "  avatar-origin worker",
      "  avatar-origin worker --model hf://ORGANISATION/NAME@v1.0 --data /models",
      "  avatar-origin worker --model /models/sdxl --set providers=cuda,cpu --set lanes=1",
      "  AVATAR_ORIGIN_WORKER_TOKEN=... avatar-origin worker --set host=0.0.0.0"
    })
final class WorkerCommand implements Callable<Integer> {
  private final Console console;
  private final StopSignals signals;

  @Mixin private final WorkerOptions settings = new WorkerOptions();

  @Mixin private final SourceOptions sources = new SourceOptions();

  @Option(
      names = "--print-config",
      description = "Print all settings with their sources, secrets masked, and end.")
  boolean printConfig;

  WorkerCommand(Console console, StopSignals signals) {
    this.console = console;
    this.signals = signals;
  }

  @Override
  public Integer call() {
    Loaded<WorkerConfig> loaded = settings.load(console);
    if (printConfig) {
      console.out().print(loaded.yaml());
      console.out().flush();
      return 0;
    }
    return draw(loaded.config());
  }

  private int draw(WorkerConfig config) {
    try (WorkerServer worker =
        WorkerServer.start(
            config,
            new WorkerProvision(config, sources.options(console), UserCache.graphs(console)),
            InstantSource.system())) {
      CompletableFuture<Integer> stop = signals.expect();
      console.out().printf("api      %s%n", url(config, worker.port()));
      console
          .out()
          .printf(
              "health   http://%s:%d/health/ready%n", config.admin().host(), worker.adminPort());
      CompletableFuture<Void> _ =
          worker.loaded().whenComplete((_, failure) -> stopOnFailure(stop, failure));
      return stop.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private static void stopOnFailure(CompletableFuture<Integer> stop, @Nullable Throwable failure) {
    if (failure != null) {
      stop.completeExceptionally(failure); // without effect where a signal came first
    }
  }

  private static String url(WorkerConfig config, int port) {
    String scheme = config.access().certificate().isPresent() ? "https" : "http";
    return "%s://%s:%d/".formatted(scheme, config.host(), port);
  }
}
