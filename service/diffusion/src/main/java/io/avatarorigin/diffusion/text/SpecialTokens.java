package io.avatarorigin.diffusion.text;

import java.util.Set;

/**
 * The tokens with a meaning of their own, as written in the vocabulary.
 *
 * @param begin begins every text
 * @param end ends every text
 * @param unknown stands for a character without a token
 * @param padding fills the rest
 * @param normalized those of them that are found in a text after it was put in lower case, so in
 *     any case of letters; the others are found as they are written
 */
public record SpecialTokens(
    String begin, String end, String unknown, String padding, Set<String> normalized) {

  public SpecialTokens {
    normalized = Set.copyOf(normalized);
  }
}
