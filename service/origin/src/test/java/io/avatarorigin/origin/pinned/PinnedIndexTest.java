package io.avatarorigin.origin.pinned;

import static org.assertj.core.api.Assertions.assertThat;

import io.avatarorigin.vocabulary.Hash;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PinnedIndexTest {
  private static final String HASH = "0bc83cb571cd1c50ba6f3e8a78ef1346";
  private static final String LONG_HASH = HASH + HASH;

  /** The table of docs/pinned.md. */
  @ParameterizedTest
  @CsvSource({
    "'', " + HASH + ".png, picture",
    "'', " + HASH + ".JPG, picture",
    "'', " + HASH + ".jpeg, picture",
    "'', " + HASH + ".webp, picture",
    "'', " + HASH + ", picture",
    "'', 0BC83CB571CD1C50BA6F3E8A78EF1346.png, picture",
    "'', " + LONG_HASH + ".png, picture",
    "img/, img/" + HASH + ".png, picture",
    "img/, " + HASH + ".png, picture",
    "img/, other/" + HASH + ".png, object",
    "'', img/" + HASH + ".png, object",
    "'', " + HASH + "@64.png, object",
    "'', " + HASH + "@64, object",
    "'', " + HASH + ".gif, object",
    "'', " + HASH + ".png.bak, object",
    "'', " + HASH + "0.png, object",
    "'', robots.txt, object",
    "'', a/b/c d+e.txt, object",
    "'', \u00fc\u4e16.txt, object",
    "'', .hidden, fault",
    "'', a/.hidden/b, fault",
    "'', .., fault",
    "'', a/../robots.txt, fault",
    "'', a//b, fault",
    "'', /etc/passwd, fault",
    "'', a\u0001b, fault",
    "'', a\u007fb, fault",
    "'', a\ufffdb, fault"
  })
  void tellsByItsNameWhatAFileIs(String prefix, String name, String kind) {
    PinnedIndex index = index(prefix, file(name));

    assertThat(index.pictures()).hasSize(kind.equals("picture") ? 1 : 0);
    assertThat(index.objects()).hasSize(kind.equals("object") ? 1 : 0);
    assertThat(index.faults()).hasSize(kind.equals("fault") ? 1 : 0);
  }

  @Test
  void refusesWhatIsTooLarge() {
    PinnedIndex index = index("", file("large.bin", 64 << 20), file("larger.bin", (64 << 20) + 1));

    assertThat(index.objects()).containsOnlyKeys("large.bin");
    assertThat(index.faults().get("larger.bin")).contains("67108865").endsWith("make it smaller");
  }

  @Test
  void pinsAHashAlsoToAPictureThatCannotBeShown() {
    PinnedIndex index =
        index("", file(HASH + ".png", 1 << 30), PinnedFile.faulty(LONG_HASH + ".png", "is away"));

    assertThat(index.pictures()).containsOnlyKeys(Hash.parse(HASH), Hash.parse(LONG_HASH));
    assertThat(index.pictures().values()).allMatch(picture -> picture.file().fault().isPresent());
    assertThat(index.faults()).containsOnlyKeys(HASH + ".png", LONG_HASH + ".png");
  }

  @Test
  void takesTheFirstOfTwoPicturesOfAHashAndReportsTheOther() {
    PinnedIndex index = index("", file(HASH + ".png"), file(HASH + ".jpg"));

    assertThat(index.pictures().get(Hash.parse(HASH)).file().name()).isEqualTo(HASH + ".jpg");
    assertThat(index.faults())
        .containsEntry(HASH + ".png", "pins the same hash as " + HASH + ".jpg: remove one");
  }

  @Test
  void keepsObjectsInTheOrderOfTheirOctets() {
    PinnedIndex index = index("", file("\ud83d\ude00"), file("\uff21"), file("b"), file("B/a"));

    assertThat(index.keys()).containsExactly("B/a", "b", "\uff21", "\ud83d\ude00");
  }

  @ParameterizedTest
  @ValueSource(strings = {HASH + "@64.png", "x/" + HASH + ".txt", LONG_HASH + "@1", HASH})
  void knowsWhoseHashAKeyBeginsWith(String key) {
    assertThat(PinnedNames.subject(key)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"robots.txt", HASH + "/robots.txt", HASH + "x", ""})
  void knowsWhenAKeyBeginsWithNoHash(String key) {
    assertThat(PinnedNames.subject(key)).isEmpty();
  }

  @Test
  void givesAnotherEditionToAnotherFile() {
    PinnedFile file = PinnedFile.of("a", 1, Instant.EPOCH, "one");

    assertThat(file.edition()).matches("[0-9a-f]{16}");
    assertThat(PinnedFile.of("a", 1, Instant.EPOCH, "two").edition()).isNotEqualTo(file.edition());
    assertThat(file.withFault("is odd").edition()).isNotEqualTo(file.edition());
    assertThat(file.withFault("is odd").fault()).isEqualTo(Optional.of("is odd"));
  }

  private static PinnedFile file(String name) {
    return file(name, 10);
  }

  private static PinnedFile file(String name, long bytes) {
    return PinnedFile.of(name, bytes, FakePinnedSource.CHANGED_AT, "stamp");
  }

  private static PinnedIndex index(String prefix, PinnedFile... files) {
    return PinnedIndex.of(
        List.copyOf(Arrays.asList(files)), new PinnedFiles.Rules(prefix, 128 << 20));
  }
}
