package io.avatarorigin.origin.engine.remote;

import io.avatarorigin.origin.engine.EngineException;
import io.avatarorigin.origin.engine.EngineException.Trouble;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One server that is asked over HTTP. Answers are bounded in size and time, and closing it ends the
 * calls that wait. Calls block, so they belong on virtual threads.
 */
final class RemoteServer implements AutoCloseable {
  /** A lossless picture of the largest size, in Base64 in JSON, and some. */
  private static final long MOST_BYTES = 64L << 20;

  private final URI base;
  private final HttpClient http;
  private final Access access;
  private final Map<Object, CompletableFuture<?>> calls = new ConcurrentHashMap<>();
  private volatile boolean closed;

  /**
   * @param base scheme, host, port and, if any, the path that all others are below
   * @param http the client, which others use as well
   */
  RemoteServer(URI base, HttpClient http, Access access) {
    this.base = base;
    this.http = http;
    this.access = access;
  }

  /** An answer of any status. */
  @SuppressWarnings("ArrayRecordComponent") // read once, by whoever asked
  record Answer(int status, String contentType, Duration retryAfter, byte[] body) {}

  /** Asks for a resource. */
  Answer get(String path, Duration longest) {
    return call(request(path).GET(), longest);
  }

  /** Asks for what is made of a JSON document. */
  Answer post(String path, String accept, byte[] json, Duration longest) {
    return call(
        request(path)
            .header("Content-Type", "application/json")
            .header("Accept", accept)
            .POST(HttpRequest.BodyPublishers.ofByteArray(json)),
        longest);
  }

  /** An answer of any status, whose body is read as it comes. Closing it ends the exchange. */
  record Stream(int status, InputStream body) implements Closeable {
    @Override
    public void close() throws IOException {
      body.close();
    }
  }

  /**
   * Asks for a resource that is told bit by bit. Whoever reads it is to be interrupted when it is
   * wanted no more.
   *
   * @throws EngineException where there is no token to ask with
   */
  Stream open(String path, String accept) throws IOException, InterruptedException {
    HttpResponse<InputStream> response =
        http.send(
            request(path).header("Accept", accept).GET().build(),
            HttpResponse.BodyHandlers.ofInputStream());
    return new Stream(response.statusCode(), response.body());
  }

  private HttpRequest.Builder request(String path) {
    String root = base.toString();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
            URI.create((root.endsWith("/") ? root.substring(0, root.length() - 1) : root) + path));
    access.token().get().ifPresent(t -> request.header("Authorization", "Bearer " + t));
    return request;
  }

  private Answer call(HttpRequest.Builder request, Duration longest) {
    CompletableFuture<HttpResponse<byte[]>> call =
        http.sendAsync(
            request.build(),
            HttpResponse.BodyHandlers.limiting(
                HttpResponse.BodyHandlers.ofByteArray(), MOST_BYTES));
    Object ticket = new Object();
    calls.put(ticket, call);
    try {
      if (closed) {
        throw new CancellationException();
      }
      return answer(call.get(longest.toNanos(), TimeUnit.NANOSECONDS));
    } catch (CancellationException e) {
      throw new EngineException(Trouble.LOST, base + " was given up", e);
    } catch (TimeoutException e) {
      throw new EngineException(
          Trouble.FAILED, base + " has not answered within " + longest.toMillis() + " ms", null);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EngineException(Trouble.LOST, "the call of " + base + " was interrupted", e);
    } catch (ExecutionException e) {
      throw trouble(e.getCause() == null ? e : e.getCause());
    } finally {
      call.cancel(true); // ends the exchange, and so frees the server's place, where it still runs
      calls.remove(ticket);
    }
  }

  private EngineException trouble(Throwable cause) {
    if (closed) {
      return new EngineException(Trouble.LOST, base + " was given up", cause);
    }
    boolean isUnreachable =
        cause instanceof ConnectException
            || cause instanceof HttpConnectTimeoutException
            || cause instanceof UnresolvedAddressException
            || cause instanceof javax.net.ssl.SSLHandshakeException;
    String reason =
        cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    if (isUnreachable) {
      return new EngineException(
          Trouble.UNREACHABLE, base + " cannot be reached: " + reason, cause);
    }
    Trouble trouble = cause instanceof IOException ? Trouble.LOST : Trouble.FAILED;
    return new EngineException(trouble, base + " broke off: " + reason, cause);
  }

  private static Answer answer(HttpResponse<byte[]> response) {
    return new Answer(
        response.statusCode(),
        response.headers().firstValue("Content-Type").orElse(""),
        response
            .headers()
            .firstValue("Retry-After")
            .filter(text -> text.matches("[0-9]{1,6}"))
            .map(text -> Duration.ofSeconds(Long.parseLong(text)))
            .orElse(Duration.ofSeconds(1)),
        response.body());
  }

  @Override
  public String toString() {
    return base.toString();
  }

  @Override
  public void close() {
    closed = true;
    calls.values().forEach(call -> call.cancel(true));
  }
}
