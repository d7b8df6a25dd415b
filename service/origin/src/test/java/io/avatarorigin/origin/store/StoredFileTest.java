package io.avatarorigin.origin.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class StoredFileTest {
  private static final Instant DRAWN = Instant.parse("2026-01-02T03:04:05Z");

  @Property
  void whatWasWrittenIsRead(@ForAll @Size(min = 1, max = 300) byte[] content) {
    StoredFile read = StoredFile.parse(new StoredFile(content, DRAWN).bytes()).orElseThrow();

    assertThat(read.content()).isEqualTo(content);
    assertThat(read.drawnAt()).isEqualTo(DRAWN);
  }

  @Property
  void anyChangedBitIsFound(
      @ForAll @Size(min = 1, max = 300) byte[] content,
      @ForAll @IntRange(max = 1_000_000) int place,
      @ForAll @IntRange(max = 7) int bit) {
    byte[] file = new StoredFile(content, DRAWN).bytes();
    file[place % file.length] ^= (byte) (1 << bit);

    assertThat(StoredFile.parse(file)).isEmpty();
  }

  @Property
  void anyCutIsFound(
      @ForAll @Size(min = 1, max = 300) byte[] content,
      @ForAll @IntRange(max = 1_000_000) int place) {
    byte[] file = new StoredFile(content, DRAWN).bytes();

    assertThat(StoredFile.parse(Arrays.copyOf(file, place % file.length))).isEmpty();
  }
}
