package io.avatarorigin.vocabulary;

import java.util.List;

/**
 * What a vocabulary says about one hash: all that decides the picture besides model and sampler.
 *
 * @param hash what was read
 * @param slots what each slot chose, in the order of the prompt
 * @param prompt the words to draw, {@code <lora:name:weight>} tags included
 * @param negativePrompt the words to draw away from; empty where the vocabulary has none
 * @param seed an unsigned 32-bit number, 0 to 4294967295
 */
public record Reading(
    Hash hash, List<SlotReading> slots, String prompt, String negativePrompt, long seed) {
  public Reading {
    slots = List.copyOf(slots);
    if (seed < 0 || seed > 0xffff_ffffL) {
      throw new IllegalArgumentException("seed is an unsigned 32-bit number, not " + seed);
    }
  }
}
