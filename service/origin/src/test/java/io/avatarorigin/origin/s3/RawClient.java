package io.avatarorigin.origin.s3;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One connection, on which requests are written octet by octet and answers read by their framing.
 */
public final class RawClient implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 10_000;

  private final Socket socket;
  private final InputStream in;

  public RawClient(int port) throws IOException {
    this(port, InetAddress.getLoopbackAddress());
  }

  /** A client that has this address of its own. */
  public RawClient(int port, InetAddress own) throws IOException {
    this.socket = new Socket(InetAddress.getLoopbackAddress(), port, own, 0);
    this.socket.setSoTimeout(PATIENCE_MILLIS);
    this.in = new BufferedInputStream(socket.getInputStream());
  }

  /** An answer; the header lines are those of the wire. */
  public record Reply(int status, List<String> lines, String body) {
    public Optional<String> header(String name) {
      String start = name.toLowerCase(Locale.ROOT) + ": ";
      return lines.stream()
          .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
          .map(line -> line.substring(start.length()))
          .findFirst();
    }
  }

  /** Sends a request line with a Host header and further header lines, and reads the answer. */
  public Reply ask(String requestLine, String... headerLines) throws IOException {
    StringBuilder head = new StringBuilder(requestLine).append("\r\nHost: localhost\r\n");
    for (String line : headerLines) {
      head.append(line).append("\r\n");
    }
    return send(head.append("\r\n").toString(), !requestLine.startsWith("HEAD "));
  }

  /** Sends octets as they are, and reads an answer with or without a body. */
  public Reply send(String octets, boolean withBody) throws IOException {
    write(octets);
    return read(withBody);
  }

  /** Reads an answer with or without a body. */
  public Reply read(boolean withBody) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      lines.add(line);
    }
    int status = Integer.parseInt(lines.getFirst().substring(9, 12));
    Reply head = new Reply(status, lines, "");
    int length = withBody ? head.header("content-length").map(Integer::parseInt).orElse(0) : 0;
    return new Reply(status, lines, new String(in.readNBytes(length), StandardCharsets.UTF_8));
  }

  /** Sends octets as they are, and reads nothing. */
  public void write(String octets) throws IOException {
    socket.getOutputStream().write(octets.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Waits for an answer's first octet for so long, and says whether there is one. */
  public boolean hasAnswer(Duration within) throws IOException {
    socket.setSoTimeout((int) within.toMillis());
    in.mark(1);
    try {
      in.read();
      in.reset();
      return true;
    } catch (SocketTimeoutException e) {
      return false;
    } finally {
      socket.setSoTimeout(PATIENCE_MILLIS);
    }
  }

  /** Sends nothing more, and goes on reading. */
  public void endRequests() throws IOException {
    socket.shutdownOutput();
  }

  /** Goes away without a goodbye. */
  public void vanish() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  /** Whether the server has closed the connection, without another octet. */
  public boolean isClosed() throws IOException {
    return in.read() < 0;
  }

  /** Everything until the server closes the connection. */
  public String rest() throws IOException {
    return new String(in.readAllBytes(), StandardCharsets.UTF_8);
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("the connection was closed within the head of an answer");
      }
      line.append((char) c);
    }
    return line.toString().stripTrailing();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
