package io.avatarorigin.diffusion;

/**
 * A {@code <lora:...>} tag of a prompt that had no effect on the picture.
 *
 * @param tag as written, with its brackets
 * @param reason why, for people
 */
public record IgnoredTag(String tag, String reason) {}
