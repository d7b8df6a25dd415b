package io.avatarorigin.diffusion.text;

/**
 * The tokens with a meaning of their own, as written in the vocabulary.
 *
 * @param begin begins every text
 * @param end ends every text
 * @param unknown stands for a character without a token
 * @param padding fills the rest
 */
public record SpecialTokens(String begin, String end, String unknown, String padding) {}
