package io.avatarorigin.worker.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** Where every request comes in: it is let in, finds its route, and is answered, whatever fails. */
public final class Front implements Handler {
  private static final System.Logger LOGGER = System.getLogger(Front.class.getName());
  private static final String NO_ROUTE = "none";

  private final List<Route> routes;
  private final Doorkeeper doorkeeper;
  private final BooleanSupplier closing;
  private final InFlight inFlight;
  private final AnswerListener listener;

  /**
   * A front of these routes.
   *
   * @param closing whether connections shall end with the next answer
   */
  public Front(
      List<Route> routes,
      Doorkeeper doorkeeper,
      BooleanSupplier closing,
      InFlight inFlight,
      AnswerListener listener) {
    this.routes = List.copyOf(routes);
    this.doorkeeper = doorkeeper;
    this.closing = closing;
    this.inFlight = inFlight;
    this.listener = listener;
  }

  private record Found(Route route, Map<String, String> variables) {}

  @Override
  public void handle(ServerRequest request, ServerResponse response) {
    inFlight.begin();
    List<Found> found = find(request.path().path());
    String name = found.isEmpty() ? NO_ROUTE : found.getFirst().route().pattern();
    int status = 0;
    try {
      if (closing.getAsBoolean()
          || request.headers().containsToken(HeaderValues.CONNECTION_CLOSE)) {
        response.header(HeaderValues.CONNECTION_CLOSE);
      }
      answer(request, response, found);
      status = response.status().code();
    } finally {
      listener.answered(name, status);
      inFlight.end();
    }
    if (response.headers().containsToken(HeaderValues.CONNECTION_CLOSE)) {
      throw new CloseConnectionException("this was the last answer");
    }
  }

  private void answer(ServerRequest request, ServerResponse response, List<Found> found) {
    try {
      String client = doorkeeper.requireWelcome(request);
      Found route = requireRoute(request, found);
      route.route().handler().handle(new Exchange(request, response, client, route.variables()));
    } catch (Problem e) {
      tell(e, found, request, response);
    } catch (CloseConnectionException | RequestException e) {
      throw e; // the client has gone, or does not speak HTTP
    } catch (RuntimeException e) {
      LOGGER.log(System.Logger.Level.ERROR, "a request failed", e);
      tell(
          Problem.of(Problem.Kind.FAILED, "the worker failed; its log says why"),
          found,
          request,
          response);
    }
  }

  private List<Found> find(String path) {
    return routes.stream()
        .flatMap(route -> route.match(path).stream().map(it -> new Found(route, it)))
        .toList();
  }

  private static Found requireRoute(ServerRequest request, List<Found> found) {
    if (found.isEmpty()) {
      throw Problem.of(Problem.Kind.NOT_FOUND, "there is nothing at this path");
    }
    String method = request.prologue().method().text();
    Optional<Found> route =
        found.stream().filter(it -> it.route().method().equals(method)).findFirst();
    return route.orElseThrow(
        () ->
            Problem.of(
                Problem.Kind.METHOD_NOT_ALLOWED,
                "only %s is done with this path".formatted(methods(found))));
  }

  private static String methods(List<Found> found) {
    return found.stream().map(it -> it.route().method()).collect(Collectors.joining(", "));
  }

  private static void tell(
      Problem problem, List<Found> found, ServerRequest request, ServerResponse response) {
    ProblemStyle style = found.isEmpty() ? new PlainStyle() : found.getFirst().route().style();
    if (response.isSent()) {
      throw new CloseConnectionException("the answer has begun already", problem);
    }
    if (request.content().hasEntity() && !request.content().consumed()) {
      response.header(HeaderValues.CONNECTION_CLOSE); // nobody reads what may be large
    }
    if (problem.kind() == Problem.Kind.UNAUTHORIZED) {
      response.header(HeaderNames.WWW_AUTHENTICATE, "Bearer");
    }
    if (problem.kind() == Problem.Kind.METHOD_NOT_ALLOWED) {
      response.header(HeaderNames.ALLOW, methods(found));
    }
    problem
        .retrySeconds()
        .ifPresent(seconds -> response.header(HeaderNames.RETRY_AFTER, Integer.toString(seconds)));
    if (request.prologue().method().equals(Method.HEAD)) {
      response.status(Status.create(style.status(problem))).send(); // Helidon would send a body
      return;
    }
    Json.send(response, style.status(problem), style.body(problem));
  }
}
