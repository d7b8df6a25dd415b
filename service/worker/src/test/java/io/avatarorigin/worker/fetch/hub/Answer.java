package io.avatarorigin.worker.fetch.hub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One answer of a {@link HubServer}, with what is done wrong about it. */
record Answer(HttpExchange exchange) {
  private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-");

  void json(JsonNode body) throws IOException {
    byte[] text = new JsonMapper().writeValueAsBytes(body);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, text.length);
    exchange.getResponseBody().write(text);
  }

  /** Whether it was answered with a fault that needs no content. */
  boolean injected(Optional<Fault> fault) throws IOException {
    switch (fault.orElse(new Fault.Whole())) {
      case Fault.Status(int code, var headers) -> {
        headers.forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(code, -1);
        return true;
      }
      case Fault.Elsewhere(String location) -> {
        exchange.getResponseHeaders().set("Location", location);
        exchange.sendResponseHeaders(307, -1);
        return true;
      }
      case Fault.Cut _, Fault.Silence _, Fault.Damage _, Fault.Whole _ -> {
        return false;
      }
    }
  }

  /** A file's content, or the part of it that is asked for. */
  void content(byte[] content, String tag, Optional<Fault> fault) throws IOException {
    exchange.getResponseHeaders().set("ETag", tag);
    exchange.getResponseHeaders().set("Accept-Ranges", "bytes");
    int from = fault.filter(Fault.Whole.class::isInstance).isPresent() ? 0 : from(tag);
    if (from > 0) {
      String range = "bytes %d-%d/%d".formatted(from, content.length - 1, content.length);
      exchange.getResponseHeaders().set("Content-Range", range);
    }
    byte[] body = Arrays.copyOfRange(content, from, content.length);
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
      exchange.sendResponseHeaders(200, -1);
      return;
    }
    exchange.sendResponseHeaders(from > 0 ? 206 : 200, body.length == 0 ? -1 : body.length);
    write(body, fault);
  }

  private int from(String tag) {
    String ifRange =
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("If-Range")).orElse(tag);
    String range = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Range")).orElse("");
    Matcher from = RANGE.matcher(range);
    return ifRange.equals(tag) && from.matches() ? Integer.parseInt(from.group(1)) : 0;
  }

  private void write(byte[] body, Optional<Fault> fault) throws IOException {
    OutputStream out = exchange.getResponseBody();
    switch (fault.orElse(new Fault.Whole())) {
      case Fault.Cut(long after) -> out.write(body, 0, (int) after); // closing it breaks it off
      case Fault.Silence(long after, var latch) -> {
        out.write(body, 0, (int) after);
        out.flush();
        await(latch);
        out.write(body, (int) after, body.length - (int) after);
      }
      case Fault.Damage() -> {
        body[body.length / 2] ^= 1;
        out.write(body);
      }
      case Fault.Whole _, Fault.Status _, Fault.Elsewhere _ -> out.write(body);
    }
  }

  private static void await(java.util.concurrent.CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
