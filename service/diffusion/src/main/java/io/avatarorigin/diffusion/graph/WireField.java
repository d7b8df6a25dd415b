package io.avatarorigin.diffusion.graph;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * One field of a protobuf message (the wire format of protobuf's documentation, "Encoding").
 *
 * @param number that the message's definition gives it
 * @param encoded tag and content as they stand in the message
 * @param content the bytes of a text, message or packed list, or the 4 or 8 of a fixed number; of a
 *     varint nothing
 * @param varint the value of a varint, else 0
 */
record WireField(int number, ByteBuffer encoded, ByteBuffer content, long varint) {

  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int BYTES = 2;
  private static final int FIXED32 = 5;
  private static final int TYPE_BITS = 3;

  /** The fields of a message, in order; nothing is copied. */
  static List<WireField> of(ByteBuffer message) {
    List<WireField> fields = new ArrayList<>();
    ByteBuffer rest = message.duplicate();
    while (rest.hasRemaining()) {
      int start = rest.position();
      long tag = varint(rest);
      int type = (int) tag & ((1 << TYPE_BITS) - 1);
      long value = type == VARINT ? varint(rest) : 0;
      int length =
          switch (type) {
            case VARINT -> 0;
            case FIXED64 -> Long.BYTES;
            case FIXED32 -> Integer.BYTES;
            case BYTES -> Math.toIntExact(varint(rest));
            default -> throw new IllegalArgumentException("wire type " + type);
          };
      ByteBuffer content = rest.slice(rest.position(), length).order(ByteOrder.LITTLE_ENDIAN);
      rest.position(rest.position() + length);
      ByteBuffer encoded = rest.slice(start, rest.position() - start);
      fields.add(new WireField((int) (tag >>> TYPE_BITS), encoded, content, value));
    }
    return fields;
  }

  static WireField ofText(int number, String text) {
    return ofBytes(number, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }

  static WireField ofBytes(int number, ByteBuffer content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] bytes = new byte[content.remaining()];
    content.duplicate().get(bytes);
    putVarint(out, (long) number << TYPE_BITS | BYTES);
    putVarint(out, bytes.length);
    out.writeBytes(bytes);
    return of(ByteBuffer.wrap(out.toByteArray())).getFirst();
  }

  static WireField ofVarint(int number, long value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    putVarint(out, (long) number << TYPE_BITS | VARINT);
    putVarint(out, value);
    return of(ByteBuffer.wrap(out.toByteArray())).getFirst();
  }

  /** The head of a field whose content of so many bytes follows elsewhere. */
  static ByteBuffer head(int number, long length) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    putVarint(out, (long) number << TYPE_BITS | BYTES);
    putVarint(out, length);
    return ByteBuffer.wrap(out.toByteArray());
  }

  /** A message of these fields. */
  static ByteBuffer message(List<WireField> fields) {
    int length = fields.stream().mapToInt(field -> field.encoded().remaining()).sum();
    ByteBuffer message = ByteBuffer.allocate(length);
    fields.forEach(field -> message.put(field.encoded().duplicate()));
    return message.flip();
  }

  String text() {
    return StandardCharsets.UTF_8.decode(content.duplicate()).toString();
  }

  /** The varints of a list, which stand one by one or packed in one field. */
  List<Long> varints() {
    if (!content.hasRemaining()) {
      return List.of(varint);
    }
    List<Long> values = new ArrayList<>();
    for (ByteBuffer rest = content.duplicate(); rest.hasRemaining(); ) {
      values.add(varint(rest));
    }
    return values;
  }

  private static long varint(ByteBuffer from) {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      byte next = from.get();
      value |= (next & 0x7fL) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new IllegalArgumentException("a number of more than 64 bits");
  }

  private static void putVarint(ByteArrayOutputStream out, long value) {
    long rest = value;
    for (; (rest & ~0x7fL) != 0; rest >>>= 7) {
      out.write((int) ((rest & 0x7f) | 0x80));
    }
    out.write((int) rest);
  }
}
