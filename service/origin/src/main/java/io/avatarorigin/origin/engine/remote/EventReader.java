package io.avatarorigin.origin.engine.remote;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Reads server-sent events as the HTML standard says (section 9.2), and holds no more than one. For
 * one thread.
 */
final class EventReader {
  /** A look at the largest picture, in Base64 in JSON, and some. */
  static final int MOST_OCTETS = 512 << 10;

  private final InputStream in;
  private int left = MOST_OCTETS;
  private boolean afterReturn;

  EventReader(InputStream in) {
    this.in = new BufferedInputStream(in);
  }

  record Event(String name, String data) {}

  /**
   * The next event; nothing when the stream has ended.
   *
   * @throws IOException when the stream breaks, or an event has more than {@link #MOST_OCTETS}
   */
  Optional<Event> next() throws IOException {
    String name = "";
    StringBuilder data = new StringBuilder();
    for (Optional<String> line = line(); line.isPresent(); line = line()) {
      String text = line.get();
      if (text.isEmpty()) {
        left = MOST_OCTETS;
        if (!data.isEmpty()) {
          String all = data.substring(0, data.length() - 1);
          return Optional.of(new Event(name.isEmpty() ? "message" : name, all));
        }
        name = "";
      }
      int colon = text.indexOf(':');
      String value = colon < 0 ? "" : text.substring(colon + 1);
      String bare = value.startsWith(" ") ? value.substring(1) : value;
      switch (colon < 0 ? text : text.substring(0, colon)) {
        case "event" -> name = bare;
        case "data" -> data.append(bare).append('\n');
        default -> {} // comments, and what browsers come back with
      }
    }
    return Optional.empty();
  }

  /** The next whole line. */
  private Optional<String> line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int octet = in.read(); octet >= 0; octet = in.read()) {
      boolean isSecondOfPair = octet == '\n' && afterReturn;
      afterReturn = octet == '\r';
      if (isSecondOfPair) {
        continue;
      }
      if (octet == '\n' || octet == '\r') {
        return Optional.of(line.toString(StandardCharsets.UTF_8));
      }
      left--;
      if (left < 0) {
        throw new IOException("an event has more than " + MOST_OCTETS + " octets");
      }
      line.write(octet);
    }
    return Optional.empty();
  }
}
