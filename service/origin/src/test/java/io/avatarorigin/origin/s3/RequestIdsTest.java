package io.avatarorigin.origin.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class RequestIdsTest {
  private final RequestIds ids = new RequestIds(RandomGenerator.getDefault());

  @Test
  void neverRepeatsAnId() {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 10_000; i++) {
      String id = ids.next();
      assertThat(id).matches("[0-9A-F]{16}");
      assertThat(seen.add(id)).isTrue();
    }
  }

  @Test
  void namesTheProcessAsS3NamesItsHosts() {
    assertThat(ids.hostId()).matches("[A-Za-z0-9+/]{86}==");
  }
}
