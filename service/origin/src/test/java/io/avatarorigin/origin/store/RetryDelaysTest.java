package io.avatarorigin.origin.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryDelaysTest {
  private final RetryDelays delays = new RetryDelays(new Random(1));

  @ParameterizedTest
  @CsvSource({
    "PT0S, 1, 3",
    "PT1S, 1, 3",
    "PT1.001S, 2, 4",
    "PT4S, 4, 6",
    "PT10S, 10, 15",
    "PT20S, 20, 30",
    "PT1M, 20, 30",
    "PT1000H, 20, 30"
  })
  void spreadsOverWholeSecondsFromTheExpectedOn(Duration expected, long least, long most) {
    List<Duration> some = Stream.generate(() -> delays.after(expected)).limit(1000).toList();

    assertThat(some)
        .allMatch(delay -> delay.equals(Duration.ofSeconds(delay.toSeconds())))
        .contains(Duration.ofSeconds(least), Duration.ofSeconds(most))
        .allMatch(delay -> delay.toSeconds() >= least && delay.toSeconds() <= most);
  }
}
