package io.avatarorigin.diffusion;

import java.util.List;
import java.util.OptionalInt;

/**
 * {@code unet/config.json}: the fields of diffusers' UNet2DConditionModel that say what it is
 * given.
 *
 * @param channels of the latent
 * @param trainedSize side of the latents that it was trained on, where it is named
 * @param textTime whether it is given pooled states and sizes: SDXL's {@code text_time}
 * @param guidanceWidth how wide the embedding of the guidance scale is; empty where it is given
 *     none
 * @param linearProjection whether its attention has linear projections, as from 2.x on
 */
record UnetConfig(
    int channels,
    OptionalInt trainedSize,
    boolean textTime,
    OptionalInt guidanceWidth,
    boolean linearProjection) {

  static final String FILE = "unet/config.json";

  private static final String TEXT_TIME = "text_time";

  /** Fields of families that need inputs which nobody here makes. */
  private static final List<String> UNSUPPORTED =
      List.of("class_embed_type", "num_class_embeds", "encoder_hid_dim_type");

  static UnetConfig read(ModelFolder folder) {
    ConfigFile config = folder.config(FILE);
    UNSUPPORTED.forEach(config::refuse);
    int channels = config.requiredInteger("in_channels");
    int predicted = config.requiredInteger("out_channels");
    if (channels < 1 || predicted != channels) {
      throw config.fault(
          "in_channels",
          channels + " in and " + predicted + " out: only equal numbers are supported");
    }
    return new UnetConfig(
        channels,
        config.integer("sample_size"),
        textTime(config),
        guidanceWidth(config),
        config.flag("use_linear_projection", false));
  }

  ModelFamily family() {
    if (guidanceWidth.isPresent()) {
      return textTime ? ModelFamily.LATENT_CONSISTENCY_XL : ModelFamily.LATENT_CONSISTENCY;
    }
    if (textTime) {
      return ModelFamily.STABLE_DIFFUSION_XL;
    }
    return linearProjection ? ModelFamily.STABLE_DIFFUSION_2 : ModelFamily.STABLE_DIFFUSION_1;
  }

  private static boolean textTime(ConfigFile config) {
    String field = "addition_embed_type";
    return config
        .text(field)
        .map(
            type -> {
              if (!type.equals(TEXT_TIME)) {
                throw config.fault(field, type + " is not supported; only " + TEXT_TIME + " is");
              }
              return true;
            })
        .orElse(false);
  }

  private static OptionalInt guidanceWidth(ConfigFile config) {
    String field = "time_cond_proj_dim";
    OptionalInt width = config.integer(field);
    if (width.isPresent() && width.getAsInt() < 4) {
      throw config.fault(field, "must be at least 4, not " + width.getAsInt());
    }
    return width;
  }
}
