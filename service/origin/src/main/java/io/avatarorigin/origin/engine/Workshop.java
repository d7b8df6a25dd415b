package io.avatarorigin.origin.engine;

import java.util.List;

/** Where an origin's pictures are drawn: its stations, and what keeps them in step with reality. */
public interface Workshop extends AutoCloseable {
  Stations stations();

  /** Every engine that is known, whether it draws or not. */
  List<EngineState> engines();

  /** Gives up the draws that run, and returns when they have ended. A second call does nothing. */
  @Override
  void close();
}
