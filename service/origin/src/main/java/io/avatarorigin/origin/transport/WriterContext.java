package io.avatarorigin.origin.transport;

import io.avatarorigin.server.ForwardingContext;
import io.helidon.common.buffers.DataWriter;
import io.helidon.webserver.ConnectionContext;

/** A connection's context with another writer. */
final class WriterContext extends ForwardingContext {
  private final DataWriter writer;

  WriterContext(ConnectionContext connection, DataWriter writer) {
    super(connection);
    this.writer = writer;
  }

  @Override
  public DataWriter dataWriter() {
    return writer;
  }
}
