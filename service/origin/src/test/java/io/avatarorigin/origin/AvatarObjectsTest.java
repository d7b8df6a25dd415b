package io.avatarorigin.origin;

import static org.assertj.core.api.Assertions.assertThat;

import io.avatarorigin.origin.avatar.ImageFormat;
import io.avatarorigin.origin.avatar.KeyGrammar;
import io.avatarorigin.origin.avatar.RenditionKey;
import io.avatarorigin.origin.s3.Making;
import io.avatarorigin.origin.s3.ObjectLookup;
import io.avatarorigin.origin.s3.S3Object;
import io.avatarorigin.origin.store.AvatarSource;
import io.avatarorigin.origin.store.Following;
import io.avatarorigin.origin.store.Outcome;
import io.avatarorigin.origin.store.Patience;
import io.avatarorigin.origin.store.Rendition;
import io.avatarorigin.vocabulary.Hash;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What callers get that may read only what is there; nothing may be drawn for them. */
class AvatarObjectsTest {
  private static final String KEY = "0123456789abcdef0123456789abcdef@64.png";
  private static final KeyGrammar KEYS = new KeyGrammar("", Set.of(), 256, ImageFormat.JPEG);
  private static final DrawnLists NO_LISTS =
      new DrawnLists(
          Set.of(),
          () -> {
            throw new AssertionError("a list is asked for");
          },
          KEYS);
  private static final Duration RETRY = Duration.ofSeconds(7);
  private static final Rendition RENDITION =
      new Rendition(new byte[] {1, 2}, ImageFormat.PNG, "0".repeat(32), Instant.EPOCH);

  static Stream<Arguments> outcomes() {
    return Stream.of(
        Arguments.of(
            new Outcome.NotYet(RETRY), new ObjectLookup.Unavailable(RETRY), "still encoded"),
        Arguments.of(
            new Outcome.QueueFull(RETRY), new ObjectLookup.Overloaded(RETRY), "too many encodes"),
        Arguments.of(new Outcome.Barred(), new ObjectLookup.Absent(), "barred"));
  }

  @ParameterizedTest(name = "{2}")
  @MethodSource("outcomes")
  void tellsWhyWhatIsStoredCannotBeHadNow(Outcome found, ObjectLookup lookup, String name) {
    assertThat(objects(Optional.of(found)).lookup("avatars", KEY, Making.FORBIDDEN))
        .isEqualTo(lookup);
  }

  @Test
  void servesWhatIsStored() {
    ObjectLookup lookup =
        objects(Optional.of(new Outcome.Ready(RENDITION))).lookup("avatars", KEY, Making.FORBIDDEN);

    assertThat(lookup)
        .isInstanceOfSatisfying(
            ObjectLookup.Found.class,
            found ->
                assertThat(found.object())
                    .extracting(S3Object::content)
                    .isEqualTo(RENDITION.content()));
  }

  @Test
  void makesNothing() {
    assertThat(objects(Optional.empty()).lookup("avatars", KEY, Making.FORBIDDEN))
        .isEqualTo(new ObjectLookup.NotMade());
  }

  @Test
  void asksToComeBackWhileNobodyKnowsWhetherItIsMade() {
    assertThat(
            objects(Optional.empty(), Optional.of(RETRY)).lookup("avatars", KEY, Making.FORBIDDEN))
        .isEqualTo(new ObjectLookup.Unavailable(RETRY));
  }

  private static AvatarObjects objects(Optional<Outcome> found) {
    return objects(found, Optional.empty());
  }

  private static AvatarObjects objects(Optional<Outcome> found, Optional<Duration> undecided) {
    return new AvatarObjects(
        new StoredOnly(found, undecided),
        KEYS,
        Map.of("avatars", new Patience(Duration.ofSeconds(1), Patience.WhenAlone.DRAW)),
        NO_LISTS);
  }

  /** A source that is never asked to draw. */
  private record StoredOnly(Optional<Outcome> found, Optional<Duration> undecided)
      implements AvatarSource {
    @Override
    public Optional<Duration> undecided(Hash hash) {
      return undecided;
    }

    @Override
    public Optional<Outcome> find(RenditionKey key, Duration longest) {
      return found;
    }

    @Override
    public boolean isBeingDrawn(Hash hash) {
      return false;
    }

    @Override
    public boolean isBarred(Hash hash) {
      return false;
    }

    @Override
    public Following follow(Hash hash) {
      throw new AssertionError("nobody follows a draw");
    }

    @Override
    public Outcome fetch(RenditionKey key, Patience patience) {
      throw new AssertionError("a draw is asked for");
    }
  }
}
