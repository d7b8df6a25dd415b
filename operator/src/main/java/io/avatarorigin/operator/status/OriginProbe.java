package io.avatarorigin.operator.status;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** Asks origins how they are. An origin that does not answer is no error. */
public final class OriginProbe {
  private static final Duration LONGEST = Duration.ofSeconds(3);

  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(LONGEST)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  /** What the origin with this admin socket tells; empty where it does not answer. */
  public Optional<OriginReport> ask(URI admin) {
    try {
      return Optional.of(OriginReport.parse(get(admin, "/status"), get(admin, "/scaling")));
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private String get(URI admin, String path) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(admin.resolve(path)).timeout(LONGEST).build(),
            HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException(path + " answered " + answer.statusCode());
    }
    return answer.body();
  }
}
