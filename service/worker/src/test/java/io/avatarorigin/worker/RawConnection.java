package io.avatarorigin.worker;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import javax.net.SocketFactory;

/** One connection, on which requests are written as octets and answers read by their length. */
final class RawConnection implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 60_000;

  private final Socket socket;
  private final InputStream in;

  RawConnection(int port) throws IOException {
    this(SocketFactory.getDefault(), port);
  }

  RawConnection(SocketFactory sockets, int port) throws IOException {
    this.socket = sockets.createSocket(InetAddress.getLoopbackAddress(), port);
    this.socket.setSoTimeout(PATIENCE_MILLIS);
    this.in = new BufferedInputStream(socket.getInputStream());
  }

  /** An answer. */
  record Reply(int status, String head, String body) {}

  void post(String path, String body, String... headerLines) throws IOException {
    String more = headerLines.length == 0 ? "" : String.join("\r\n", headerLines) + "\r\n";
    write(
        "POST %s HTTP/1.1\r\nHost: localhost\r\n%sContent-Length: %d\r\n\r\n%s"
            .formatted(path, more, body.length(), body));
  }

  void write(String octets) throws IOException {
    socket.getOutputStream().write(octets.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
  }

  Reply read() throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int octet = in.read();
      if (octet < 0) {
        throw new EOFException("closed within the head: " + head);
      }
      head.append((char) octet);
    }
    String lower = head.toString().toLowerCase(Locale.ROOT);
    int length = 0;
    for (String line : lower.lines().toList()) {
      if (line.startsWith("content-length: ")) {
        length = Integer.parseInt(line.substring(16).strip());
      }
    }
    return new Reply(
        Integer.parseInt(head.substring(9, 12)),
        lower,
        new String(in.readNBytes(length), StandardCharsets.UTF_8));
  }

  /** Everything until the server closes the connection. */
  String rest() throws IOException {
    return new String(in.readAllBytes(), StandardCharsets.UTF_8);
  }

  /** Sends nothing more, and goes on reading. */
  void endRequests() throws IOException {
    socket.shutdownOutput();
  }

  /** Closes the connection, as clients do. */
  void leave() throws IOException {
    socket.close();
  }

  /** Goes away without a goodbye. */
  void vanish() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
