package io.avatarorigin.worker.status;

import io.avatarorigin.worker.draw.DrawDesk;
import io.avatarorigin.worker.http.ApiHandler;
import io.avatarorigin.worker.http.PlainStyle;
import io.avatarorigin.worker.http.Route;
import io.avatarorigin.worker.load.Lifecycle;
import io.avatarorigin.worker.picture.PictureEncoder;
import java.util.List;
import java.util.Optional;

/** The routes between origin and worker. */
public final class StatusApi {
  private StatusApi() {}

  /**
   * The routes.
   *
   * @param label what settings call the model
   */
  public static List<Route> routes(
      DrawDesk desk, Lifecycle lifecycle, Optional<String> label, PictureEncoder encoder) {
    Draws draws = new Draws(desk);
    return List.of(
        route("GET", "/v1/worker", new WorkerStatus(desk, lifecycle, label)),
        route("GET", "/v1/draws/{id}", draws::show),
        route("DELETE", "/v1/draws/{id}", draws::interrupt),
        route("GET", "/v1/draws/{id}/events", new DrawEvents(draws, encoder)));
  }

  private static Route route(String method, String pattern, ApiHandler handler) {
    return new Route(method, pattern, handler, new PlainStyle());
  }
}
