package io.avatarorigin.origin;

import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1ConnectionListener;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Knows the connections whose request line has come and whose headers have not, so that they can be
 * closed: Helidon's idle timer covers the time before and within a request line. Read timeouts on
 * the sockets would do the same for less code, and cost a third of the throughput of hits.
 */
final class UnfinishedHeads implements Http1ConnectionListener {
  /** When each head began, by {@link System#nanoTime}. */
  private final Map<ConnectionContext, Long> begun = new ConcurrentHashMap<>();

  @Override
  public void prologue(ConnectionContext connection, HttpPrologue prologue) {
    begun.put(connection, System.nanoTime());
  }

  @Override
  public void headers(ConnectionContext connection, Headers headers) {
    begun.remove(connection);
  }

  /** Closes the connections whose head has been unfinished for longer. */
  void closeThoseOlderThan(Duration longest) {
    long now = System.nanoTime();
    begun.forEach(
        (connection, since) -> {
          if (now - since > longest.toNanos() && begun.remove(connection, since)) {
            connection.serverSocket().close();
          }
        });
  }
}
