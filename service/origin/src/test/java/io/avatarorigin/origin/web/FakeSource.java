package io.avatarorigin.origin.web;

import io.avatarorigin.origin.avatar.ImageFormat;
import io.avatarorigin.origin.avatar.RenditionKey;
import io.avatarorigin.origin.store.AvatarSource;
import io.avatarorigin.origin.store.Following;
import io.avatarorigin.origin.store.Outcome;
import io.avatarorigin.origin.store.Patience;
import io.avatarorigin.origin.store.Rendition;
import io.avatarorigin.vocabulary.Hash;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * An {@link AvatarSource} whose every answer a test decides, and which remembers what was asked.
 */
final class FakeSource implements AvatarSource {
  static final Instant DRAWN_AT = Instant.parse("2026-02-03T04:05:06Z");

  final Set<Hash> drawn = ConcurrentHashMap.newKeySet();
  final Set<Hash> beingDrawn = new HashSet<>();
  final Set<Hash> undecided = new HashSet<>();
  final Set<Hash> barred = new HashSet<>();
  final Set<Hash> pinned = new HashSet<>();
  private final Map<Hash, ToldStory> stories = new ConcurrentHashMap<>();
  final List<RenditionKey> fetched = Collections.synchronizedList(new ArrayList<>());
  final List<Patience> patience = Collections.synchronizedList(new ArrayList<>());
  Function<RenditionKey, Outcome> found = key -> new Outcome.Ready(rendition(key));
  Function<RenditionKey, Outcome> outcome = key -> new Outcome.Ready(rendition(key));

  /** A rendition whose bytes are its key, so that a test sees which one was served. */
  static Rendition rendition(RenditionKey key) {
    byte[] content = describe(key).getBytes(StandardCharsets.UTF_8);
    return new Rendition(content, key.format(), "%032x".formatted(key.size()), DRAWN_AT);
  }

  static String describe(RenditionKey key) {
    return key.hash() + "@" + key.size() + "." + key.format().extension();
  }

  static String describe(String hash, int size, ImageFormat format) {
    return describe(new RenditionKey(Hash.parse(hash), size, format));
  }

  void becomes(Outcome result) {
    outcome = key -> result;
  }

  static Outcome notYet() {
    return new Outcome.NotYet(Duration.ofSeconds(7));
  }

  @Override
  public Optional<Outcome> find(RenditionKey key, Duration longest) {
    return drawn.contains(key.hash()) || pinned.contains(key.hash())
        ? Optional.of(found.apply(key))
        : Optional.empty();
  }

  @Override
  public Optional<Duration> undecided(Hash hash) {
    return undecided.contains(hash) ? Optional.of(Duration.ofSeconds(7)) : Optional.empty();
  }

  @Override
  public boolean isBeingDrawn(Hash hash) {
    return beingDrawn.contains(hash);
  }

  @Override
  public boolean isBarred(Hash hash) {
    return barred.contains(hash);
  }

  @Override
  public boolean isPinned(Hash hash) {
    return pinned.contains(hash);
  }

  @Override
  public Following follow(Hash hash) {
    return story(hash).follow();
  }

  /** What those are told who follow this hash. */
  ToldStory story(Hash hash) {
    return stories.computeIfAbsent(hash, _ -> new ToldStory());
  }

  @Override
  public Outcome fetch(RenditionKey key, Patience wanted) {
    fetched.add(key);
    patience.add(wanted);
    return outcome.apply(key);
  }
}
