package io.avatarorigin.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A line to a worker, which passes octets on, or delays, cuts or replaces them, and counts what
 * becomes of draws.
 */
final class UnreliableLine implements AutoCloseable {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
  private static final byte[] DRAW = "POST /sdapi/v1/txt2img".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] BUSY = "HTTP/1.1 503".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] OK = "HTTP/1.1 200".getBytes(StandardCharsets.US_ASCII);
  private static final Duration DELAY = Duration.ofMillis(120);

  private final int workerPort;
  private final int port;
  private final Set<Call> calls = ConcurrentHashMap.newKeySet();
  private final AtomicInteger begun = new AtomicInteger();
  private final AtomicInteger lost = new AtomicInteger();
  private final AtomicInteger junk = new AtomicInteger();
  private volatile Mode mode = Mode.PASS;
  private volatile @Nullable ServerSocket listening;

  /** What the line does. */
  enum Mode {
    PASS,
    /** Answers come late. */
    SLOW,
    /** Whoever asks gets something else than an answer; nothing reaches the worker. */
    JUNK,
    /** Answers to draws end in the middle. */
    CUT
  }

  UnreliableLine(int workerPort) {
    this.workerPort = workerPort;
    open(0);
    this.port = open().getLocalPort();
  }

  int port() {
    return port;
  }

  void mode(Mode next) {
    mode = next;
  }

  /** Draws that the worker was asked for and took on. */
  int begun() {
    return begun.get();
  }

  /** Those of them whose pictures never arrived whole. */
  int lost() {
    return lost.get();
  }

  /** Draws that were answered with junk. */
  int junk() {
    return junk.get();
  }

  /** Nobody is there any more: what runs breaks off, and connections are refused. */
  void shut() {
    ServerSocket socket = listening;
    listening = null;
    close(socket);
    calls.forEach(Call::breakOff);
  }

  /** Somebody is there again. */
  void reopen() {
    open(port);
  }

  private ServerSocket open() {
    ServerSocket socket = listening;
    if (socket == null) {
      throw new IllegalStateException("the line is shut");
    }
    return socket;
  }

  private void open(int wanted) {
    try {
      ServerSocket socket = new ServerSocket();
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(LOOPBACK, wanted));
      listening = socket;
      Thread.ofVirtual().start(() -> accept(socket));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept(ServerSocket socket) {
    try {
      while (true) {
        Socket client = socket.accept();
        Thread.ofVirtual().start(() -> serve(client));
      }
    } catch (IOException e) {
      return; // it was shut
    }
  }

  private void serve(Socket client) {
    try {
      Call call = new Call(client, new Socket(LOOPBACK, workerPort));
      calls.add(call);
      Thread.ofVirtual().start(call::answers);
      call.requests();
    } catch (IOException e) {
      close(client); // the worker is not there
    }
  }

  private static void close(@Nullable AutoCloseable closeable) {
    try {
      if (closeable != null) {
        closeable.close();
      }
    } catch (Exception e) {
      throw new AssertionError("cannot close", e);
    }
  }

  @Override
  public void close() {
    shut();
  }

  /** One connection, on which one request follows the other. */
  private final class Call {
    private final Socket client;
    private final Socket worker;

    /** Whether a draw has gone to the worker whose answer has not begun. */
    private volatile boolean drawing;

    Call(Socket client, Socket worker) {
      this.client = client;
      this.worker = worker;
    }

    void requests() {
      pump(client, worker, this::request);
    }

    void answers() {
      pump(worker, client, this::answer);
    }

    private boolean request(byte[] octets) throws IOException {
      boolean isDraw = startsWith(octets, DRAW);
      if (mode == Mode.JUNK && (isDraw || startsWith(octets, "GET ".getBytes()))) {
        if (isDraw) {
          junk.incrementAndGet();
        }
        client.getOutputStream().write(junk(octets.length).getBytes(StandardCharsets.UTF_8));
        return false;
      }
      if (isDraw) {
        drawing = true;
        begun.incrementAndGet();
      }
      return true;
    }

    private boolean answer(byte[] octets) throws IOException {
      if (mode == Mode.SLOW) {
        LockSupport.parkNanos(DELAY.toNanos());
      }
      if (drawing && startsWith(octets, BUSY)) {
        begun.decrementAndGet();
        drawing = false;
      }
      if (drawing && mode == Mode.CUT && startsWith(octets, OK)) {
        client.getOutputStream().write(octets, 0, octets.length / 2);
        return false;
      }
      drawing = false;
      return true;
    }

    private String junk(int chance) {
      String page = "<html>please log in</html>";
      return switch (chance % 3) {
        case 0 -> "\u0000\u0001 nothing that HTTP knows \r\n\r\n";
        case 1 ->
            "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(page.length(), page);
        default ->
            "HTTP/1.1 200 OK\r\nContent-Type: image/x-portable-pixmap\r\n"
                + "Content-Length: 14\r\n\r\nP6\n1 1\n255\n!!!";
      };
    }

    private void pump(Socket from, Socket to, Passage passage) {
      byte[] buffer = new byte[1 << 16];
      try {
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        for (int count = in.read(buffer); count > 0; count = in.read(buffer)) {
          byte[] octets = Arrays.copyOf(buffer, count);
          if (!passage.passes(octets)) {
            break;
          }
          out.write(octets);
        }
      } catch (IOException e) {
        // One side has gone: so does the other.
      } finally {
        breakOff();
      }
    }

    synchronized void breakOff() {
      if (drawing) {
        drawing = false;
        lost.incrementAndGet();
      }
      calls.remove(this);
      UnreliableLine.close(client);
      UnreliableLine.close(worker);
    }
  }

  /** Looks at octets before they are passed on. */
  private interface Passage {
    boolean passes(byte[] octets) throws IOException;
  }

  private static boolean startsWith(byte[] octets, byte[] start) {
    return octets.length >= start.length
        && Arrays.equals(octets, 0, start.length, start, 0, start.length);
  }
}
