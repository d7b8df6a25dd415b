package io.avatarorigin.server;

import io.helidon.common.concurrency.limits.Limit;
import io.helidon.webserver.spi.ServerConnection;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.time.Duration;

/**
 * A connection that does something when it ends, and lets its client read the last answer: closing
 * a socket whose input was not read makes the system throw away what the client has not read yet.
 */
public final class FarewellConnection implements ServerConnection {
  /** How long a client may go on sending after its last answer. */
  private static final Duration FAREWELL = Duration.ofSeconds(2);

  private static final int SINK_BYTES = 8192;

  private final ServerConnection http;
  private final Talk talk;
  private final Socket socket;
  private final Runnable onEnd;

  /**
   * A connection by HTTP.
   *
   * @param onEnd run when all is said
   */
  public FarewellConnection(ServerConnection http, Talk talk, Socket socket, Runnable onEnd) {
    this.http = http;
    this.talk = talk;
    this.socket = socket;
    this.onEnd = onEnd;
  }

  /** What is said over the connection, as far as it matters to its end. */
  public interface Talk {
    /** Whether the client may have sent, or may be sending, what nobody has read. */
    boolean leavesOctetsUnread();

    /** Answers the client's requests, to the last one. */
    default void hold(ServerConnection http, Limit limit) throws InterruptedException {
      http.handle(limit);
    }
  }

  @Override
  public void handle(Limit limit) throws InterruptedException {
    try {
      talk.hold(http, limit);
    } finally {
      if (talk.leavesOctetsUnread()) {
        drain();
      }
      onEnd.run();
    }
  }

  /** Tells the client that this was all, and reads what it sends until it has understood. */
  private void drain() {
    long until = System.nanoTime() + FAREWELL.toNanos();
    byte[] sink = new byte[SINK_BYTES];
    try {
      socket.shutdownOutput();
      InputStream in = socket.getInputStream();
      for (long left = FAREWELL.toMillis();
          left > 0;
          left = Duration.ofNanos(until - System.nanoTime()).toMillis()) {
        socket.setSoTimeout((int) left);
        if (in.read(sink) < 0) {
          return;
        }
      }
    } catch (IOException e) {
      // The client has gone, or has had its time: either way the socket is closed now.
      return;
    }
  }

  @Override
  public Duration idleTime() {
    return http.idleTime();
  }

  @Override
  public void close(boolean interrupt) {
    http.close(interrupt);
  }
}
