package io.avatarorigin.origin.connection;

import io.helidon.common.buffers.DataWriter;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Closes the sockets of clients that do not read: a blocked write has no timeout of its own, and
 * would hold its connection for ever. A thread looks through the writes in progress from time to
 * time, as long as there are connections; an answer costs two volatile writes.
 */
final class WriteWatch {
  private static final System.Logger LOGGER = System.getLogger(WriteWatch.class.getName());
  private static final int LOOKS_WITHIN_LIMIT = 4;

  private final Duration limit;
  private final Runnable onSlow;
  private final Map<Socket, WatchedWriter> writers = new ConcurrentHashMap<>();
  private final AtomicBoolean watching = new AtomicBoolean();

  /**
   * @param limit how long one write may block
   * @param onSlow called for each socket that was closed
   */
  WriteWatch(Duration limit, Runnable onSlow) {
    this.limit = limit;
    this.onSlow = onSlow;
  }

  /** A writer of the socket, which is watched until the connection {@link #ended}. */
  DataWriter watched(Socket socket, DataWriter writer) {
    WatchedWriter watched = new WatchedWriter(writer);
    writers.put(socket, watched);
    if (watching.compareAndSet(false, true)) {
      Thread.ofVirtual().name("write-watch").start(this::watch);
    }
    return watched;
  }

  /** Nothing more is written to the socket. */
  void ended(Socket socket) {
    writers.remove(socket);
  }

  private void watch() {
    do {
      while (!writers.isEmpty()) {
        try {
          Thread.sleep(limit.dividedBy(LOOKS_WITHIN_LIMIT));
        } catch (InterruptedException e) {
          throw new IllegalStateException("nobody interrupts this thread", e);
        }
        writers.forEach(this::closeIfSlow);
      }
      watching.set(false);
    } while (!writers.isEmpty() && watching.compareAndSet(false, true));
  }

  private void closeIfSlow(Socket socket, WatchedWriter writer) {
    if (!writer.isBlockedFor(limit) || writers.remove(socket) == null) {
      return;
    }
    onSlow.run();
    try {
      socket.setSoLinger(true, 0); // else the system goes on offering what is not taken
      socket.close();
    } catch (IOException e) {
      LOGGER.log(System.Logger.Level.DEBUG, "event=close-failed reason=slow", e);
    }
  }
}
