package io.avatarorigin.server;

import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * One socket that is listened on. Each has a server of its own: a failure tells which socket it is
 * about, and none inherits from another.
 */
public final class ListeningSocket implements AutoCloseable {
  /** How long answers that are being written may take when the server stops. */
  private static final Duration LAST_ANSWERS = Duration.ofSeconds(2);

  private final WebServer server;

  private ListeningSocket(WebServer server) {
    this.server = server;
  }

  /**
   * Listens.
   *
   * @param port 0 for any that is free
   * @param settings says what is spoken, and with whom
   * @throws IOException when the address cannot be had
   */
  public static ListeningSocket open(
      String host, int port, Consumer<WebServerConfig.Builder> settings) throws IOException {
    WebServerConfig.Builder server =
        WebServer.builder()
            .shutdownHook(false)
            .host(host)
            .port(port)
            .shutdownGracePeriod(LAST_ANSWERS)
            // Plain sockets: their reads can be given a time, and hits are served much faster.
            .useNio(false);
    settings.accept(server);
    try {
      return new ListeningSocket(started(server.build()));
    } catch (IllegalArgumentException | IllegalStateException | UncheckedIOException e) {
      throw new IOException("cannot listen on " + host + ":" + port, e);
    }
  }

  /** A port that is taken does not make {@code start} throw: the server just does not run. */
  private static WebServer started(WebServer server) {
    server.start();
    if (!server.isRunning() || server.port() <= 0) {
      server.stop();
      throw new IllegalStateException("the server does not run");
    }
    return server;
  }

  public int port() {
    return server.port();
  }

  @Override
  public void close() {
    server.stop();
  }
}
