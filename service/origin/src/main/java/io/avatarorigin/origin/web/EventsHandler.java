package io.avatarorigin.origin.web;

import io.avatarorigin.origin.avatar.RenditionKey;
import io.avatarorigin.origin.client.ClientNetwork;
import io.avatarorigin.origin.client.CountedProxies;
import io.avatarorigin.origin.store.AvatarSource;
import io.avatarorigin.origin.store.Following;
import io.avatarorigin.origin.web.events.EventStream;
import io.avatarorigin.origin.web.events.StreamCount;
import io.avatarorigin.origin.web.exchange.ClientGoneException;
import io.avatarorigin.origin.web.exchange.Exchange;
import io.avatarorigin.origin.web.exchange.Problem;
import io.avatarorigin.origin.web.exchange.WebAnswer;
import io.avatarorigin.origin.web.exchange.WebHandler;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Answers {@code /events/{hash}}: how the picture of this hash comes about, as server-sent events.
 * Draws nothing, so that it asks for no leave; who wants a draw asks for the picture besides.
 */
final class EventsHandler implements WebHandler {
  static final String PATH = "/events/";

  private static final HeaderName LAST_EVENT_ID = HeaderNames.create("Last-Event-ID");

  /** Asks proxies that know it, nginx first, to hand on each event as it comes. */
  private static final HeaderName BUFFERING = HeaderNames.create("X-Accel-Buffering");

  /** What a client is told to wait before it comes back after a stream that broke. */
  private static final Duration RETRY = Duration.ofSeconds(3);

  private final AvatarRequest.Reader reader;
  private final AvatarSource source;
  private final StreamCount streams;
  private final WebSettings.Events settings;
  private final CountedProxies proxies;

  EventsHandler(
      AvatarRequest.Reader reader, AvatarSource source, StreamCount streams, WebSettings settings) {
    this.reader = reader;
    this.source = source;
    this.streams = streams;
    this.settings = settings.events();
    this.proxies = settings.rules().proxies();
  }

  @Override
  public WebAnswer answer(Exchange exchange) {
    String name = exchange.path().substring(PATH.length());
    Optional<RenditionKey> key = reader.read(name, exchange.query(), List.of()).key();
    if (key.isEmpty()) {
      return exchange.send(Problem.badKey());
    }
    exchange.personal().header(HeaderNames.CACHE_CONTROL, "no-store").header(BUFFERING, "no");
    if (exchange.values(LAST_EVENT_ID).contains(EventStream.LAST_ID)) {
      exchange.sendEmpty(204);
      return WebAnswer.FOLLOWED;
    }
    if (exchange.method().equals(Method.HEAD)) {
      exchange.header(HeaderNames.CONTENT_TYPE, EventStream.CONTENT_TYPE).sendEmpty(200);
      return WebAnswer.FOLLOWED;
    }
    ClientNetwork client = ClientNetwork.of(exchange.client(proxies));
    Optional<StreamCount.Seat> seat = streams.open(client);
    if (seat.isEmpty()) {
      return exchange.send(Problem.tooManyStreams());
    }
    try (StreamCount.Seat _ = seat.get()) {
      return stream(key.get(), exchange);
    }
  }

  private WebAnswer stream(RenditionKey key, Exchange exchange) {
    try (Following following = source.follow(key.hash());
        EventStream events = new EventStream(exchange.stream(EventStream.CONTENT_TYPE), RETRY)) {
      new PictureEvents(key, reader.path(key), source, settings, events).tell(following);
      return WebAnswer.FOLLOWED;
    } catch (IOException e) {
      throw new ClientGoneException(WebAnswer.FOLLOWED, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClientGoneException(WebAnswer.FOLLOWED, e);
    }
  }
}
