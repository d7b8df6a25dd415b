package io.avatarorigin.origin.web.events;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.helidon.webserver.CloseConnectionException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Writes events as the HTML standard says (section 9.2, server-sent events). After the last one the
 * client comes back by itself, unless it was told to stay away: it then sends {@link #LAST_ID}, and
 * is to be answered with 204, upon which it gives up. For one thread.
 */
public final class EventStream implements AutoCloseable {
  public static final String CONTENT_TYPE = "text/event-stream";

  /** What {@code Last-Event-ID} says of a client that has heard the end. */
  public static final String LAST_ID = "end";

  private final OutputStream out;

  /**
   * A stream that begins with how long a client waits before it comes back.
   *
   * @throws IOException when the client has gone, as with all that is written
   */
  public EventStream(OutputStream out, Duration retry) throws IOException {
    this.out = out;
    write("retry: " + retry.toMillis() + "\n\n");
  }

  public void send(String event, ObjectNode data) throws IOException {
    write(text(event, data) + "\n");
  }

  /** The last event of the stream. */
  public void sendLast(String event, ObjectNode data) throws IOException {
    write("id: " + LAST_ID + "\n" + text(event, data) + "\n");
  }

  /** Ends the stream without an event. */
  public void end() throws IOException {
    write("id: " + LAST_ID + "\n\n");
  }

  /** Shows that the stream lives, and finds out whether the client does. */
  public void keepAlive() throws IOException {
    write(": still here\n\n");
  }

  private static String text(String event, ObjectNode data) {
    return "event: " + event + "\ndata: " + data + "\n";
  }

  private void write(String text) throws IOException {
    try {
      out.write(text.getBytes(StandardCharsets.UTF_8));
      out.flush();
    } catch (UncheckedIOException | CloseConnectionException e) {
      throw new IOException("the client has gone", e);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      out.close();
    } catch (UncheckedIOException | CloseConnectionException e) {
      throw new IOException("the client has gone", e);
    }
  }
}
