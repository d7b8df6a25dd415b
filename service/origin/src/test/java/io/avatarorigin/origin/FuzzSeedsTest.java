package io.avatarorigin.origin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every seed of every fuzz target, so that what a long run once found is found at once. */
class FuzzSeedsTest {
  @ParameterizedTest
  @EnumSource
  void findsNothingInItsSeeds(FuzzTarget target) throws IOException {
    List<Path> seeds;
    try (Stream<Path> files = Files.list(target.seeds())) {
      seeds = files.sorted().toList();
    }
    assertThat(seeds).isNotEmpty();
    for (Path seed : seeds) {
      target.run(Files.readAllBytes(seed));
    }
  }
}
