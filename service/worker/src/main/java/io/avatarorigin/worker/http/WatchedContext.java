package io.avatarorigin.worker.http;

import io.avatarorigin.server.FarewellConnection;
import io.avatarorigin.server.ForwardingContext;
import io.helidon.common.buffers.DataReader;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ServerConnectionException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A connection as its protocol sees it. Its octets come through here, so that what follows a
 * request can be read while the request is being answered: that is how a client that goes away is
 * noticed. Used by the connection's thread alone, but for the one read ahead.
 */
final class WatchedContext extends ForwardingContext implements FarewellConnection.Talk {
  private final Socket socket;
  private final Duration idleTime;
  private final DataReader reader = DataReader.create(this::next);

  /** A read that goes on beside the connection's thread; null where there is none. */
  private @Nullable CompletableFuture<Octets> ahead;

  /** What is done when the client goes away; null while nobody cares. */
  private volatile @Nullable Runnable onGone;

  private boolean ended;

  WatchedContext(ConnectionContext connection, Socket socket, Duration idleTime) {
    super(connection);
    this.socket = socket;
    this.idleTime = idleTime;
  }

  /** What a read brings; nothing at the end. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Octets(byte @Nullable [] bytes) {}

  /**
   * From now on, and until {@link #unwatch}, this is run once when the client goes away: when it
   * closes the connection, also in its own direction alone, or the connection breaks. Where the
   * client has sent its next request already, it is not looked behind.
   */
  void watch(Runnable gone) {
    onGone = gone;
    CompletableFuture<Octets> before = ahead;
    if (before != null) {
      if (before.isDone() && isEnd(before)) {
        gone.run();
      }
      return;
    }
    CompletableFuture<Octets> reading = new CompletableFuture<>();
    ahead = reading;
    timeout(Duration.ZERO); // it waits as long as the answer takes
    Thread.ofVirtual().name("watching " + childSocketId()).start(() -> read(reading));
  }

  void unwatch() {
    onGone = null;
  }

  private void read(CompletableFuture<Octets> reading) {
    try {
      reading.complete(new Octets(serverSocket().get()));
    } catch (RuntimeException e) {
      reading.completeExceptionally(e);
    }
    Runnable gone = onGone;
    if (gone != null && isEnd(reading)) {
      gone.run();
    }
  }

  private static boolean isEnd(CompletableFuture<Octets> reading) {
    return reading.isCompletedExceptionally() || reading.join().bytes() == null;
  }

  private byte @Nullable [] next() {
    CompletableFuture<Octets> begun = ahead;
    ahead = null;
    byte[] octets = begun == null ? read() : take(begun);
    ended = octets == null;
    return octets;
  }

  /** A client that says nothing for too long is taken for one that has ended. */
  private byte @Nullable [] read() {
    timeout(idleTime);
    try {
      return serverSocket().get();
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof SocketTimeoutException) {
        return null;
      }
      throw new ServerConnectionException("cannot read from the socket", e);
    }
  }

  private byte @Nullable [] take(CompletableFuture<Octets> begun) {
    try {
      return begun.get(idleTime.toMillis(), TimeUnit.MILLISECONDS).bytes();
    } catch (TimeoutException e) {
      return null;
    } catch (ExecutionException e) {
      throw new ServerConnectionException("cannot read from the socket", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerConnectionException("the server stops", e);
    }
  }

  private void timeout(Duration time) {
    try {
      socket.setSoTimeout((int) time.toMillis());
    } catch (IOException e) {
      throw new ServerConnectionException("the socket is closed", e);
    }
  }

  @Override
  public boolean leavesOctetsUnread() {
    return !ended && ahead == null;
  }

  @Override
  public DataReader dataReader() {
    return reader;
  }
}
