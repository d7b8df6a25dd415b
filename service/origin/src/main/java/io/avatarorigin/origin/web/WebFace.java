package io.avatarorigin.origin.web;

import com.github.benmanes.caffeine.cache.Ticker;
import io.avatarorigin.origin.avatar.KeyGrammar;
import io.avatarorigin.origin.avatar.RecipeBook;
import io.avatarorigin.origin.client.RequestRates;
import io.avatarorigin.origin.store.AvatarSource;
import io.avatarorigin.origin.store.EncodeQueue;
import io.avatarorigin.origin.web.events.StreamCount;
import io.avatarorigin.origin.web.exchange.ClientGoneException;
import io.avatarorigin.origin.web.exchange.Exchange;
import io.avatarorigin.origin.web.exchange.Problem;
import io.avatarorigin.origin.web.exchange.WebAnswer;
import io.avatarorigin.origin.web.exchange.WebHandler;
import io.avatarorigin.origin.web.page.PageHandler;
import io.avatarorigin.origin.web.substitute.SubstitutePainter;
import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.NotFoundException;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The web socket's routes: {@code /avatar/}, {@code /events/}, the demo page and its playground.
 * Other paths of the routing stay free; those that nobody takes are answered in the same form as
 * other problems.
 */
public final class WebFace implements Consumer<HttpRouting.Builder> {
  private static final Logger LOGGER = System.getLogger(WebFace.class.getName());

  private final StreamCount streams;
  private final List<Route> routes;
  private final WebListener listener;
  private final InstantSource clock;

  private WebFace(WebSettings settings, Parts parts) {
    WebSettings.Events events = settings.events();
    this.streams = new StreamCount(events.most(), events.mostPerClient());
    this.routes = routes(settings, parts, streams);
    this.listener = parts.listener();
    this.clock = parts.clock();
  }

  private static List<Route> routes(WebSettings settings, Parts parts, StreamCount streams) {
    AvatarRequest.Reader reader =
        new AvatarRequest.Reader(parts.keys(), settings.publication().redirectHosts());
    AvatarDesk desk = new AvatarDesk(parts.source(), settings, parts.clock());
    SubstitutePainter painter = new SubstitutePainter(parts.painters());
    WebHandler avatars = new AvatarHandler(reader, desk, painter, settings);
    WebHandler explanations = new ExplainHandler(reader, parts.source(), parts.recipes());
    WebHandler avatarOrExplanation =
        exchange ->
            exchange.path().endsWith(ExplainHandler.EXTENSION)
                ? explanations.answer(exchange)
                : avatars.answer(exchange);
    PageHandler page =
        new PageHandler(
            new PageHandler.Installation(
                settings.publication().sentTo().map(PublicBucket::folder),
                settings.publication().bucket(),
                parts.keys(),
                settings.events().most() > 0,
                settings.publication().playground()
                    ? Optional.of(parts.recipes().vocabularyYaml())
                    : Optional.empty()));

    List<Route> routes = new ArrayList<>();
    routes.add(Route.reading("/avatar", avatars));
    routes.add(Route.reading(AvatarHandler.PATH + "*", avatarOrExplanation));
    if (settings.events().most() > 0) {
      WebHandler events = new EventsHandler(reader, parts.source(), streams, settings);
      routes.add(Route.reading(EventsHandler.PATH + "*", events));
    }
    page.paths().forEach(path -> routes.add(Route.reading(path, page)));
    if (settings.publication().playground()) {
      WebHandler playground =
          new PlaygroundHandler(
              new RequestRates(PlaygroundHandler.MOST_PER_SECOND, parts.ticker()),
              settings.rules().proxies(),
              parts.painters());
      routes.add(new Route(PlaygroundHandler.PATH, List.of(Method.POST), playground));
    }
    return List.copyOf(routes);
  }

  /**
   * What the web face works with.
   *
   * @param keys the keys after {@code /avatar/}; its native size, 80 at Gravatar, is that of a
   *     request without a size
   * @param ticker counts the time between requests
   * @param painters where substitutes are painted and vocabularies read, off the virtual threads of
   *     the server
   */
  public record Parts(
      AvatarSource source,
      RecipeBook recipes,
      KeyGrammar keys,
      InstantSource clock,
      Ticker ticker,
      EncodeQueue painters,
      WebListener listener) {}

  public static WebFace create(WebSettings settings, Parts parts) {
    return new WebFace(settings, parts);
  }

  /** How many pages are being told how a picture comes about. */
  public int eventStreams() {
    return streams.open();
  }

  @Override
  public void accept(HttpRouting.Builder routing) {
    for (Route route : routes) {
      routing.any(route.path(), serve(route));
    }
    routing.error(
        NotFoundException.class,
        (request, response, e) ->
            listener.answered(
                new Exchange(request, response).send(Problem.noSuchPath()), Duration.ZERO));
  }

  /** Answers what never reaches a route, in the same form. */
  public DirectHandlers unroutedErrors() {
    UnroutedProblems problems = new UnroutedProblems(listener);
    DirectHandlers.Builder builder = DirectHandlers.builder();
    for (DirectHandler.EventType eventType : DirectHandler.EventType.values()) {
      builder.addHandler(eventType, problems);
    }
    return builder.build();
  }

  private Handler serve(Route route) {
    return (request, response) -> {
      Instant began = clock.instant();
      try {
        WebAnswer answer = answer(route, request, response);
        listener.answered(answer, Duration.between(began, clock.instant()));
      } catch (ClientGoneException e) {
        listener.answered(e.kind(), Duration.between(began, clock.instant()));
        throw e;
      }
    };
  }

  /** A fault after the first byte is the connection's; before it, the client is told. */
  private static WebAnswer answer(Route route, ServerRequest request, ServerResponse response) {
    Exchange exchange = new Exchange(request, response);
    try {
      return route.methods().contains(exchange.method())
          ? route.handler().answer(exchange)
          : exchange
              .header(HeaderNames.ALLOW, route.allowed())
              .send(Problem.badMethod(route.allowed()));
    } catch (ClientGoneException e) {
      throw e;
    } catch (RuntimeException e) {
      if (response.isSent()) {
        throw e;
      }
      LOGGER.log(Level.ERROR, "web.failed", e);
      return exchange.send(Problem.failed());
    }
  }
}
