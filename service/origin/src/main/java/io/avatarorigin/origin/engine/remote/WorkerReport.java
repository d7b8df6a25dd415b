package io.avatarorigin.origin.engine.remote;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Optional;

/**
 * What a worker tells of itself.
 *
 * @param capacity how many pictures it draws at once
 * @param model what it draws with, once that is loaded
 * @param label what its settings call the model, where they do
 * @param loading how far it is with that, for people
 */
record WorkerReport(
    State state,
    int capacity,
    Optional<ServedModel> model,
    Optional<String> label,
    String loading) {
  private static final int MOST_CAPACITY = 1024;

  /** Where a worker stands. */
  enum State {
    LOADING,
    READY,
    DRAINING,
    BROKEN
  }

  /** Reads the answer of {@code GET /v1/worker}; nothing where it is something else. */
  static Optional<WorkerReport> parse(byte[] body) {
    JsonNode json = Refusals.json(body);
    Optional<State> state = state(json.path("state").asText(""));
    JsonNode load = json.path("load");
    return state.map(
        it ->
            new WorkerReport(
                it,
                Math.clamp(json.path("capacity").asInt(1), 1, MOST_CAPACITY),
                ServedModel.parse(json.path("model")),
                Optional.ofNullable(json.path("model").path("label").textValue()),
                "%s %d %%"
                    .formatted(load.path("stage").asText("?"), load.path("percent").asInt())));
  }

  private static Optional<State> state(String text) {
    for (State state : State.values()) {
      if (state.name().toLowerCase(Locale.ROOT).equals(text)) {
        return Optional.of(state);
      }
    }
    return Optional.empty();
  }
}
