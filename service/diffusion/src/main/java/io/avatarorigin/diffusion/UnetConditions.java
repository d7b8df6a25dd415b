package io.avatarorigin.diffusion;

import java.util.List;

/**
 * What a UNet is told in every step.
 *
 * @param rows of the batch: for each picture, with classifier-free guidance, the negative prompt's,
 *     then the prompt's
 * @param sizes SDXL's {@code time_ids}: original height and width, top and left of the crop, target
 *     height and width, in pixels
 */
@SuppressWarnings("ArrayRecordComponent") // never compared by value
record UnetConditions(List<Row> rows, float[] sizes) {

  /** How many numbers {@link #sizes} has. */
  static final int SIZES = 6;

  UnetConditions {
    rows = List.copyOf(rows);
  }

  /** What it is told of pictures of this size, in pixels. */
  static UnetConditions of(List<Row> rows, int height, int width) {
    return new UnetConditions(rows, new float[] {height, width, 0, 0, height, width});
  }

  /**
   * One row of the batch.
   *
   * @param states of a prompt
   * @param guidanceScale for a UNet that is given the scale itself
   */
  record Row(TextStates states, double guidanceScale) {
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
}
