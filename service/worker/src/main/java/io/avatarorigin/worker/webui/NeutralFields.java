package io.avatarorigin.worker.webui;

import com.fasterxml.jackson.databind.JsonNode;
import io.avatarorigin.worker.http.Fields;
import java.util.List;
import java.util.Map;

/**
 * Fields that change a picture in ways that are not drawn here. Values that change nothing are let
 * pass, since clients send all fields; others are refused by name.
 */
final class NeutralFields {
  /** Numbers by what changes nothing. */
  private static final Map<String, List<Double>> NUMBERS =
      Map.of(
          "subseed_strength", List.of(0.0),
          "seed_resize_from_w", List.of(-1.0, 0.0),
          "seed_resize_from_h", List.of(-1.0, 0.0),
          "s_churn", List.of(0.0),
          "s_tmin", List.of(0.0),
          "s_tmax", List.of(0.0),
          "s_noise", List.of(1.0),
          "s_min_uncond", List.of(0.0),
          "firstphase_width", List.of(0.0),
          "firstphase_height", List.of(0.0));

  private static final List<String> SWITCHES =
      List.of("enable_hr", "restore_faces", "tiling", "disable_extra_networks");

  private static final List<String> TEXTS =
      List.of("script_name", "refiner_checkpoint", "firstpass_image", "infotext");

  private NeutralFields() {}

  static void check(Fields fields) {
    NUMBERS.forEach((name, neutral) -> number(fields, name, neutral));
    SWITCHES.forEach(name -> switchedOff(fields, name));
    TEXTS.forEach(name -> noText(fields, name));
    if (fields.has("eta")) {
      fields.unsupported("eta", "only null is drawn with: the sampler's own");
    }
    JsonNode scripts = fields.node("alwayson_scripts");
    if (!scripts.isMissingNode() && !scripts.isEmpty()) {
      fields.unsupported("alwayson_scripts", "no scripts are run here");
    }
  }

  private static void number(Fields fields, String name, List<Double> neutral) {
    JsonNode value = fields.node(name);
    if (!value.isMissingNode() && !(value.isNumber() && neutral.contains(value.doubleValue()))) {
      fields.unsupported(
          name, "only %s is drawn with".formatted(neutral.getFirst().toString().replace(".0", "")));
    }
  }

  private static void switchedOff(Fields fields, String name) {
    if (fields.flag(name).orElse(false)) {
      fields.unsupported(name, "only false is drawn with");
    }
  }

  private static void noText(Fields fields, String name) {
    JsonNode value = fields.node(name);
    boolean none =
        value.isMissingNode()
            || (value.isTextual()
                && (value.textValue().isEmpty() || value.textValue().equals("None")));
    if (!none) {
      fields.unsupported(name, "only null is drawn with");
    }
  }
}
