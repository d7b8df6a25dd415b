package io.avatarorigin.origin.transport;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataWriter;

/**
 * Writes what a connection writes, and after the next head the body that was announced; used by the
 * connection's thread alone.
 */
final class BodyWriter implements DataWriter {
  private static final byte[] NOTHING = {};

  /**
   * More than most avatars; what a larger body has besides is written from where it lies, and so is
   * every body while too many are being written.
   */
  private static final int PACKET_BYTES = 64 * 1024;

  /** As many as may be writing at a time on a machine that is not waiting for its clients. */
  private static final Spares PACKETS = new Spares(32, PACKET_BYTES);

  private final DataWriter socket;
  private final Spares packets;
  private byte[] body = NOTHING;
  private int offset;
  private int length;

  BodyWriter(DataWriter socket) {
    this(socket, PACKETS);
  }

  BodyWriter(DataWriter socket, Spares packets) {
    this.socket = socket;
    this.packets = packets;
  }

  /** The next write is a head, which this part of the content follows. */
  void appendToNext(byte[] content, int from, int count) {
    body = content;
    offset = from;
    length = count;
  }

  /** The next write is all there is to write. */
  void appendNothing() {
    body = NOTHING;
    length = 0;
  }

  @Override
  public void write(BufferData buffer) {
    if (length == 0) {
      socket.write(buffer);
      return;
    }
    byte[] packet = packets.take();
    try {
      if (packet == null) {
        socket.writeNow(buffer);
        writeBodyFrom(0);
      } else {
        writeWithBody(buffer, packet);
      }
    } finally {
      if (packet != null) {
        packets.giveBack(packet);
      }
      appendNothing();
    }
  }

  private void writeWithBody(BufferData buffer, byte[] packet) {
    int head = 0;
    if (buffer.available() <= packet.length) {
      head = buffer.read(packet, 0, packet.length);
    } else {
      socket.writeNow(buffer);
    }
    int first = Math.min(length, packet.length - head);
    System.arraycopy(body, offset, packet, head, first);
    socket.writeNow(BufferData.create(packet, 0, head + first));
    writeBodyFrom(first);
  }

  /** In pieces, so that a client which takes them slowly is seen to take them. */
  private void writeBodyFrom(int start) {
    for (int from = start; from < length; from += PACKET_BYTES) {
      socket.writeNow(
          BufferData.create(body, offset + from, Math.min(PACKET_BYTES, length - from)));
    }
  }

  @Override
  public void write(BufferData... buffers) {
    socket.write(buffers);
  }

  @Override
  public void writeNow(BufferData... buffers) {
    socket.writeNow(buffers);
  }

  @Override
  public void writeNow(BufferData buffer) {
    socket.writeNow(buffer);
  }

  @Override
  public void flush() {
    socket.flush();
  }

  @Override
  public void close() {
    socket.close();
  }
}
