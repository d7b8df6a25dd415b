package io.avatarorigin.origin.store.shared;

import java.util.Optional;

/**
 * How it stands with the bucket.
 *
 * @param problem what is the matter and what to do, while the bucket is left alone
 * @param backlog how many portraits wait to be shared
 */
public record SharedState(Optional<String> problem, int backlog) {}
