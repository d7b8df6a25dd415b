package io.avatarorigin.origin.connection;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataWriter;
import java.time.Duration;

/** A writer that tells other threads how long its connection's thread has been writing. */
final class WatchedWriter implements DataWriter {
  private static final long NOT_WRITING = 0;

  private final DataWriter writer;

  /** When the write in progress began, by {@link System#nanoTime}. */
  private volatile long begun = NOT_WRITING;

  WatchedWriter(DataWriter writer) {
    this.writer = writer;
  }

  boolean isBlockedFor(Duration limit) {
    long since = begun;
    return since != NOT_WRITING && System.nanoTime() - since > limit.toNanos();
  }

  private void begin() {
    begun = System.nanoTime() | 1; // never NOT_WRITING
  }

  private void end() {
    begun = NOT_WRITING;
  }

  @Override
  public void write(BufferData... buffers) {
    begin();
    try {
      writer.write(buffers);
    } finally {
      end();
    }
  }

  @Override
  public void write(BufferData buffer) {
    begin();
    try {
      writer.write(buffer);
    } finally {
      end();
    }
  }

  @Override
  public void writeNow(BufferData... buffers) {
    begin();
    try {
      writer.writeNow(buffers);
    } finally {
      end();
    }
  }

  @Override
  public void writeNow(BufferData buffer) {
    begin();
    try {
      writer.writeNow(buffer);
    } finally {
      end();
    }
  }

  @Override
  public void flush() {
    begin();
    try {
      writer.flush();
    } finally {
      end();
    }
  }

  @Override
  public void close() {
    writer.close();
  }
}
