package io.avatarorigin.origin.transport;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The head of a connection's current request as it came, for what Helidon's parser does not tell:
 * whether the method was written as it reads, and in which order the headers stood. Octets are kept
 * and looked at only when asked for. Used by the connection's thread alone.
 */
public final class RawHead {
  private static final ScopedValue<RawHead> OF_THIS_CONNECTION = ScopedValue.newInstance();
  private static final byte[] NONE = {};

  /** No other, since a target may hold a line feed, which is refused later. */
  private static final Pattern LINE_END = Pattern.compile("\r\n", Pattern.LITERAL);

  /** The current head's, which what has come of the next ones follows. */
  private byte[] octets = NONE;

  private int begin;
  private int end;

  /** Where the next head begins. */
  private int next;

  /** The lower-case names of the headers of the request that this thread answers, a name a line. */
  public static List<String> headerNamesOfThisRequest() {
    return OF_THIS_CONNECTION.isBound() ? OF_THIS_CONNECTION.get().headerNames() : List.of();
  }

  /** Serves a connection whose heads these are. */
  public void during(Serving connection) throws InterruptedException {
    ScopedValue.where(OF_THIS_CONNECTION, this)
        .<Boolean, InterruptedException>call(
            () -> {
              connection.serve();
              return true;
            });
  }

  /** What is done for as long as a connection lasts. */
  @FunctionalInterface
  public interface Serving {
    void serve() throws InterruptedException;
  }

  /** More octets of a head, or of some, have come. */
  public void append(byte[] more) {
    if (next == octets.length) {
      octets = more;
    } else {
      int rest = octets.length - next;
      byte[] all = Arrays.copyOfRange(octets, next, octets.length + more.length);
      System.arraycopy(more, 0, all, rest, more.length);
      octets = all;
    }
    begin = 0;
    end = 0;
    next = 0;
  }

  /** The current head has ended before the last so many octets that have come. */
  public void ended(int unread) {
    begin = next;
    end = octets.length - unread;
    next = end;
  }

  /** So many octets after the head are no part of the next one. */
  public void skipped(int length) {
    next = end + length;
  }

  /** Whether the method has a small letter: methods are told apart by case (RFC 9110, 9.1). */
  public boolean hasSmallLetterInMethod() {
    for (int i = begin; i < end && octets[i] != ' '; i++) {
      if (octets[i] >= 'a' && octets[i] <= 'z') {
        return true;
      }
    }
    return false;
  }

  private List<String> headerNames() {
    return LINE_END
        .splitAsStream(new String(octets, begin, end - begin, US_ASCII))
        .skip(1) // the request line
        .filter(line -> line.indexOf(':') > 0)
        .map(line -> line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT))
        .toList();
  }
}
