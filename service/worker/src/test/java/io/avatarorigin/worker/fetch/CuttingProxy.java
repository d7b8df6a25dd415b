package io.avatarorigin.worker.fetch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Stands between a client and a server of this machine, one request a connection, and breaks
 * answers about one object off after so many bytes.
 */
final class CuttingProxy implements AutoCloseable {
  private final ServerSocket socket;
  private final int server;
  private final String object;
  private final int bytes;
  private final List<String> heads = new CopyOnWriteArrayList<>();
  private volatile Runnable onCut = () -> {};

  private CuttingProxy(ServerSocket socket, int server, String object, int bytes) {
    this.socket = socket;
    this.server = server;
    this.object = object;
    this.bytes = bytes;
  }

  static CuttingProxy start(int server, String object, int bytes) throws IOException {
    CuttingProxy proxy =
        new CuttingProxy(
            new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), server, object, bytes);
    Thread.ofPlatform().daemon().start(proxy::accept);
    return proxy;
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + socket.getLocalPort());
  }

  /** The requests' heads, in order. */
  List<String> heads() {
    return heads;
  }

  /** What is done before an answer is broken off. */
  void onCut(Runnable action) {
    onCut = action;
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        Thread.ofPlatform().daemon().start(() -> serve(client));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void serve(Socket client) {
    try (client;
        Socket upstream = new Socket(InetAddress.getLoopbackAddress(), server)) {
      String head = head(client.getInputStream());
      heads.add(head);
      // A signature covers the host that was asked, so that the head stays as it is.
      String single = head.replaceFirst("\r\n(?i:connection): [^\r]*", "");
      byte[] sent =
          single.replaceFirst("\r\n", "\r\nConnection: close\r\n").getBytes(StandardCharsets.UTF_8);
      upstream.getOutputStream().write(sent);
      boolean cut = head.startsWith("GET ") && head.contains(object);
      pass(upstream.getInputStream(), client.getOutputStream(), cut);
    } catch (IOException e) {
      // one of both went away, which the other sees
    }
  }

  private void pass(InputStream from, OutputStream to, boolean cut) throws IOException {
    if (!cut) {
      from.transferTo(to);
      return;
    }
    byte[] first = from.readNBytes(bytes);
    to.write(first);
    to.flush();
    if (first.length == bytes) {
      onCut.run();
    }
  }

  private static String head(InputStream from) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.UTF_8).endsWith("\r\n\r\n")) {
      int next = from.read();
      if (next < 0) {
        throw new IOException("no request");
      }
      head.write(next);
    }
    return head.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
