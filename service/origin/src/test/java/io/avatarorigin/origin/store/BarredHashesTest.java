package io.avatarorigin.origin.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.avatarorigin.vocabulary.Hash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BarredHashesTest {
  private static final Hash HASH = Hash.parse("0bc83cb571cd1c50ba6f3e8a78ef1346");
  private static final Hash OTHER = Hash.parse("1bc83cb571cd1c50ba6f3e8a78ef1346");

  @TempDir private Path data;

  @Test
  void barsWhatTheReadableLinesOfADamagedFileSay() throws IOException {
    Path file = data.resolve("barred");
    Files.write(
        file, ("\u00ff" + OTHER + "\n" + HASH + "\n").getBytes(StandardCharsets.ISO_8859_1));
    BarredHashes barred = new BarredHashes(file);

    assertThat(barred.refresh()).containsExactly(HASH);

    assertThat(barred.contains(HASH)).isTrue();
    assertThat(barred.contains(OTHER)).isFalse();
  }
}
