package io.avatarorigin.diffusion.text;

/**
 * What a text encoder reads at once. The arrays are neither copied nor compared; do not change
 * them.
 *
 * @param ids [length]: begin, at most length - 2 tokens of the prompt, end, padding
 * @param weights [length]: the weight of each, 1 for those that are not of the prompt; another
 *     length than that of {@code ids} is an IllegalArgumentException
 */
@SuppressWarnings("ArrayRecordComponent") // never compared by value
public record PromptChunk(int[] ids, float[] weights) {

  public PromptChunk {
    if (ids.length != weights.length) {
      throw new IllegalArgumentException(
          "ids and weights must be equally many, not " + ids.length + " and " + weights.length);
    }
  }
}
