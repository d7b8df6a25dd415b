package io.avatarorigin.operator.binding;

import io.avatarorigin.operator.api.TigrisSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How old keys become. */
final class Age {
  private Age() {}

  /** Empty for any age. */
  static Optional<Duration> most(TigrisSpec spec) {
    if (spec.keyRotation() == null) {
      return Optional.empty();
    }
    String every = spec.keyRotation().every();
    long number = Long.parseLong(every.substring(0, every.length() - 1));
    return Optional.of(every.endsWith("h") ? Duration.ofHours(number) : Duration.ofDays(number));
  }

  /** Whether a key that was made then shall be changed now. */
  static boolean isDue(TigrisSpec spec, Instant made, Instant now) {
    return most(spec).filter(age -> !made.plus(age).isAfter(now)).isPresent();
  }
}
