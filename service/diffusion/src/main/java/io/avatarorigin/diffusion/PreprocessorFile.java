package io.avatarorigin.diffusion;

import io.avatarorigin.diffusion.image.ClipImageProcessor;
import io.avatarorigin.diffusion.image.Resample;
import java.util.List;

/**
 * {@code feature_extractor/preprocessor_config.json}: how pictures are shown to the safety checker.
 */
final class PreprocessorFile {

  static final String NAME = "feature_extractor/preprocessor_config.json";

  private static final int CLIP_SIDE = 224;
  private static final int BICUBIC = 3;
  private static final double USUAL_RESCALE = 1.0 / 255;

  private static final List<String> STEPS =
      List.of("do_resize", "do_center_crop", "do_rescale", "do_normalize");

  private PreprocessorFile() {}

  static ClipImageProcessor read(ModelFolder folder) {
    ConfigFile config = folder.config(NAME);
    for (String step : STEPS) {
      if (!config.flag(step, true)) {
        throw config.fault(step, "false is not supported; the checker is shown what CLIP is");
      }
    }
    double rescale = config.number("rescale_factor").orElse(USUAL_RESCALE);
    if (Math.abs(rescale - USUAL_RESCALE) > 1e-6) {
      throw config.fault("rescale_factor", rescale + " is not supported; only 1/255 is");
    }
    int number = config.integer("resample").orElse(BICUBIC);
    Resample resample =
        ClipImageProcessor.resample(number)
            .orElseThrow(
                () ->
                    config.fault(
                        "resample", number + " is not supported; use 3 (bicubic) or 2 (bilinear)"));
    try {
      return new ClipImageProcessor(
          config.side("size", "shortest_edge", CLIP_SIDE),
          config.side("crop_size", "height", CLIP_SIDE),
          resample,
          config.floats("image_mean"),
          config.floats("image_std"));
    } catch (IllegalArgumentException e) {
      throw ModelException.inFile(NAME, "its fields do not fit together", e);
    }
  }
}
