package io.avatarorigin.worker.fetch;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.avatarorigin.worker.fetch.hub.HubServer;
import io.avatarorigin.worker.fetch.hub.Repository;
import io.avatarorigin.worker.fetch.source.FetchException;
import io.avatarorigin.worker.fetch.source.HubOptions;
import io.avatarorigin.worker.fetch.source.ModelSource;
import io.avatarorigin.worker.fetch.source.RetryPolicy;
import io.avatarorigin.worker.fetch.source.S3Options;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Fetches for tests, which do not wait between attempts but keep how long they would have. */
record Fetching(FetchOptions options, Recording recording, List<Duration> pauses) {
  static final String SOURCE = "hf://" + HubServer.NAME;

  private static final RetryPolicy FEW =
      new RetryPolicy(4, Duration.ofSeconds(1), Duration.ofSeconds(30));

  static Fetching from(HubServer hub) {
    return from(hub, Optional.empty());
  }

  static Fetching from(HubServer hub, Optional<String> token) {
    return with(
        FetchOptions.DEFAULT.from(new HubOptions(hub.endpoint(), token), S3Options.DEFAULT));
  }

  static Fetching with(FetchOptions options) {
    return new Fetching(
        options.with(Duration.ofSeconds(20), FEW), new Recording(), new CopyOnWriteArrayList<>());
  }

  Fetching patient(Duration patience) {
    return new Fetching(options.with(patience, FEW), recording, pauses);
  }

  Fetching replacing() {
    return new Fetching(options.with(ExistingPolicy.REPLACE), recording, pauses);
  }

  Fetched fetch(String source, Path folder) {
    return new ModelFetcher(options, new OneAtATime(recording), pauses::add)
        .fetch(ModelSource.parse(source), folder);
  }

  FetchException refused(String source, Path folder) {
    return catchThrowableOfType(FetchException.class, () -> fetch(source, folder));
  }

  /** What lies in a folder, without the manifest. */
  static Repository content(Path folder) {
    return Repository.of(folder).without(Manifest.FILE);
  }
}
