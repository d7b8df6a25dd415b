package io.avatarorigin.origin.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.avatarorigin.origin.avatar.Digest;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class StoredFileTest {
  private static final Instant DRAWN = Instant.parse("2026-01-02T03:04:05Z");

  @Property
  void whatWasWrittenIsRead(@ForAll @Size(min = 1, max = 300) byte[] content) {
    StoredFile read = StoredFile.parse(StoredFile.of(content, DRAWN).bytes()).orElseThrow();

    assertThat(read.content()).isEqualTo(content);
    assertThat(read.drawnAt()).isEqualTo(DRAWN);
    assertThat(read.md5()).isEqualTo(HexFormat.of().formatHex(Digest.MD5.of(content)));
  }

  @Property
  void anyChangedBitIsFound(
      @ForAll @Size(min = 1, max = 300) byte[] content,
      @ForAll @IntRange(max = 1_000_000) int place,
      @ForAll @IntRange(max = 7) int bit) {
    byte[] file = StoredFile.of(content, DRAWN).bytes();
    file[place % file.length] ^= (byte) (1 << bit);

    assertThat(StoredFile.parse(file)).isEmpty();
  }

  @Property
  void anyCutIsFound(
      @ForAll @Size(min = 1, max = 300) byte[] content,
      @ForAll @IntRange(max = 1_000_000) int place) {
    byte[] file = StoredFile.of(content, DRAWN).bytes();

    assertThat(StoredFile.parse(Arrays.copyOf(file, place % file.length))).isEmpty();
  }

  @Property
  void theEndOfAFileSummarisesIt(@ForAll @Size(min = 1, max = 300) byte[] content) {
    StoredFile file = StoredFile.of(content, DRAWN);

    assertThat(summary(file.bytes()))
        .contains(new StoredSummary(content.length, file.md5(), DRAWN));
  }

  @Property
  void aCutFileHasNoSummary(
      @ForAll @Size(min = 1, max = 300) byte[] content,
      @ForAll @IntRange(max = 1_000_000) int place) {
    byte[] file = StoredFile.of(content, DRAWN).bytes();

    assertThat(summary(Arrays.copyOf(file, place % file.length))).isEmpty();
    assertThat(summary(Arrays.copyOfRange(file, 1 + place % file.length, file.length))).isEmpty();
  }

  @Property
  void anyChangedBitOfASummaryIsFound(
      @ForAll @Size(min = 1, max = 300) byte[] content,
      @ForAll @IntRange(max = StoredSummary.LENGTH - 1) int place,
      @ForAll @IntRange(max = 7) int bit) {
    byte[] file = StoredFile.of(content, DRAWN).bytes();
    file[content.length + place] ^= (byte) (1 << bit);

    assertThat(summary(file)).isEmpty();
  }

  @Property
  void otherFilesHaveNoSummary(@ForAll @Size(max = 300) byte[] file) {
    assertThat(summary(file)).isEmpty();
    assertThat(StoredFile.isOfFormerForm(file)).isFalse();
  }

  private static Optional<StoredSummary> summary(byte[] file) {
    int end = file.length - StoredFile.TRAILER_BYTES;
    return end < 1
        ? Optional.empty()
        : StoredSummary.read(ByteBuffer.wrap(file, end, StoredSummary.LENGTH), end);
  }
}
