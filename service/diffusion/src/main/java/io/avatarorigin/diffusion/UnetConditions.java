package io.avatarorigin.diffusion;

import java.util.List;

/**
 * What a UNet is told in every step of one draw.
 *
 * @param halves the states for each half of the batch: with classifier-free guidance the negative
 *     prompt's, then the prompt's
 * @param sizes SDXL's {@code time_ids}: original height and width, top and left of the crop, target
 *     height and width, in pixels
 * @param guidanceScale for a UNet that is given the scale itself
 */
@SuppressWarnings("ArrayRecordComponent") // never compared by value
record UnetConditions(List<TextStates> halves, float[] sizes, double guidanceScale) {

  /** How many numbers {@link #sizes} has. */
  static final int SIZES = 6;

  UnetConditions {
    halves = List.copyOf(halves);
  }

  static UnetConditions of(List<TextStates> halves, DrawRequest request) {
    float[] sizes = {request.height(), request.width(), 0, 0, request.height(), request.width()};
    return new UnetConditions(halves, sizes, request.guidanceScale());
  }

  /**
   * The embedding of the guidance scale, as {@code get_guidance_scale_embedding} of diffusers'
   * LatentConsistencyModelPipeline has it.
   *
   * @param width of the embedding, at least 4; the last of an odd number is zero
   */
  float[] guidanceEmbedding(int width) {
    int half = width / 2;
    float scaled = (float) (guidanceScale - 1) * 1000f;
    float falloff = (float) Math.log(10_000) / (half - 1);
    float[] embedding = new float[width];
    for (int i = 0; i < half; i++) {
      float angle = scaled * (float) Math.exp(i * -falloff);
      embedding[i] = (float) Math.sin(angle);
      embedding[half + i] = (float) Math.cos(angle);
    }
    return embedding;
  }
}
