package io.avatarorigin.origin.pinned;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.avatarorigin.origin.bucket.BucketException;
import io.avatarorigin.origin.bucket.FakeBucket;
import io.avatarorigin.vocabulary.Hash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BucketSourceTest {
  private static final Hash HASH = Hash.parse("0bc83cb571cd1c50ba6f3e8a78ef1346");
  private static final PinnedFiles.Place PLACE = new PinnedFiles.Place("s3://faces", "for/us/");

  private static final PinnedFiles.Rules RULES = new PinnedFiles.Rules("", 1 << 20);

  private static final String ABC = "900150983cd24fb0d6963f7d28e17f72"; // RFC 1321, A.5

  @TempDir private Path data;
  private final FakeBucket bucket = new FakeBucket();

  @Test
  void takesWhatLiesBelowThePrefix() {
    put("for/us/robots.txt", "one");
    put("for/us/" + HASH + ".png", "x");
    put("for/us/", "");
    put("for/us/folder/", "");
    put("for/others/robots.txt", "two");

    PinnedFiles files = open();

    assertThat(files.index().objects()).containsOnlyKeys("robots.txt");
    assertThat(files.of(HASH)).isPresent();
    assertThat(files.faults()).isZero();
    assertThat(objects(files).find("robots.txt").orElseThrow().content()).isEqualTo(bytes("one"));
  }

  @ParameterizedTest
  @CsvSource({
    "page, text/html;charset=utf-8, text/html;charset=utf-8",
    "a.txt, application/vnd.example+json, application/vnd.example+json",
    "a.txt, binary/octet-stream, text/plain; charset=utf-8",
    "a.txt, Application/Octet-Stream, text/plain; charset=utf-8",
    "a.txt, '', text/plain; charset=utf-8",
    "a.txt, text, text/plain; charset=utf-8",
    "a.txt, 'text/html;\u00e9', text/plain; charset=utf-8",
    "a.txt, 'text/html\r\nX: y', text/plain; charset=utf-8",
    "page, binary/octet-stream, application/octet-stream"
  })
  void servesTheTypeThatTheBucketTells(String name, String told, String served) {
    bucket.put("for/us/" + name, bytes("one"), told, Map.of());
    PinnedObjects objects = objects(open());

    PinnedObject read = objects.find(name).orElseThrow();

    assertThat(read.contentType()).isEqualTo(served);
    assertThat(objects.find(name).orElseThrow().contentType()).as("again").isEqualTo(served);
  }

  @Test
  void keepsTheTypeOfWhatAnswersStillHold() {
    bucket.put("for/us/a", bytes("one"), "text/x-one", Map.of());
    PinnedFiles files =
        PinnedFiles.ofBucket(
            bucket, PLACE, data.resolve("pinned.json"), new PinnedFiles.Rules("", 1200));
    bucket.put("for/us/b", bytes("two".repeat(200)), "text/x-two", Map.of());
    files.refresh();
    PinnedObjects objects = objects(files);
    PinnedObject held = objects.find("a").orElseThrow();
    objects.find("b");
    bucket.calls();

    PinnedObject again = objects.find("a").orElseThrow();

    assertThat(again.content()).isSameAs(held.content());
    assertThat(again.contentType()).isEqualTo("text/x-one");
  }

  @Test
  void followsChangesByTheirETag() {
    put("for/us/robots.txt", "one");
    PinnedFiles files = open();
    PinnedFile before = files.index().objects().get("robots.txt");

    put("for/us/robots.txt", "two");

    assertThat(files.source().read(before)).isEmpty();
    files.refresh();
    assertThat(objects(files).find("robots.txt").orElseThrow().content()).isEqualTo(bytes("two"));
    bucket.delete("for/us/robots.txt");
    files.refresh();
    assertThat(objects(files).find("robots.txt")).isEmpty();
  }

  @Test
  void listsByTheETagsOfWhatWasPutInOnePart() {
    put("for/us/a", "abc");
    PinnedObjects objects = objects(open());
    bucket.calls();

    assertThat(objects.facts("a", Duration.ZERO).orElseThrow().md5()).isEqualTo(ABC);

    assertThat(bucket.calls()).isEmpty();
  }

  @Test
  void keepsWhatItHadToComputeOverARestart() {
    bucket.put("for/us/a", bytes("abc"), "\"0123-2\"");
    PinnedFiles files = open();
    PinnedObjects objects = objects(files);
    bucket.held();
    assertThatThrownBy(() -> objects.facts("a", Duration.ZERO)).isInstanceOf(SourceException.class);
    bucket.release();
    objects.learn();
    files.refresh();

    for (int start = 0; start < 2; start++) {
      PinnedObjects restarted = objects(open());
      bucket.calls();
      assertThat(restarted.facts("a", Duration.ZERO).orElseThrow().md5()).isEqualTo(ABC);
      assertThat(bucket.calls()).isEmpty();
    }
  }

  @Test
  void correctsAnETagThatIsNoMd5OnceItHasReadTheFile() {
    bucket.put("for/us/a", bytes("abc"), '"' + "0".repeat(32) + '"');
    PinnedObjects objects = objects(open());

    assertThat(objects.find("a").orElseThrow().md5()).isEqualTo(ABC);

    assertThat(objects.facts("a", Duration.ZERO).orElseThrow().md5()).isEqualTo(ABC);
  }

  @Test
  void waitsForAFileNoLongerThanItMay() {
    put("for/us/robots.txt", "one");
    PinnedObjects objects = new PinnedObjects(open(), hash -> false, Duration.ofMillis(50));
    bucket.held();

    assertThatThrownBy(() -> objects.find("robots.txt"))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("not read in time");

    bucket.release();
    assertThat(objects(open()).find("robots.txt")).isPresent();
  }

  @Test
  void waitsForNoListingWhenAFileHasChanged() {
    put("for/us/robots.txt", "one");
    PinnedFiles files = open();
    PinnedIndex before = files.index();
    bucket.held();

    assertThat(files.refreshSince(before)).isFalse();

    bucket.release();
  }

  @Test
  void keepsTheLastListingOverAnOutage() {
    put("for/us/" + HASH + ".png", "x");
    PinnedFiles files = open();

    bucket.failsBecause(BucketException.Kind.UNREACHABLE);
    files.refresh();

    assertThat(files.of(HASH)).isPresent();
    assertThat(files.isCurrent()).isFalse();
  }

  @Test
  void startsWithTheLastListingWhileTheBucketIsOut() {
    put("for/us/" + HASH + ".png", "x");
    put("for/us/robots.txt", "one");
    PinnedFiles before = open();
    bucket.failsBecause(BucketException.Kind.UNREACHABLE);

    PinnedFiles files = open();

    assertThat(files.of(HASH)).isEqualTo(before.of(HASH));
    assertThat(files.index()).isEqualTo(before.index());
    bucket.mended();
    put("for/us/new.txt", "x");
    files.refresh();
    assertThat(files.index().objects()).containsOnlyKeys("new.txt", "robots.txt");
  }

  @Test
  void doesNotStartWithoutHavingSeenTheBucket() throws IOException {
    bucket.failsBecause(BucketException.Kind.MISCONFIGURED);

    assertThatThrownBy(this::open)
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("told to fail");
    for (String damaged : List.of("", "[", "{}", "[{\"name\":\"a\"}]")) {
      Files.writeString(data.resolve("pinned.json"), damaged);
      assertThatThrownBy(this::open).as(damaged).isInstanceOf(SourceException.class);
    }
  }

  private PinnedFiles open() {
    return PinnedFiles.ofBucket(bucket, PLACE, data.resolve("pinned.json"), RULES);
  }

  private static PinnedObjects objects(PinnedFiles files) {
    return new PinnedObjects(files, hash -> false);
  }

  private void put(String key, String content) {
    bucket.put(key, bytes(content), "text/plain", Map.of());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
