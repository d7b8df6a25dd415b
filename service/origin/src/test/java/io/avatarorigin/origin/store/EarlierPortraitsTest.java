package io.avatarorigin.origin.store;

import static io.avatarorigin.origin.store.TestedStore.hash;
import static io.avatarorigin.origin.store.TestedStore.place;
import static org.assertj.core.api.Assertions.assertThat;

import io.avatarorigin.origin.avatar.ImageFormat;
import io.avatarorigin.origin.avatar.RenditionKey;
import io.avatarorigin.origin.bucket.BucketException;
import io.avatarorigin.origin.bucket.FakeBucket;
import io.avatarorigin.origin.store.shared.SharedBucket;
import io.avatarorigin.origin.store.shared.SharedOutcome;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an origin drew before it had this bucket. */
@Timeout(60)
class EarlierPortraitsTest extends OverOneBucket {
  private static final RenditionKey SMALL = new RenditionKey(hash(1), 40, ImageFormat.JPEG);

  @Test
  void isOfferedOnceThereIsABucket() {
    Rendition drawn = drawnAlone(1);

    TestedStore origin = origin("one", EVENING);
    origin.store.tendShared();

    assertThat(bucket.objects()).containsOnlyKeys(place(1));
    assertSame(origin("other", EVENING).fetch(1), drawn);
    assertThat(origin.backlog()).isZero();
  }

  @Test
  void givesWayToWhatAnotherOriginHasShared() {
    Rendition alone = drawnAlone(1);
    TestedStore other = origin("other", EVENING);
    other.drawsNext(200);
    Rendition standing = other.fetch(1);
    assertThat(standing.content()).isNotEqualTo(alone.content());
    TestedStore origin = origin("one", EVENING);
    assertSame(origin.fetch(SMALL), origin.fetch(SMALL));

    origin.store.tendShared();

    assertSame(origin.fetch(1), standing);
    assertSame(origin.fetch(SMALL), other.fetch(SMALL));
  }

  @Test
  void isOfferedOnceAndNoMoreAfterARestart() {
    drawnAlone(1);
    TestedStore origin = origin("one", EVENING);
    origin.store.tendShared();
    bucket.calls();

    origin.store.tendShared();
    origin.close();
    TestedStore restarted = origin("one", EVENING);
    restarted.store.tendShared();

    assertThat(bucket.calls()).as("the probe at the start alone").containsExactly("GET pre/probe");
  }

  @Test
  void isNotWhatIsDrawnSinceThereIsABucket() {
    TestedStore origin = origin("one", MORNING);
    origin.fetch(1);
    origin.rests();
    bucket.calls();

    origin.passes(Duration.ofMinutes(1));
    origin.store.tendShared();

    assertThat(bucket.calls()).isEmpty();
  }

  @Test
  void isNotSentWhereTheBucketHasIt() {
    Rendition drawn = drawnAlone(1);
    TestedStore other = origin("other", MORNING);
    other.drawsNext(11); // the same picture, at the same time
    assertSame(other.fetch(1), drawn);
    other.rests();
    bucket.calls();

    TestedStore origin = origin("one", EVENING);
    origin.store.tendShared();

    assertThat(bucket.calls()).noneMatch(call -> call.startsWith("PUT"));
    assertThat(origin.log.shared()).containsExactly(SharedOutcome.HIT);
  }

  @Test
  void isOfferedInSeveralRoundsOverARestart() {
    int many = 450;
    TestedStore alone = originWithoutBucket("one");
    IntStream.range(0, many).forEach(alone::fetch);
    alone.close();

    TestedStore origin = origin("one", EVENING);
    origin.store.tendShared();
    assertThat(bucket.objects()).hasSizeBetween(1, many - 1);
    origin.close();
    bucket.calls();
    TestedStore restarted = origin("one", EVENING);
    restarted.store.tendShared();
    restarted.store.tendShared();

    assertThat(bucket.objects())
        .containsOnlyKeys(IntStream.range(0, many).mapToObj(TestedStore::place).toList());
    assertThat(bucket.calls())
        .as("none again")
        .filteredOn(c -> c.equals("PUT " + place(0)))
        .isEmpty();
  }

  @Test
  void isOfferedAgainAfterATimeWithoutTheBucket() {
    drawnAlone(1);
    TestedStore origin = origin("one", EVENING);
    origin.store.tendShared();
    origin.close();
    drawnAlone(2);

    origin("one", EVENING).store.tendShared();

    assertThat(bucket.objects()).containsOnlyKeys(place(1), place(2));
  }

  @Test
  void isOfferedToAnotherBucketToo() {
    drawnAlone(1);
    TestedStore origin = origin("one", EVENING);
    origin.store.tendShared();
    origin.close();

    FakeBucket second = new FakeBucket();
    Optional<SharedBucket> shared = Optional.of(new SharedBucket(second, "second", "pre/"));
    origin("one", shared, EVENING).store.tendShared();

    assertThat(second.objects()).containsOnlyKeys(place(1));
  }

  @Test
  void waitsForABucketThatIsAway() {
    drawnAlone(1);
    bucket.failsBecause(BucketException.Kind.UNREACHABLE);
    TestedStore origin = origin("one", EVENING);
    origin.store.tendShared();
    assertThat(bucket.objects()).isEmpty();
    bucket.mended();
    origin.passes(Duration.ofSeconds(6));

    origin.store.tendShared();

    assertThat(bucket.objects()).containsOnlyKeys(place(1));
  }

  @Test
  void isNotOfferedWhenItIsBarred() throws Exception {
    drawnAlone(1);
    TestedStore origin = origin("one", EVENING);
    Files.writeString(folder.resolve("one/barred"), hash(1) + "\n");
    origin.store.refreshBarred();

    origin.store.tendShared();

    assertThat(bucket.calls()).noneMatch(call -> call.startsWith("PUT"));
  }

  @Test
  void keepsItsRenditionsWhereTheBucketHasTheSamePortrait() throws Exception {
    TestedStore first = origin("one", MORNING);
    Rendition drawn = first.fetch(1);
    first.rests();
    first.close();
    TestedStore restarted = origin("one", EVENING);

    restarted.store.tendShared();

    assertThat(renditionFiles()).isEqualTo(1);
    assertSame(restarted.fetch(1), drawn);
  }

  private long renditionFiles() throws Exception {
    try (var files = Files.walk(folder.resolve("one/objects"))) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> file.toString().contains("renditions"))
          .count();
    }
  }

  /** Drawn by the origin "one" while it had no bucket. */
  private Rendition drawnAlone(int i) {
    TestedStore alone = originWithoutBucket("one");
    alone.drawsNext(10 + i);
    Rendition drawn = alone.fetch(i);
    alone.rests();
    alone.close();
    return drawn;
  }
}
