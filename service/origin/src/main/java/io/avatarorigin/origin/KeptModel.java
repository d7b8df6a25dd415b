package io.avatarorigin.origin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.avatarorigin.origin.engine.remote.ServedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * What was last known of the workers' model, so that an origin serves what is drawn, and knows what
 * it would draw, while there is no worker to ask.
 */
final class KeptModel {
  private static final System.Logger LOGGER = System.getLogger(KeptModel.class.getName());
  private static final JsonMapper JSON = new JsonMapper();
  private static final String LABEL = "label";

  private final Path file;
  private final String label;

  private KeptModel(Path file, String label) {
    this.file = file;
    this.label = label;
  }

  /**
   * In a data folder.
   *
   * @param label what the settings call the model; what was kept under another counts no more
   */
  static KeptModel in(Path data, Optional<String> label) {
    return new KeptModel(data.resolve("engine-model.json"), label.orElse(""));
  }

  Optional<ServedModel> read() {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      JsonNode json = JSON.readTree(file.toFile());
      return json.path(LABEL).asText("").equals(label) ? ServedModel.parse(json) : Optional.empty();
    } catch (IOException e) {
      LOGGER.log(System.Logger.Level.WARNING, "cannot read " + file + ", so it counts no more", e);
      return Optional.empty();
    }
  }

  /** That it cannot be kept is no reason not to draw. */
  void write(ServedModel model) {
    ObjectNode json = model.json().put(LABEL, label);
    try {
      Path whole =
          Files.write(
              file.resolveSibling(file.getFileName() + ".new"), JSON.writeValueAsBytes(json));
      Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      LOGGER.log(System.Logger.Level.WARNING, "cannot write " + file, e);
    }
  }
}
