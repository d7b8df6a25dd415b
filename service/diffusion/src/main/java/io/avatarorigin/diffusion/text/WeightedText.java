package io.avatarorigin.diffusion.text;

/**
 * A stretch of a prompt with one weight.
 *
 * @param text without the brackets that gave the weight, white space kept
 * @param weight 1 where nothing is said; may be negative, zero or, of absurd prompts, infinite
 */
public record WeightedText(String text, double weight) {}
