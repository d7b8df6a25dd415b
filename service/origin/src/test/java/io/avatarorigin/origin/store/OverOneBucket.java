package io.avatarorigin.origin.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.avatarorigin.origin.bucket.FakeBucket;
import io.avatarorigin.origin.store.shared.SharedBucket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** Several origins' stores over one bucket, for the tests that extend this. */
abstract class OverOneBucket {
  static final Instant MORNING = Instant.parse("2026-01-02T03:04:05.678Z");
  static final Instant EVENING = Instant.parse("2026-01-02T20:04:05.678Z");

  @TempDir Path folder;
  final FakeBucket bucket = new FakeBucket();
  final List<TestedStore> opened = new ArrayList<>();

  @AfterEach
  void close() {
    bucket.release();
    opened.forEach(TestedStore::close);
  }

  static void assertSame(Rendition one, Rendition other) {
    assertThat(one.content()).isEqualTo(other.content());
    assertThat(one.md5()).isEqualTo(other.md5());
    assertThat(one.drawnAt()).isEqualTo(other.drawnAt());
  }

  static void until(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      Thread.onSpinWait();
    }
  }

  TestedStore origin(String name, Instant now) {
    return origin(name, Optional.of(new SharedBucket(bucket, "fake", "pre/")), now);
  }

  TestedStore originWithoutBucket(String name) {
    return origin(name, Optional.empty(), MORNING);
  }

  TestedStore origin(String name, Optional<SharedBucket> shared, Instant now) {
    try {
      Path data = Files.createDirectories(folder.resolve(name));
      TestedStore origin = new TestedStore(data, shared, now);
      opened.add(origin);
      return origin;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
