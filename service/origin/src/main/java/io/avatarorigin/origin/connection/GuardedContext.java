package io.avatarorigin.origin.connection;

import io.avatarorigin.origin.transport.RawHead;
import io.avatarorigin.server.FarewellConnection;
import io.avatarorigin.server.ForwardingContext;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ListenerContext;
import io.helidon.webserver.ServerConnectionException;
import io.helidon.webserver.spi.ServerConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A connection as its protocol sees it. Its octets come through here, so that a head which takes
 * too long, or ends before its end, becomes a bad request with an answer. Used by the connection's
 * thread alone.
 *
 * <p>The first octets of a head are waited for without a timeout, which costs a third of the
 * throughput of hits, and the server's idle timer ends those waits. Almost every head comes whole;
 * only what does not is read with a timeout.
 */
final class GuardedContext extends ForwardingContext implements FarewellConnection.Talk {
  private static final byte DELETE = 127;

  /** Requests of one client that may be answered while others wait for the same core. */
  private static final int TURN = 32;

  /** Helidon's parser lets a line pass that begins with its colon. */
  private static final HeaderName NAMELESS = HeaderNames.create("");

  private final Socket socket;
  private final Duration headTime;
  private final Runnable onSlowHead;
  private final ListenerContext listener;
  private final DataReader reader = DataReader.create(this::next);
  private final RawHead head = new RawHead();

  /** Whether octets of a head have come whose end has not. */
  private boolean withinHead;

  /** Whether the empty line was skipped that may precede a head (RFC 9112, section 2.2). */
  private boolean emptyLineSkipped;

  /** When the head must have come, by {@link System#nanoTime}; 0 while that is not asked for. */
  private long deadline;

  /** Whether a request is with its handler: what fails then is not the client's doing. */
  private boolean answering;

  private boolean ended;
  private boolean bodyAnnounced;
  private int heads;
  private @Nullable RequestException refusal;

  GuardedContext(
      ConnectionContext connection, Socket socket, Duration headTime, Runnable onSlowHead) {
    super(connection);
    this.socket = socket;
    this.headTime = headTime;
    this.onSlowHead = onSlowHead;
    this.listener = new BlamingContext(connection.listenerContext(), () -> !answering);
  }

  /** Answers with 503, whatever the client sends. */
  void refuse() {
    refusal =
        RequestException.builder()
            .type(DirectHandler.EventType.OTHER)
            .status(Status.SERVICE_UNAVAILABLE_503)
            .message("Too many connections")
            .build();
  }

  /** The current request's head as it came. */
  RawHead head() {
    return head;
  }

  /** Handlers find the head. */
  @Override
  public void hold(ServerConnection http, Limit limit) throws InterruptedException {
    head.during(() -> http.handle(limit));
  }

  /** A head has come to its end. */
  void headEnded(Headers headers) {
    head.ended(reader.available());
    if (head.hasSmallLetterInMethod()) { // Helidon reads "get" as GET
      throw badRequest(Status.BAD_REQUEST_400, "There is no such method");
    }
    if (headers.contains(NAMELESS)) {
      throw badRequest(Status.BAD_REQUEST_400, "A header has no name");
    }
    if (++heads % TURN == 0) {
      letOthersRun();
    }
    withinHead = false;
    deadline = 0;
    answering = true;
    bodyAnnounced =
        headers.contains(HeaderNames.TRANSFER_ENCODING)
            || (headers.contains(HeaderNames.CONTENT_LENGTH)
                && !headers.get(HeaderNames.CONTENT_LENGTH).get().equals("0"));
    emptyLineSkipped = !bodyAnnounced && reader.available() >= 2 && reader.startsWithNewLine();
    if (emptyLineSkipped) {
      reader.skip(2);
      head.skipped(2);
    }
  }

  /** The answer is being written. */
  void answered() {
    answering = false;
  }

  @Override
  public boolean leavesOctetsUnread() {
    return !ended && (refusal != null || withinHead || bodyAnnounced || reader.available() > 0);
  }

  private byte @Nullable [] next() {
    if (refusal != null) {
      throw refusal;
    }
    if (bodyAnnounced) {
      return readInTime(); // no other head follows: who sends a body is closed after the answer
    }
    withinHead = withinHead || reader.available() > 0;
    byte[] octets = withinHead ? readInTime() : read();
    if (octets == null) {
      if (withinHead) {
        throw badRequest(Status.BAD_REQUEST_400, "The request ends within its head");
      }
      return null;
    }
    boolean first = !withinHead;
    if (first && !emptyLineSkipped && beginsWithEmptyLine(octets)) {
      emptyLineSkipped = true;
      octets = octets.length == 2 ? read() : Arrays.copyOfRange(octets, 2, octets.length);
      if (octets == null) {
        return null;
      }
    }
    withinHead = true;
    if (first && (octets[0] <= ' ' || octets[0] == DELETE)) {
      // What cannot begin a method, such as a TLS handshake, might never end a line.
      throw badRequest(Status.BAD_REQUEST_400, "The request does not begin as HTTP does");
    }
    head.append(octets);
    return octets;
  }

  private static boolean beginsWithEmptyLine(byte[] octets) {
    return octets.length >= 2 && octets[0] == '\r' && octets[1] == '\n';
  }

  private byte @Nullable [] readInTime() {
    long now = System.nanoTime();
    if (deadline == 0) {
      deadline = now + headTime.toNanos();
    }
    try {
      long left = Duration.ofNanos(deadline - now).toMillis();
      if (left <= 0) {
        throw slowHead();
      }
      socket.setSoTimeout((int) Math.min(left, Integer.MAX_VALUE));
      byte[] octets = read();
      socket.setSoTimeout(0);
      return octets;
    } catch (IOException e) {
      throw new ServerConnectionException("The socket is closed", e);
    }
  }

  private byte @Nullable [] read() {
    try {
      byte[] octets = serverSocket().get();
      ended = octets == null;
      return octets;
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof SocketTimeoutException) {
        throw slowHead();
      }
      ended = true;
      throw new ServerConnectionException("Failed to get data from socket", e);
    }
  }

  /**
   * A virtual thread keeps its core until a read blocks, which those of a client never do that asks
   * again at once. A yield would not do: while threads yield, the scheduler looks for no others.
   */
  private static void letOthersRun() {
    LockSupport.parkNanos(1);
  }

  private RequestException slowHead() {
    onSlowHead.run();
    return badRequest(Status.REQUEST_TIMEOUT_408, "The request took too long");
  }

  private static RequestException badRequest(Status status, String message) {
    return RequestException.builder()
        .type(DirectHandler.EventType.BAD_REQUEST)
        .status(status)
        .setKeepAlive(false)
        .message(message)
        .build();
  }

  @Override
  public DataReader dataReader() {
    return reader;
  }

  @Override
  public ListenerContext listenerContext() {
    return listener;
  }
}
