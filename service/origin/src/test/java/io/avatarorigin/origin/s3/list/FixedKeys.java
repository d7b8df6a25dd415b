package io.avatarorigin.origin.s3.list;

import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Objects under these keys, as long as their keys; counts what is asked of them. */
final class FixedKeys {
  static final String MD5 = "0123456789abcdef0123456789abcdef";
  static final Instant MODIFIED = Instant.parse("2026-03-05T07:08:00Z");

  final NavigableSet<String> keys = new TreeSet<>(KeyOrder.COMPARATOR);

  /** Keys that are still found, but whose objects have gone when they are looked at. */
  final Set<String> gone = new HashSet<>();

  int seeks;
  int summaries;

  FixedKeys(Collection<String> keys) {
    this.keys.addAll(keys);
  }

  ObjectCursor cursor() {
    return position -> {
      seeks++;
      return Optional.ofNullable(keys.ceiling(position)).map(Fixed::new);
    };
  }

  private final class Fixed implements ListedObject {
    private final String key;

    Fixed(String key) {
      this.key = key;
    }

    @Override
    public String key() {
      return key;
    }

    @Override
    public Optional<Summary> summary() {
      summaries++;
      return gone.contains(key)
          ? Optional.empty()
          : Optional.of(new Summary(key.length(), MD5, MODIFIED));
    }
  }
}
