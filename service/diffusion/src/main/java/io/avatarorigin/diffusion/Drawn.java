package io.avatarorigin.diffusion;

/** What came of a draw. */
public record Drawn(Picture picture) {}
