package io.avatarorigin.origin.transport;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.helidon.common.GenericType;
import io.helidon.common.buffers.BufferData;
import io.helidon.common.mapper.Value;
import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Header lines that are ready to be written, in the place of one header: Helidon keeps an object, a
 * table entry and several writes for each header else. It stands for Content-Length, which it
 * writes, unless it is withheld: Helidon adds {@code Content-Length: 0} to answers without a body,
 * which on a 304 is another length than the object's and on a 204 forbidden (RFC 9110, section
 * 8.6).
 */
public final class PreparedHead implements Header {
  private static final byte[] CONTENT_LENGTH = "Content-Length: ".getBytes(ISO_8859_1);
  private static final byte[] LINE_END = "\r\n".getBytes(ISO_8859_1);
  private static final int USUAL_OCTETS = 512;

  private final int contentLength;
  private byte[] octets = new byte[USUAL_OCTETS];
  private int length;

  private PreparedHead(int contentLength) {
    this.contentLength = contentLength;
  }

  /** A head of an answer with a body of this many octets, which HEAD leaves out. */
  public static PreparedHead of(int contentLength) {
    PreparedHead head = new PreparedHead(contentLength);
    return head.line(CONTENT_LENGTH, Integer.toString(contentLength));
  }

  /** A head of an answer that has no body and tells no length: 204 or 304. */
  public static PreparedHead withoutLength() {
    return new PreparedHead(0);
  }

  /** Adds whole lines, each ending in CR and LF. */
  public PreparedHead lines(byte[] lines) {
    reserve(lines.length);
    System.arraycopy(lines, 0, octets, length, lines.length);
    length += lines.length;
    return this;
  }

  /**
   * Adds one line.
   *
   * @param name with colon and blank
   * @param value visible ASCII and blanks only, as the caller has seen to
   */
  @SuppressWarnings("deprecation") // the copy of characters that are known to be ASCII
  public PreparedHead line(byte[] name, String value) {
    lines(name);
    reserve(value.length());
    value.getBytes(0, value.length(), octets, length);
    length += value.length();
    return lines(LINE_END);
  }

  private void reserve(int more) {
    if (length + more > octets.length) {
      octets = Arrays.copyOf(octets, Math.max(2 * octets.length, length + more));
    }
  }

  @Override
  public void writeHttp1Header(BufferData buffer) {
    buffer.write(octets, 0, length);
  }

  @Override
  public String name() {
    return HeaderNames.CONTENT_LENGTH.defaultCase();
  }

  @Override
  public HeaderName headerName() {
    return HeaderNames.CONTENT_LENGTH;
  }

  @Override
  public String get() {
    return Integer.toString(contentLength);
  }

  @Override
  public List<String> allValues() {
    return List.of(get());
  }

  @Override
  public int valueCount() {
    return 1;
  }

  @Override
  public boolean sensitive() {
    return false;
  }

  @Override
  public boolean changing() {
    return false;
  }

  @Override
  public <N> Value<N> as(Class<N> type) {
    return plain().as(type);
  }

  @Override
  public <N> Value<N> as(GenericType<N> type) {
    return plain().as(type);
  }

  @Override
  public <N> Value<N> as(Function<? super String, ? extends N> mapper) {
    return plain().as(mapper);
  }

  @Override
  public Optional<String> asOptional() {
    return plain().asOptional();
  }

  @Override
  public Value<Boolean> asBoolean() {
    return plain().asBoolean();
  }

  @Override
  public Value<String> asString() {
    return plain().asString();
  }

  @Override
  public Value<Integer> asInt() {
    return plain().asInt();
  }

  @Override
  public Value<Long> asLong() {
    return plain().asLong();
  }

  @Override
  public Value<Double> asDouble() {
    return plain().asDouble();
  }

  private Header plain() {
    return HeaderValues.create(HeaderNames.CONTENT_LENGTH, contentLength);
  }
}
