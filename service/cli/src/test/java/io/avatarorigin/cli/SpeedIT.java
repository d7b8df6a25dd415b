package io.avatarorigin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the bundled model costs at its defaults. Time of processors is measured, of all threads
 * together: other work on the machine changes it little, and the time that a request waits much.
 */
class SpeedIT {
  private static final Duration MOST = Duration.ofMillis(300);
  private static final int PICTURES_TO_WARM_UP = 3;
  private static final int PICTURES = 20;

  @TempDir private Path folder;

  @Test
  void aPictureTakesLessThanThreeTenthsOfASecondOfOneCore() {
    try (RunningOrigin origin = RunningOrigin.start(folder.resolve("data"))) {
      draw(origin, 0, PICTURES_TO_WARM_UP);
      Duration before = origin.processorTime();

      draw(origin, PICTURES_TO_WARM_UP, PICTURES);

      assertThat(origin.processorTime().minus(before).dividedBy(PICTURES)).isLessThan(MOST);
      assertThat(origin.draws()).isEqualTo(PICTURES_TO_WARM_UP + PICTURES);
    }
  }

  private static void draw(RunningOrigin origin, int first, int count) {
    for (int i = first; i < first + count; i++) {
      Answers.picture(origin.avatar("%032x.jpg".formatted(i)));
    }
  }
}
