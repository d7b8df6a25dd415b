package io.avatarorigin.operator.status;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an origin tells on its admin socket.
 *
 * @param contentVersion empty before it knows its model
 * @param demand pictures that wait or are being drawn
 * @param engines what it says of each worker or server
 */
public record OriginReport(Optional<String> contentVersion, int demand, List<Engine> engines) {
  private static final JsonMapper JSON = new JsonMapper();

  /**
   * What draws, as the origin sees it.
   *
   * @param condition ready, waiting, failing or other_model
   */
  public record Engine(String name, String condition, String detail) {
    private static final Pattern LOADING = Pattern.compile("loading: (\\w+) (\\d{1,3}) %");

    /** How far it is with loading its model; empty where it does not. */
    public Optional<Load> load() {
      Matcher matcher = LOADING.matcher(detail);
      return matcher.matches()
          ? Optional.of(new Load(matcher.group(1), Integer.parseInt(matcher.group(2))))
          : Optional.empty();
    }
  }

  /** A stage of loading. */
  public record Load(String stage, int percent) {}

  /**
   * Reads the answers of {@code GET /status} and {@code GET /scaling}.
   *
   * @throws JsonProcessingException where they are no JSON
   */
  static OriginReport parse(String status, String scaling) throws JsonProcessingException {
    JsonNode told = JSON.readTree(status);
    List<Engine> engines = new ArrayList<>();
    for (JsonNode engine : told.path("engines")) {
      engines.add(
          new Engine(
              engine.path("name").asText(""),
              engine.path("condition").asText(""),
              engine.path("detail").asText("")));
    }
    return new OriginReport(
        Optional.ofNullable(told.path("contentVersion").textValue()),
        JSON.readTree(scaling).path("demand").asInt(),
        List.copyOf(engines));
  }
}
