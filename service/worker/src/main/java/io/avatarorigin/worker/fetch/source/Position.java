package io.avatarorigin.worker.fetch.source;

import java.util.Optional;

/**
 * Where to go on with a file.
 *
 * @param entityTag of the answer that brought what is here, if it is known
 */
public record Position(long bytes, Optional<String> entityTag) {}
