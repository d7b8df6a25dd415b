package io.avatarorigin.origin;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.avatarorigin.origin.avatar.KeyGrammar;
import io.avatarorigin.origin.avatar.RenditionKey;
import io.avatarorigin.origin.s3.Making;
import io.avatarorigin.origin.s3.ObjectLookup;
import io.avatarorigin.origin.s3.ObjectSource;
import io.avatarorigin.origin.s3.S3Object;
import io.avatarorigin.origin.s3.list.ObjectCursor;
import io.avatarorigin.origin.store.AvatarSource;
import io.avatarorigin.origin.store.Outcome;
import io.avatarorigin.origin.store.Patience;
import io.avatarorigin.origin.store.Rendition;
import io.avatarorigin.vocabulary.Hash;
import java.util.Map;
import java.util.Optional;

/**
 * Avatars as the objects of S3 buckets; each bucket waits for a draw as long as its store bears.
 */
final class AvatarObjects implements ObjectSource {
  private final AvatarSource avatars;
  private final KeyGrammar keys;
  private final Map<String, Patience> patienceByBucket;
  private final DrawnLists lists;

  /** What each rendition in use is as an object, so that its headers are computed once. */
  private final Cache<Rendition, S3Object> objects =
      Caffeine.newBuilder().executor(Runnable::run).weakKeys().build();

  AvatarObjects(
      AvatarSource avatars,
      KeyGrammar keys,
      Map<String, Patience> patienceByBucket,
      DrawnLists lists) {
    this.avatars = avatars;
    this.keys = keys;
    this.patienceByBucket = Map.copyOf(patienceByBucket);
    this.lists = lists;
  }

  @Override
  public ObjectLookup lookup(String bucket, String key, Making making) {
    Patience patience = patienceByBucket.get(bucket);
    Optional<RenditionKey> rendition = keys.parse(key);
    if (patience == null || rendition.isEmpty()) {
      return new ObjectLookup.Absent();
    }
    return switch (making) {
      case ALLOWED -> lookup(avatars.fetch(rendition.get(), patience));
      case FORBIDDEN ->
          avatars
              .find(rendition.get(), patience.longest())
              .map(this::lookup)
              .orElseGet(() -> notMade(rendition.get().hash()));
    };
  }

  /** Who may not draw is told to come back rather than refused what another origin may have. */
  private ObjectLookup notMade(Hash hash) {
    return avatars
        .undecided(hash)
        .<ObjectLookup>map(ObjectLookup.Unavailable::new)
        .orElseGet(ObjectLookup.NotMade::new);
  }

  private ObjectLookup lookup(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Ready ready -> new ObjectLookup.Found(object(ready.rendition()));
      case Outcome.Barred barred -> new ObjectLookup.Absent();
      case Outcome.Refused refused -> new ObjectLookup.Absent();
      case Outcome.QueueFull full -> new ObjectLookup.Overloaded(full.retryAfter());
      case Outcome.NotYet late -> new ObjectLookup.Unavailable(late.retryAfter());
    };
  }

  @Override
  public boolean mayHold(String bucket, String key) {
    return keys.parse(key).isPresent();
  }

  @Override
  public ObjectCursor list(String bucket) {
    return lists.of(bucket);
  }

  private S3Object object(Rendition rendition) {
    S3Object known = objects.getIfPresent(rendition);
    return known == null ? objects.get(rendition, AvatarObjects::toObject) : known;
  }

  private static S3Object toObject(Rendition rendition) {
    return new S3Object(
        rendition.content(),
        rendition.format().contentType(),
        rendition.md5(),
        rendition.drawnAt());
  }
}
