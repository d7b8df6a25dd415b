package io.avatarorigin.origin.connection;

import static java.util.stream.Collectors.toCollection;

import io.avatarorigin.origin.transport.RawHead;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import io.helidon.http.Http1HeadersParser;
import io.helidon.http.HttpPrologue;
import io.helidon.http.RequestException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ServerConnectionException;
import io.helidon.webserver.http1.Http1Prologue;
import java.lang.reflect.Proxy;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/**
 * Any octets, in pieces of any size (the first octet says it), as a connection's heads: whatever
 * Helidon's parser takes for heads, the guard sees the same headers and methods in them, and it
 * throws nothing but refusals.
 */
public final class HeadFuzz {
  private static final int LONGEST = 16_384;

  /** Never connected: timeouts are set on it. */
  private static final Socket SOCKET = new Socket();

  private HeadFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    if (input.length == 0) {
      return;
    }
    Octets octets = new Octets(input, 1 + (input[0] & 0xff));
    GuardedContext context =
        new GuardedContext(octets.connection(), SOCKET, Duration.ofMinutes(1), () -> {});
    try {
      boolean goesOn = true;
      while (goesOn) {
        goesOn = readHead(context);
      }
    } catch (RequestException | ServerConnectionException e) {
      return; // refused, or at an end
    } catch (RuntimeException e) { // as Helidon's parser throws them at what is no head
      if (e.getStackTrace()[0].getClassName().startsWith("io.avatarorigin.")) {
        throw e;
      }
    } catch (InterruptedException e) {
      throw new AssertionError("nobody interrupts this", e);
    }
  }

  /** Returns whether another may follow: none does after a body. */
  private static boolean readHead(GuardedContext context) throws InterruptedException {
    HttpPrologue prologue = new Http1Prologue(context.dataReader(), LONGEST, false).readPrologue();
    Headers headers = Http1HeadersParser.readHeaders(context.dataReader(), LONGEST, true);
    context.headEnded(headers);
    String method = prologue.method().text();
    if (!method.equals(method.toUpperCase(Locale.ROOT))) {
      throw new AssertionError("not refused: " + method);
    }
    Set<String> parsed =
        StreamSupport.stream(headers.spliterator(), false)
            .map(Header::headerName)
            .map(name -> name.lowerCase())
            .collect(toCollection(TreeSet::new));
    context
        .head()
        .during(
            () -> {
              List<String> seen = RawHead.headerNamesOfThisRequest();
              if (!new TreeSet<>(seen).equals(parsed)) {
                throw new AssertionError("Helidon reads " + parsed + ", the guard " + seen);
              }
            });
    context.answered();
    return !headers.contains(HeaderNames.CONTENT_LENGTH)
        && !headers.contains(HeaderNames.TRANSFER_ENCODING);
  }

  /** Octets as a connection gives them. */
  private static final class Octets {
    private final byte[] input;
    private final int piece;
    private int given = 1;

    Octets(byte[] input, int piece) {
      this.input = input;
      this.piece = piece;
    }

    boolean areLeft() {
      return given < input.length;
    }

    private byte[] next() {
      if (!areLeft()) {
        return null;
      }
      int from = given;
      given = Math.min(input.length, given + piece);
      return Arrays.copyOfRange(input, from, given);
    }

    /** All that a guard asks of a connection before it has something to refuse. */
    ConnectionContext connection() {
      HelidonSocket socket =
          proxy(HelidonSocket.class, method -> method.equals("get") ? next() : null);
      return proxy(
          ConnectionContext.class, method -> method.equals("serverSocket") ? socket : null);
    }

    private static <T> T proxy(Class<T> type, Function<String, Object> answers) {
      return type.cast(
          Proxy.newProxyInstance(
              type.getClassLoader(),
              new Class<?>[] {type},
              (self, method, arguments) -> answers.apply(method.getName())));
    }
  }
}
