package io.avatarorigin.diffusion;

/**
 * What came of a draw.
 *
 * @param picture in the size that was asked for
 * @param safety what the safety checker said of it
 */
public record Drawn(Picture picture, SafetyOutcome safety) {}
