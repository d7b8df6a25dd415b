package io.avatarorigin.origin.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads an event stream as the HTML standard says, one event or one line at a time. */
public final class EventClient implements AutoCloseable {
  private final HttpClient http = HttpClient.newHttpClient();
  private final HttpResponse<Stream<String>> response;
  private final Iterator<String> lines;
  private String lastId = "";

  private EventClient(HttpRequest request) {
    try {
      response = http.send(request, HttpResponse.BodyHandlers.ofLines());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    lines = response.body().iterator();
  }

  /** An event with a name, as a page hears it. */
  public record Event(String name, String data) {}

  /** Returns when the head of the answer is there. */
  public static EventClient open(URI uri, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).header("Accept", "text/event-stream");
    if (headers.length > 0) {
      request.headers(headers);
    }
    return new EventClient(request.build());
  }

  public HttpResponse<?> response() {
    return response;
  }

  /** The next event; nothing when the stream has ended. */
  public Optional<Event> next() {
    String name = "";
    StringBuilder data = new StringBuilder();
    for (Optional<String> line = line(); line.isPresent(); line = line()) {
      String text = line.get();
      if (text.isEmpty() && !data.isEmpty()) {
        return Optional.of(new Event(name, data.toString()));
      } else if (text.startsWith("event: ")) {
        name = text.substring("event: ".length());
      } else if (text.startsWith("data: ")) {
        data.append(text.substring("data: ".length()));
      }
    }
    return Optional.empty();
  }

  /** The next line; nothing when the stream has ended. */
  public Optional<String> line() {
    if (!lines.hasNext()) {
      return Optional.empty();
    }
    String line = lines.next();
    if (line.startsWith("id: ")) {
      lastId = line.substring("id: ".length());
    }
    return Optional.of(line);
  }

  /** What a browser sends as Last-Event-ID when it comes back. */
  public String lastId() {
    return lastId;
  }

  @Override
  public void close() {
    response.body().close();
    http.shutdownNow();
  }
}
