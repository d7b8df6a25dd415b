package io.avatarorigin.worker.fetch.source;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * GET at the Hub, following redirects by itself: the token goes to the Hub alone, not to the
 * servers that keep its large files.
 */
final class HubClient implements AutoCloseable {
  private static final int MOST_REDIRECTS = 10;
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

  private final HubOptions options;
  private final Duration patience;
  private final HttpClient client;

  /**
   * @param patience for a connection, an answer, and between two pieces of a body
   */
  HubClient(HubOptions options, Duration patience) {
    this.options = options;
    this.patience = patience;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1) // whose connections do not share one window
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(patience)
            .build();
  }

  /** The first answer, which is the Hub's own, and the last, which has the body. */
  record Answers(HttpResponse<InputStream> first, HttpResponse<InputStream> last) {
    int status() {
      return last.statusCode();
    }

    /** A header of the Hub's. */
    Optional<String> ofHub(String name) {
      return first.headers().firstValue(name).or(() -> last.headers().firstValue(name));
    }

    Optional<String> ofBody(String name) {
      return last.headers().firstValue(name);
    }
  }

  /** Asks; the caller closes the last answer's body. */
  Answers get(URI uri, Map<String, String> headers) throws IOException {
    HttpResponse<InputStream> first = send(uri, headers);
    HttpResponse<InputStream> answer = first;
    for (int hops = 0; redirected(answer).isPresent(); hops++) {
      answer.body().close();
      if (hops == MOST_REDIRECTS) {
        throw new TransientFailure(uri + " redirects without end");
      }
      answer = send(target(answer), headers);
    }
    return new Answers(first, answer);
  }

  private static Optional<String> redirected(HttpResponse<InputStream> answer) {
    return REDIRECTS.contains(answer.statusCode())
        ? answer.headers().firstValue("Location")
        : Optional.empty();
  }

  private static URI target(HttpResponse<InputStream> answer) throws TransientFailure {
    URI from = answer.uri();
    String location = redirected(answer).orElseThrow();
    try {
      URI target = from.resolve(location);
      if ("https".equals(from.getScheme()) && !"https".equals(target.getScheme())) {
        throw new FetchException(
            FetchException.Kind.REFUSED,
            "https://%s redirects to %s, which is not encrypted"
                .formatted(from.getHost(), target.getHost()));
      }
      return target;
    } catch (IllegalArgumentException e) {
      throw new TransientFailure(from.getHost() + " redirects to what is no URL", e);
    }
  }

  private HttpResponse<InputStream> send(URI uri, Map<String, String> headers) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri).header("User-Agent", "avatar-origin").GET();
    headers.forEach(request::header);
    if (isHub(uri)) {
      options.token().ifPresent(token -> request.header("Authorization", "Bearer " + token));
    }
    return await(
        client.sendAsync(request.build(), _ -> new TimedBody(patience)),
        String.valueOf(uri.getHost()));
  }

  /** The timeout of a request is not used: later JDKs let it end the body, too. */
  private HttpResponse<InputStream> await(
      CompletableFuture<HttpResponse<InputStream>> sending, String host) throws IOException {
    try {
      return sending.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      sending.cancel(true);
      throw new TransientFailure(
          host + " does not answer within " + patience.toMillis() + " ms", e);
    } catch (ExecutionException e) {
      String reason = Optional.ofNullable(e.getCause()).map(HubClient::reason).orElse("");
      throw new TransientFailure(host + " cannot be asked: " + reason, e);
    } catch (InterruptedException e) {
      sending.cancel(true);
      Thread.currentThread().interrupt();
      throw new FetchException(FetchException.Kind.CANCELLED, "interrupted", e);
    }
  }

  /** The JDK's connection failures have no message. */
  private static String reason(Throwable failure) {
    return failure.getMessage() == null
        ? failure.getClass().getSimpleName()
        : failure.getClass().getSimpleName() + ": " + failure.getMessage();
  }

  private boolean isHub(URI uri) {
    return origin(uri).equals(origin(options.endpoint()));
  }

  private static String origin(URI uri) {
    int port = uri.getPort();
    int shown = port >= 0 ? port : ("https".equals(uri.getScheme()) ? 443 : 80);
    return (uri.getScheme() + "://" + uri.getHost() + ":" + shown)
        .toLowerCase(java.util.Locale.ROOT);
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
