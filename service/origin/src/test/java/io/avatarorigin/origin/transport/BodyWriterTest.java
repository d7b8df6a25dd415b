package io.avatarorigin.origin.transport;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataWriter;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BodyWriterTest {
  private static final int PIECE = 64 * 1024;
  private static final byte[] HEAD = "HTTP/1.1 200 OK\r\n\r\n".getBytes(ISO_8859_1);

  private final Written written = new Written();
  private final byte[] content = new byte[200_000];

  BodyWriterTest() {
    new Random(5).nextBytes(content);
  }

  private List<Integer> lengthsWith(Spares packets, int offset, int length) {
    BodyWriter writer = new BodyWriter(written, packets);
    writer.appendToNext(content, offset, length);
    writer.write(BufferData.create(HEAD));

    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    expected.writeBytes(HEAD);
    expected.write(content, offset, length);
    assertThat(written.octets.toByteArray()).isEqualTo(expected.toByteArray());
    return written.lengths;
  }

  @Test
  void writesHeadAndBodyAtOnce() {
    assertThat(lengthsWith(new Spares(1, PIECE), 10, 1000)).containsExactly(HEAD.length + 1000);
  }

  @Test
  void writesALargeBodyInPieces() {
    assertThat(lengthsWith(new Spares(1, PIECE), 0, content.length))
        .containsExactly(PIECE, PIECE, PIECE, HEAD.length + content.length - 3 * PIECE);
  }

  @Test
  void writesABodyFromWhereItLiesWhileNoPacketIsFree() {
    assertThat(lengthsWith(new Spares(0, PIECE), 7, PIECE + 1))
        .containsExactly(HEAD.length, PIECE, 1);
  }

  /** What reached the socket, and in which writes. */
  private static final class Written implements DataWriter {
    final ByteArrayOutputStream octets = new ByteArrayOutputStream();
    final List<Integer> lengths = new ArrayList<>();

    @Override
    public void writeNow(BufferData buffer) {
      lengths.add(buffer.available());
      octets.writeBytes(buffer.readBytes());
    }

    @Override
    public void writeNow(BufferData... buffers) {
      List.of(buffers).forEach(this::writeNow);
    }

    @Override
    public void write(BufferData buffer) {
      writeNow(buffer);
    }

    @Override
    public void write(BufferData... buffers) {
      writeNow(buffers);
    }
  }
}
