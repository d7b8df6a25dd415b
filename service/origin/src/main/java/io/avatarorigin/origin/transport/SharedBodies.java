package io.avatarorigin.origin.transport;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataWriter;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.common.task.InterruptableTask;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Connections that send bytes shared by many answers, head and body in one write, without a new
 * array for each answer. Helidon allocates head and body together, and twice as much when the head
 * passes 256 octets (docs/decisions/0007).
 */
public final class SharedBodies implements ServerConnectionSelector {
  private static final ScopedValue<BodyWriter> OF_THIS_CONNECTION = ScopedValue.newInstance();

  private final ServerConnectionSelector protocol;
  private final Function<ConnectionContext, DataWriter> writers;

  private SharedBodies(
      ServerConnectionSelector protocol, Function<ConnectionContext, DataWriter> writers) {
    this.protocol = protocol;
    this.writers = writers;
  }

  /** Connections that speak HTTP/1.1. */
  public static ServerConnectionSelector over(Http1Config config) {
    return over(
        Http1ConnectionSelector.builder().config(config).build(), ConnectionContext::dataWriter);
  }

  /**
   * Connections of another selector that speak HTTP/1.1.
   *
   * @param writers what a connection's octets are written to, 64 KiB of a body at a time
   */
  public static ServerConnectionSelector over(
      ServerConnectionSelector http1, Function<ConnectionContext, DataWriter> writers) {
    return new SharedBodies(http1, writers);
  }

  /**
   * Sends an answer with this head and part of this content; on a connection that is not one of
   * these, as Helidon does.
   *
   * @param head tells the length
   */
  public static void send(
      ServerResponse response, PreparedHead head, byte[] content, int offset, int length) {
    response.header(head);
    if (!OF_THIS_CONNECTION.isBound()) {
      response.send(content, offset, length);
      return;
    }
    BodyWriter writer = OF_THIS_CONNECTION.get();
    writer.appendToNext(content, offset, length);
    try {
      response.send();
    } finally {
      writer.appendNothing();
    }
  }

  @Override
  public int bytesToIdentifyConnection() {
    return protocol.bytesToIdentifyConnection();
  }

  @Override
  public Support supports(BufferData data) {
    return protocol.supports(data);
  }

  @Override
  public Set<String> supportedApplicationProtocols() {
    return protocol.supportedApplicationProtocols();
  }

  @Override
  public ServerConnection connection(ConnectionContext context) {
    BodyWriter writer = new BodyWriter(writers.apply(context));
    return new Bound(protocol.connection(new WriterContext(context, writer)), writer);
  }

  /** A connection on whose thread its writer can be found. */
  private record Bound(ServerConnection connection, BodyWriter writer)
      implements ServerConnection, InterruptableTask<Void> {
    @Override
    public boolean canInterrupt() {
      return connection instanceof InterruptableTask<?> task && task.canInterrupt();
    }

    @Override
    public void handle(Limit limit) throws InterruptedException {
      ScopedValue.where(OF_THIS_CONNECTION, writer)
          .<@Nullable Void, InterruptedException>call(
              () -> {
                connection.handle(limit);
                return null;
              });
    }

    @Override
    @SuppressWarnings("removal") // abstract as long as it is there
    public void handle(Semaphore requests) throws InterruptedException {
      connection.handle(requests);
    }

    @Override
    public Duration idleTime() {
      return connection.idleTime();
    }

    @Override
    public void close(boolean interrupt) {
      connection.close(interrupt);
    }
  }
}
