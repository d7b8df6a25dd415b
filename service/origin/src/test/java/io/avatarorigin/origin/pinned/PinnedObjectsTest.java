package io.avatarorigin.origin.pinned;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.avatarorigin.vocabulary.Hash;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PinnedObjectsTest {
  private static final String HASH = "0bc83cb571cd1c50ba6f3e8a78ef1346";

  private final FakePinnedSource source = new FakePinnedSource();
  private Set<Hash> barred = Set.of();

  @Test
  void servesAFileAsItIs() {
    PinnedObject object =
        objects(source.with("robots.txt", "abc")).find("robots.txt").orElseThrow();

    assertThat(object.content()).isEqualTo("abc".getBytes(StandardCharsets.UTF_8));
    assertThat(object.contentType()).isEqualTo("text/plain; charset=utf-8");
    assertThat(object.md5()).isEqualTo("900150983cd24fb0d6963f7d28e17f72"); // RFC 1321, A.5
    assertThat(object.changedAt()).isEqualTo(FakePinnedSource.CHANGED_AT);
  }

  @Test
  void readsAFileOnceWhileItIsTheSame() {
    PinnedObjects objects = objects(source.with("a", "1").with("empty", ""));

    assertThat(objects.find("a")).isEqualTo(objects.find("a"));
    assertThat(source.reads).hasValue(1);
    assertThat(objects.find("empty").orElseThrow().content()).isEmpty();
  }

  @Test
  void servesTheNewFileAtOnceWhenTheOldOneIsNotThereAnyMore() {
    PinnedObjects objects = objects(source.with("a", "1").with("b", "1"));

    source.with("a", "2");
    source.remove("b");

    assertThat(objects.find("a").orElseThrow().content()).containsExactly('2');
    assertThat(objects.find("b")).isEmpty();
  }

  @Test
  void servesNeitherPicturesNorWhatIsNotThere() {
    PinnedObjects objects = objects(source.with(HASH + ".png", "1"));

    assertThat(objects.find(HASH + ".png")).isEmpty();
    assertThat(objects.contains(HASH + ".png")).isFalse();
    assertThat(objects.find("../pinned/" + HASH + ".png")).isEmpty();
    assertThat(objects.find("")).isEmpty();
    assertThat(source.reads).hasValue(0);
  }

  @Test
  void withholdsWhatIsOfABarredHash() {
    PinnedObjects objects = objects(source.with(HASH + "@64.png", "1").with("z", "2"));
    assertThat(objects.find(HASH + "@64.png")).isPresent();

    barred = Set.of(Hash.parse(HASH));

    assertThat(objects.find(HASH + "@64.png")).isEmpty();
    assertThat(objects.contains(HASH + "@64.png")).isFalse();
    assertThat(objects.facts(HASH + "@64.png", Duration.ofSeconds(10))).isEmpty();
    assertThat(keys(objects)).containsExactly("z");
  }

  @Test
  void listsKeysWithWhatAGetTells() {
    PinnedObjects objects = objects(source.with("b", "22").with("a/c", "1").with("a", "abc"));

    assertThat(keys(objects)).containsExactly("a", "a/c", "b");
    for (String key : keys(objects)) {
      PinnedObject.Facts facts = objects.facts(key, Duration.ofSeconds(10)).orElseThrow();
      PinnedObject object = objects.find(key).orElseThrow();
      assertThat(facts.size()).isEqualTo(object.content().length);
      assertThat(facts.md5()).isEqualTo(object.md5());
      assertThat(facts.changedAt()).isEqualTo(object.changedAt());
    }
    source.goesOut();
    assertThat(objects.facts("a", Duration.ofSeconds(10))).isPresent();
  }

  @Test
  void servesFromMemoryWhileTheSourceIsOut() {
    PinnedObjects objects = objects(source.with("a", "1").with("b", "2"));
    objects.find("a");

    source.goesOut();

    assertThat(objects.find("a")).isPresent();
    assertThatThrownBy(() -> objects.find("b")).isInstanceOf(SourceException.class);
    assertThat(objects.find("c")).isEmpty();
  }

  @Test
  void findsOutInTheBackgroundWhatListsTell() {
    PinnedObjects objects = objects(source.with("a", "abc").with("b", "2"));

    objects.learn();

    source.goesOut();
    assertThat(objects.facts("a", Duration.ZERO).orElseThrow().md5())
        .isEqualTo("900150983cd24fb0d6963f7d28e17f72"); // RFC 1321, A.5
    assertThat(objects.facts("b", Duration.ZERO)).isPresent();
    objects.learn();
    assertThat(source.reads).hasValue(2);
  }

  @Test
  void leavesOutOfListsWhatIsTrulyGone() {
    PinnedObjects objects = objects(source.with("a", "1"));

    source.remove("a");

    assertThat(objects.facts("a", Duration.ofSeconds(10))).isEmpty();
  }

  @Test
  void refusesFilesThatMemoryHasNoRoomFor() {
    PinnedFiles files =
        PinnedFiles.open(
            source.with("fits", new byte[700]).with("large", new byte[900]),
            new PinnedFiles.Rules("", 1000));

    assertThat(files.index().objects()).containsOnlyKeys("fits");
    assertThat(files.index().faults().get("large"))
        .isEqualTo(
            "has 900 bytes, and half of pinned.memory has 1000: raise pinned.memory, or make it smaller");
  }

  @Test
  void sharesTheBytesOfAFileThatAnAnswerStillHolds() {
    source.with("a", new byte[700]).with("b", new byte[700]);
    PinnedObjects objects =
        new PinnedObjects(PinnedFiles.open(source, new PinnedFiles.Rules("", 1000)), hash -> false);
    PinnedObject first = objects.find("a").orElseThrow();
    PinnedObject second = objects.find("b").orElseThrow();

    for (int turn = 0; turn < 10; turn++) {
      assertThat(objects.find("a").orElseThrow().content()).isSameAs(first.content());
      assertThat(objects.find("b").orElseThrow().content()).isSameAs(second.content());
    }
    assertThat(source.reads).hasValue(2);
  }

  @ParameterizedTest
  @CsvSource({
    "a.TXT, text/plain; charset=utf-8",
    "a.tar.gz, application/gzip",
    "a.b/c, application/octet-stream",
    "a, application/octet-stream",
    "a., application/octet-stream",
    "a.exe, application/octet-stream",
    "favicon.ico, image/x-icon",
    "x@64.webp, image/webp"
  })
  void tellsTypesByTheEndsOfNames(String name, String type) {
    assertThat(ContentTypes.of(name)).isEqualTo(type);
  }

  private static List<String> keys(PinnedObjects objects) {
    List<String> keys = new ArrayList<>();
    for (Optional<String> key = objects.keyFrom("");
        key.isPresent();
        key = objects.keyFrom(key.get() + "\0")) {
      keys.add(key.get());
    }
    return keys;
  }

  private PinnedObjects objects(FakePinnedSource files) {
    return new PinnedObjects(
        PinnedFiles.open(files, new PinnedFiles.Rules("", 1 << 20)), hash -> barred.contains(hash));
  }
}
