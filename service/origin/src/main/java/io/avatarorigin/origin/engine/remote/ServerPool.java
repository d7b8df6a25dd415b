package io.avatarorigin.origin.engine.remote;

import io.avatarorigin.origin.engine.EngineState;
import io.avatarorigin.origin.engine.Station;
import io.avatarorigin.origin.engine.Stations;
import io.avatarorigin.origin.engine.Workshop;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Servers of other people's making, which are there for good and tell nothing of themselves. */
public final class ServerPool implements Workshop {
  private final Stations stations = new Stations();
  private final List<Server> servers = new ArrayList<>();

  private record Server(RemoteEngine engine, Station station) {}

  private ServerPool(List<URI> urls, int places, Access access, DrawingApi api) {
    for (URI url : urls) {
      RemoteServer remote = new RemoteServer(url, HttpClients.of(access, url.getHost()), access);
      RemoteEngine engine = new RemoteEngine(remote, api, access.drawTime());
      Server server = new Server(engine, Station.remote(url.getAuthority(), engine, places));
      servers.add(server);
      stations.open(server.station());
    }
  }

  /**
   * Servers of AUTOMATIC1111's API.
   *
   * @param places how many pictures each is asked for at once
   * @param checkpoint the model that they shall draw with; empty for the one that they have
   */
  public static ServerPool automatic1111(
      List<URI> urls, int places, Access access, Optional<String> checkpoint) {
    return new ServerPool(urls, places, access, new Automatic1111Api(checkpoint));
  }

  /** Servers of OpenAI's image API. */
  public static ServerPool openAi(
      List<URI> urls, int places, Access access, Optional<String> model) {
    return new ServerPool(urls, places, access, new OpenAiApi(model));
  }

  @Override
  public Stations stations() {
    return stations;
  }

  @Override
  public List<EngineState> engines() {
    return servers.stream().map(Server::station).map(this::state).toList();
  }

  private EngineState state(Station station) {
    return new EngineState(
        station.name(),
        stations.isDoubtful(station) ? EngineState.Condition.FAILING : EngineState.Condition.READY,
        stations.outstanding(station),
        "");
  }

  @Override
  public void close() {
    for (Server server : servers) {
      stations.close(server.station());
      server.engine().close();
    }
  }
}
