package io.avatarorigin.origin.web;

import io.avatarorigin.origin.avatar.ImageFormat;
import io.avatarorigin.origin.avatar.KeyGrammar;
import io.avatarorigin.origin.avatar.RecipeBook;
import io.avatarorigin.origin.avatar.Sampler;
import io.avatarorigin.origin.store.EncodeQueue;
import io.avatarorigin.origin.web.exchange.WebAnswer;
import io.avatarorigin.vocabulary.Vocabulary;
import io.helidon.webserver.WebServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** The web face on a real server and a port of its own, with a clock that a test moves. */
final class RunningWeb implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-05-06T07:08:10Z");
  static final RecipeBook RECIPES =
      new RecipeBook(
          Vocabulary.preset("azurda"),
          new Sampler("DPMSolverMultistep", true, 20, 7.0, 256),
          "5ee1",
          "jpeg 75");

  private static final KeyGrammar ALL_SIZES = new KeyGrammar("", Set.of(), 80, ImageFormat.JPEG);

  final FakeSource source = new FakeSource();
  volatile Instant now = NOW;

  /** Nanoseconds that only a test adds to. */
  final AtomicLong ticks = new AtomicLong();

  private final EncodeQueue painters = new EncodeQueue("painter", 1, 8);
  private final BlockingQueue<WebAnswer> answers = new LinkedBlockingQueue<>();
  private final WebFace face;
  private final WebServer server;
  private final HttpClient client = HttpClient.newHttpClient();

  private RunningWeb(WebSettings settings, KeyGrammar keys) {
    face =
        WebFace.create(
            settings,
            new WebFace.Parts(
                source,
                RECIPES,
                keys,
                () -> now,
                ticks::get,
                painters,
                (answer, took) -> answers.add(answer)));
    server = WebServer.builder().port(0).routing(face).build().start();
  }

  static RunningWeb start(SettingsFixture fixture) {
    return new RunningWeb(fixture.settings(), ALL_SIZES);
  }

  static RunningWeb start(SettingsFixture fixture, KeyGrammar keys) {
    return new RunningWeb(fixture.settings(), keys);
  }

  int port() {
    return server.port();
  }

  /** From now on no substitute is painted. */
  void stopPainting() {
    painters.close();
  }

  HttpResponse<byte[]> get(String path, String... headers) {
    return send("GET", path, headers);
  }

  HttpResponse<byte[]> head(String path, String... headers) {
    return send("HEAD", path, headers);
  }

  HttpResponse<byte[]> send(String method, String path, String... headers) {
    return send(method, path, HttpRequest.BodyPublishers.noBody(), headers);
  }

  HttpResponse<byte[]> post(String path, String body, String... headers) {
    return send("POST", path, HttpRequest.BodyPublishers.ofString(body), headers);
  }

  private HttpResponse<byte[]> send(
      String method, String path, HttpRequest.BodyPublisher body, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri(path)).method(method, body);
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }

  /** How many event streams are open. */
  int eventStreams() {
    return face.eventStreams();
  }

  /** What the listener heard of the oldest request not asked about yet. */
  WebAnswer heard() {
    try {
      WebAnswer answer = answers.poll(10, TimeUnit.SECONDS);
      if (answer == null) {
        throw new AssertionError("the listener heard nothing");
      }
      return answer;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    client.close();
    server.stop();
    painters.close();
  }
}
