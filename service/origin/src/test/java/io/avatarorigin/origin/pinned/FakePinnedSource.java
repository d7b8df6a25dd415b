package io.avatarorigin.origin.pinned;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Files in memory, which a test changes. */
final class FakePinnedSource implements PinnedSource {
  static final Instant CHANGED_AT = Instant.parse("2026-03-04T05:06:07Z");

  private final Map<String, byte[]> files = new TreeMap<>();
  private final Map<String, Integer> editions = new TreeMap<>();
  private boolean out;

  final AtomicInteger reads = new AtomicInteger();

  synchronized FakePinnedSource with(String name, String content) {
    return with(name, content.getBytes(StandardCharsets.UTF_8));
  }

  synchronized FakePinnedSource with(String name, byte[] content) {
    files.put(name, content);
    editions.merge(name, 1, Integer::sum);
    return this;
  }

  synchronized void remove(String name) {
    files.remove(name);
  }

  synchronized void goesOut() {
    out = true;
  }

  synchronized void comesBack() {
    out = false;
  }

  @Override
  public synchronized List<PinnedFile> list() {
    requireThere();
    return files.keySet().stream().map(this::file).toList();
  }

  @Override
  public synchronized Optional<PinnedContent> read(PinnedFile file) {
    requireThere();
    reads.incrementAndGet();
    return files.containsKey(file.name()) && file(file.name()).equals(file)
        ? Optional.of(PinnedContent.untyped(files.get(file.name())))
        : Optional.empty();
  }

  private PinnedFile file(String name) {
    return PinnedFile.of(
        name, files.get(name).length, CHANGED_AT, Integer.toString(editions.get(name)));
  }

  private void requireThere() {
    if (out) {
      throw new SourceException("out of reach");
    }
  }

  @Override
  public Optional<String> md5(PinnedFile file) {
    return Optional.empty();
  }

  @Override
  public void note(PinnedFile file, String md5) {
    // kept by nobody
  }

  @Override
  public boolean isFar() {
    return false;
  }

  @Override
  public Duration pause() {
    return Duration.ofSeconds(1);
  }

  @Override
  public String toString() {
    return "fake";
  }
}
