package io.avatarorigin.diffusion.text;

/** Two neighbouring tokens that become one: a line of {@code merges.txt}. */
public record Merge(String left, String right) {}
