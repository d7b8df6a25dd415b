package io.avatarorigin.origin.s3.wire;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One header of an answer; the value holds visible ASCII and blanks only. */
public final class HeaderLine {
  private final ResponseHeader name;
  private final String value;
  private final byte[] octets;

  public HeaderLine(ResponseHeader name, String value) {
    this.name = name;
    this.value = value;
    this.octets = (name.title() + ": " + value + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
  }

  public ResponseHeader name() {
    return name;
  }

  public String value() {
    return value;
  }

  /** The line as it is sent, its end included; never to be written to. */
  public byte[] octets() {
    return octets;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof HeaderLine line && line.name == name && line.value.equals(value);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, value);
  }

  @Override
  public String toString() {
    return name.title() + ": " + value;
  }
}
