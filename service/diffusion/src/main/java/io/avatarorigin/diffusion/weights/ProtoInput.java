package io.avatarorigin.diffusion.weights;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file in Protocol Buffers' wire format, read field by field; what is skipped is not read. */
final class ProtoInput implements AutoCloseable {

  private static final int VARINT = 0;
  private static final int FIXED_64 = 1;
  private static final int BYTES = 2;
  private static final int FIXED_32 = 5;
  private static final int LONGEST_TEXT = 4096;
  private static final int BUFFER_BYTES = 1 << 14;

  private final InputStream content;
  private final long length;
  private long position;
  private long tag;

  private ProtoInput(InputStream content, long length) {
    this.content = content;
    this.length = length;
  }

  static ProtoInput open(Path file) throws IOException {
    long length = Files.size(file);
    return new ProtoInput(
        new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES), length);
  }

  long length() {
    return length;
  }

  long position() {
    return position;
  }

  /** Goes to the next field of the message that ends at {@code end}; false when there is none. */
  boolean next(long end) throws IOException {
    if (position >= end) {
      return false;
    }
    tag = varint();
    return true;
  }

  /** Whether the field has this number and holds a message, text or packed numbers. */
  boolean isMessage(int field) {
    return tag == ((long) field << 3 | BYTES);
  }

  /** Whether the field has this number and holds one whole number. */
  boolean isNumber(int field) {
    return tag == ((long) field << 3 | VARINT);
  }

  /** Goes into the field and returns where it ends. */
  long enter() throws IOException {
    long size = varint();
    if (size < 0 || size > length - position) {
      throw new EOFException("it is cut short, or no ONNX");
    }
    return position + size;
  }

  long varint() throws IOException {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      int read = content.read();
      if (read < 0) {
        throw new EOFException("it is cut short, or no ONNX");
      }
      position++;
      value |= (long) (read & 0x7f) << shift;
      if (read < 0x80) {
        return value;
      }
    }
    throw new IOException("it is no ONNX");
  }

  String text() throws IOException {
    long end = enter();
    if (end - position > LONGEST_TEXT) {
      throw new IOException("it is no ONNX");
    }
    byte[] bytes = content.readNBytes((int) (end - position));
    position = end;
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** Passes over the field. */
  void skip() throws IOException {
    switch ((int) (tag & 7)) {
      case VARINT -> varint();
      case FIXED_64 -> skip(Long.BYTES);
      case BYTES -> skip(enter() - position);
      case FIXED_32 -> skip(Integer.BYTES);
      default -> throw new IOException("it is no ONNX");
    }
  }

  private void skip(long bytes) throws IOException {
    content.skipNBytes(bytes);
    position += bytes;
  }

  @Override
  public void close() throws IOException {
    content.close();
  }
}
