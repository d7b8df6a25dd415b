package io.avatarorigin.origin.avatar;

import io.avatarorigin.vocabulary.Hash;

/** Everything that decides one picture. The seed is an unsigned 32-bit number. */
public record Recipe(
    Hash hash,
    String prompt,
    String negativePrompt,
    long seed,
    Sampler sampler,
    String modelDigest) {}
