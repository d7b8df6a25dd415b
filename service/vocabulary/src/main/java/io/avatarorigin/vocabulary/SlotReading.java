package io.avatarorigin.vocabulary;

/**
 * What one slot of a vocabulary chose for a hash.
 *
 * @param digit the position of the digit it reads, counted from 0
 * @param value what that digit is, 0 to 15
 * @param words what it adds to the prompt; empty where it adds nothing
 */
public record SlotReading(int digit, int value, String words) {}
