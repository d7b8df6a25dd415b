package io.avatarorigin.sigv4;

import java.util.Objects;

/** One header line as received: the name in its own case and the value as it stood. */
public record HeaderField(String name, String value) {
  public HeaderField {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(value, "value");
  }

  /** The name alone: a value may be as good as a secret. */
  @Override
  public String toString() {
    return "HeaderField[" + name + "]";
  }
}
