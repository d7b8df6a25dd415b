package io.avatarorigin.origin.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;

/** What tests expect of looking for what is stored. */
final class StoredOutcome {
  static final Duration WAIT = Duration.ofSeconds(10);

  private StoredOutcome() {}

  /** The rendition that was found. */
  static Rendition ready(Optional<Outcome> found) {
    assertThat(found).get().isInstanceOf(Outcome.Ready.class);
    return ((Outcome.Ready) found.orElseThrow()).rendition();
  }
}
