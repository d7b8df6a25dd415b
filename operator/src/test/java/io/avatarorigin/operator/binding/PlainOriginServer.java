package io.avatarorigin.operator.binding;

import io.avatarorigin.operator.blueprint.KeyPairs;
import io.avatarorigin.origin.LocalModel;
import io.avatarorigin.origin.OriginServer;
import io.avatarorigin.origin.config.ConfigLoader;
import io.avatarorigin.origin.config.OriginConfig;
import io.avatarorigin.settings.ConfigSources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A real origin with a tiny model. Its host is 127.0.0.1, which is split at its first dot as any
 * other: the bucket 127 of 0.0.1, which a store puts together again.
 */
public final class PlainOriginServer implements AutoCloseable {
  private static final Path MODEL =
      Path.of("../service/diffusion/src/test/resources/fixtures/models/epsilon").toAbsolutePath();

  private final OriginServer server;
  private final Path keys;

  private PlainOriginServer(OriginServer server, Path keys) {
    this.server = server;
    this.keys = keys;
  }

  /**
   * Starts one.
   *
   * @param folder takes its data
   * @param vocabulary of its pictures
   */
  public static PlainOriginServer start(Path folder, String vocabulary, KeyPairs.Pair... accepted) {
    try {
      Path keys = Files.createDirectories(folder.resolve("keys")).resolve("keys.yaml");
      write(keys, accepted);
      Map<String, String> settings =
          Map.of(
              "data", folder.resolve("data").toString(),
              "s3.port", "0",
              "web.port", "0",
              "admin.port", "0",
              "s3.base-domains", "[0.0.1]",
              "s3.buckets", "[{name: \"127\", access: signed}]",
              "s3.credentials-from", keys.toString(),
              "vocabulary", vocabulary,
              "shutdown-grace", "1s");
      List<ConfigSources.Flag> flags =
          settings.entrySet().stream()
              .map(it -> new ConfigSources.Flag("--set", it.getKey(), it.getValue()))
              .toList();
      OriginConfig config =
          ConfigLoader.load(
                  new ConfigSources(Optional.empty(), Map.of("HOME", "/nowhere"), flags, 2))
              .config();
      return new PlainOriginServer(
          OriginServer.start(
              config, new LocalModel(() -> MODEL, Optional.empty()), InstantSource.system()),
          keys);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Has it accept these keys and no others; it looks for itself. */
  public void accept(KeyPairs.Pair... accepted) {
    try {
      write(keys, accepted);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path file, KeyPairs.Pair... accepted) throws IOException {
    Files.writeString(
        file,
        accepted.length == 0
            ? "[]"
            : List.of(accepted).stream()
                .map(
                    pair ->
                        "- {access-key-id: %s, secret-access-key: %s}\n"
                            .formatted(pair.accessKeyId(), pair.secretAccessKey()))
                .collect(Collectors.joining()));
  }

  public int port() {
    return server.s3Port();
  }

  @Override
  public void close() {
    server.close();
  }
}
