package io.avatarorigin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UserCacheTest {

  @Test
  void isWhereTheEnvironmentSays() {
    assertThat(graphs(Map.of("HOME", "/home/ada")))
        .contains(Path.of("/home/ada/.cache/avatar-origin/graphs"));
    assertThat(graphs(Map.of("HOME", "/home/ada", "XDG_CACHE_HOME", "/cache")))
        .contains(Path.of("/cache/avatar-origin/graphs"));
  }

  @Test
  void isNowhereForWhoHasNoPlace() {
    assertThat(graphs(Map.of())).isEmpty();
    assertThat(graphs(Map.of("HOME", "here"))).isEmpty();
    assertThat(graphs(Map.of("HOME", "/home/ada", "XDG_CACHE_HOME", "here"))).isEmpty();
  }

  private static Optional<Path> graphs(Map<String, String> environment) {
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    return UserCache.graphs(new Console(environment, Path.of(""), nowhere, nowhere, false));
  }
}
