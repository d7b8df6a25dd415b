package io.avatarorigin.origin.clients;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/**
 * A port that leads to the origin's, so that what one client sends can be told from what others do.
 * It passes octets on as they are; requests must have no body, as reads have none.
 */
final class Wiretap implements AutoCloseable {
  private final ServerSocket socket;
  private final int target;
  private final Consumer<Exchange> listener;
  private final Queue<Exchange> exchanges = new ConcurrentLinkedQueue<>();

  private Wiretap(ServerSocket socket, int target, Consumer<Exchange> listener) {
    this.socket = socket;
    this.target = target;
    this.listener = listener;
  }

  /** A request and the status of its answer. */
  record Exchange(Head request, int status) {}

  /** The first line of a message, and its header lines. */
  record Head(String line, List<String> headers) {
    Optional<String> header(String name) {
      String start = name.toLowerCase(Locale.ROOT) + ":";
      return headers.stream()
          .filter(header -> header.toLowerCase(Locale.ROOT).startsWith(start))
          .map(header -> header.substring(start.length()).strip())
          .findFirst();
    }

    private byte[] octets() {
      return (line
              + "\r\n"
              + String.join("", headers.stream().map(h -> h + "\r\n").toList())
              + "\r\n")
          .getBytes(StandardCharsets.ISO_8859_1);
    }
  }

  static Wiretap to(int port) {
    return to(port, exchange -> {});
  }

  /** The same, telling of each answer before it is passed on. */
  static Wiretap to(int port, Consumer<Exchange> listener) {
    try {
      Wiretap tap =
          new Wiretap(new ServerSocket(0, 100, InetAddress.getLoopbackAddress()), port, listener);
      Thread.ofVirtual().start(tap::accept);
      return tap;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return socket.getLocalPort();
  }

  /** What was asked so far about keys that contain this text, in order of the answers. */
  List<Exchange> exchanges(String text) {
    return exchanges.stream().filter(each -> each.request().line().contains(text)).toList();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        Thread.ofVirtual().start(() -> pass(client));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  /** Until either side closes its connection, as clients do when they have what they want. */
  private void pass(Socket client) {
    try (client;
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target)) {
      Optional<Head> request = head(client.getInputStream());
      while (request.isPresent()) {
        server.getOutputStream().write(request.get().octets());
        Optional<Head> answer = head(server.getInputStream());
        if (answer.isEmpty()) {
          return;
        }
        int status = Integer.parseInt(answer.get().line().substring(9, 12));
        Exchange exchange = new Exchange(request.get(), status);
        exchanges.add(exchange);
        listener.accept(exchange);
        client.getOutputStream().write(answer.get().octets());
        boolean bodiless =
            request.get().line().startsWith("HEAD ") || status == 204 || status == 304;
        copy(
            server.getInputStream(),
            client.getOutputStream(),
            bodiless ? 0 : answer.get().header("content-length").map(Long::parseLong).orElse(0L));
        request = head(client.getInputStream());
      }
    } catch (IOException e) {
      System.getLogger(Wiretap.class.getName())
          .log(System.Logger.Level.DEBUG, "a connection ended early", e);
    }
  }

  private static void copy(InputStream in, OutputStream out, long length) throws IOException {
    byte[] buffer = new byte[1 << 16];
    for (long left = length; left > 0; ) {
      int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (read < 0) {
        return;
      }
      out.write(buffer, 0, read);
      left -= read;
    }
    out.flush();
  }

  private static Optional<Head> head(InputStream in) throws IOException {
    StringBuilder text = new StringBuilder();
    while (text.length() < 4 || text.indexOf("\r\n\r\n", text.length() - 4) < 0) {
      int octet = in.read();
      if (octet < 0) {
        return Optional.empty();
      }
      text.append((char) octet);
    }
    List<String> lines = text.toString().lines().filter(line -> !line.isEmpty()).toList();
    return Optional.of(new Head(lines.getFirst(), lines.subList(1, lines.size())));
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
