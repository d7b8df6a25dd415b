package io.avatarorigin.cli;

import io.avatarorigin.origin.OriginServer;
import io.avatarorigin.origin.config.CredentialsFile;
import io.avatarorigin.origin.config.OriginConfig;
import io.avatarorigin.settings.Loaded;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Serves avatars until it is told to stop. */
@Command(
    name = "serve",
    description = "Serves avatars over S3 and HTTP, drawing those that nobody asked for before.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    footer = {
      "",
      "Settings come from --config FILE, then AVATAR_ORIGIN_* variables, then flags.",
      "",
      "Examples:",
      "  avatar-origin serve",
      "  avatar-origin serve --config origin.yaml --web-port 8000",
      "  avatar-origin serve --set s3.buckets=\"[{name: avatars, access: public}]\"",
      "  avatar-origin serve --print-config"
    })
final class ServeCommand implements Callable<Integer> {
  private final Console console;
  private final StopSignals signals;

  @Mixin private final ConfigOptions settings = new ConfigOptions();

  @Option(names = "--s3-port", paramLabel = "N", description = "By default 9000; 0 for any.")
  @Nullable String s3Port;

  @Option(names = "--web-port", paramLabel = "N", description = "By default 8080; 0 for any.")
  @Nullable String webPort;

  @Option(names = "--admin-port", paramLabel = "N", description = "By default 8081; 0 for any.")
  @Nullable String adminPort;

  @Option(
      names = "--print-config",
      description = "Print all settings with their sources, secrets masked, and end.")
  boolean printConfig;

  ServeCommand(Console console, StopSignals signals) {
    this.console = console;
    this.signals = signals;
  }

  @Override
  public Integer call() {
    Loaded<OriginConfig> loaded = settings.load(console, portFlags());
    if (printConfig) {
      console.out().print(loaded.yaml());
      console.out().flush();
      return 0;
    }
    checkPorts(loaded.config());
    Optional<CredentialsFile.Kept> kept = keptCredentials(loaded.config());
    OriginConfig config =
        kept.map(own -> loaded.config().withCredentials(List.of(own.credential())))
            .orElse(loaded.config());
    return serve(config, kept);
  }

  private int serve(OriginConfig config, Optional<CredentialsFile.Kept> kept) {
    try (OriginServer server =
        OriginServer.start(config, ModelFolders.local(config, console), InstantSource.system())) {
      CompletableFuture<Integer> stop = signals.expect();
      new Welcome(config, server.s3Port(), server.webPort(), kept)
          .lines()
          .forEach(console.out()::println);
      return stop.join();
    }
  }

  /** Looked at before the model is loaded, so that a person need not wait for the bad news. */
  private static void checkPorts(OriginConfig config) {
    ListenAddress.checkFree(config.s3().host(), config.s3().port(), "s3");
    ListenAddress.checkFree(config.admin().host(), config.admin().port(), "admin");
    ListenAddress.checkFree(config.web().host(), config.web().port(), "web");
  }

  private static Optional<CredentialsFile.Kept> keptCredentials(OriginConfig config) {
    return config.s3().needsCredentials()
        ? Optional.of(CredentialsFile.loadOrCreate(config.data(), new SecureRandom()))
        : Optional.empty();
  }

  private List<ConfigOptions.Flag> portFlags() {
    return List.of(
        new ConfigOptions.Flag("--s3-port", "s3.port", s3Port),
        new ConfigOptions.Flag("--web-port", "web.port", webPort),
        new ConfigOptions.Flag("--admin-port", "admin.port", adminPort));
  }
}
