package io.avatarorigin.origin.engine.remote;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A server that answers as it is told, and remembers what it was asked. */
final class ScriptedServer implements AutoCloseable {
  private final HttpServer server;
  private final Map<String, Function<Asked, Answer>> routes = new ConcurrentHashMap<>();
  private final Map<String, Stream> streams = new ConcurrentHashMap<>();
  private final List<Asked> asked = Collections.synchronizedList(new ArrayList<>());

  /** A server on this address of the loopback network; port 0 for any. */
  ScriptedServer(String host, int port) {
    try {
      server = HttpServer.create(new InetSocketAddress(host, port), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  ScriptedServer() {
    this("127.0.0.1", 0);
  }

  /** What was asked. */
  record Asked(String path, String query, Map<String, List<String>> headers, String body) {}

  /** What is answered. */
  @SuppressWarnings("ArrayRecordComponent")
  record Answer(int status, String type, Map<String, String> headers, byte[] body) {
    static Answer json(int status, String body) {
      return new Answer(
          status, "application/json", Map.of(), body.getBytes(StandardCharsets.UTF_8));
    }

    Answer with(String header, String value) {
      return new Answer(status, type, Map.of(header, value), body);
    }
  }

  /** Writes an answer bit by bit. It ends with the method, and is cut when that throws. */
  @FunctionalInterface
  interface Stream {
    void write(OutputStream out) throws IOException, InterruptedException;
  }

  /** Answers with server-sent events from now on. */
  ScriptedServer onStream(String path, Stream stream) {
    streams.put(path, stream);
    return this;
  }

  ScriptedServer on(String path, Function<Asked, Answer> answer) {
    routes.put(path, answer);
    return this;
  }

  List<Asked> asked(String path) {
    synchronized (asked) {
      return asked.stream().filter(each -> each.path().equals(path)).toList();
    }
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + port());
  }

  int port() {
    return server.getAddress().getPort();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Asked question =
          new Asked(
              exchange.getRequestURI().getPath(),
              String.valueOf(exchange.getRequestURI().getQuery()),
              Map.copyOf(exchange.getRequestHeaders()),
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      asked.add(question);
      Stream stream = streams.get(question.path());
      if (stream != null) {
        write(stream, exchange);
        return;
      }
      Answer answer =
          routes
              .getOrDefault(question.path(), _ -> Answer.json(404, "{\"detail\":\"Not Found\"}"))
              .apply(question);
      exchange.getResponseHeaders().add("Content-Type", answer.type());
      answer.headers().forEach(exchange.getResponseHeaders()::add);
      exchange.sendResponseHeaders(answer.status(), answer.body().length);
      exchange.getResponseBody().write(answer.body());
    }
  }

  private static void write(Stream stream, HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0); // in chunks
    try {
      stream.write(exchange.getResponseBody());
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
    exchange.getResponseBody().close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
