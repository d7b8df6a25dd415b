package io.avatarorigin.origin.engine;

import java.util.List;

/** One engine in this process. */
public final class EmbeddedWorkshop implements Workshop {
  private final Engine engine;
  private final Station station;
  private final Stations stations;

  /**
   * @param engine is closed with the workshop
   * @param drawers how many pictures are drawn at once; with 0 all wait
   */
  public EmbeddedWorkshop(Engine engine, int drawers) {
    this.engine = engine;
    this.station = Station.inProcess(engine, drawers);
    this.stations = drawers == 0 ? new Stations() : Stations.of(station);
  }

  @Override
  public Stations stations() {
    return stations;
  }

  @Override
  public List<EngineState> engines() {
    return List.of(
        new EngineState(
            station.name(), EngineState.Condition.READY, stations.outstanding(station), ""));
  }

  @Override
  public void close() {
    engine.close();
  }
}
