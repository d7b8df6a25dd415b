package io.avatarorigin.origin.bucket;

import io.avatarorigin.origin.avatar.Digest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Semaphore;

/** A bucket in memory, which can be held, and made to fail; it writes down what is asked of it. */
public final class FakeBucket implements RemoteBucket {
  private static final Instant WRITTEN = Instant.parse("2026-02-03T04:05:06Z");

  private final NavigableMap<String, RemoteObject> objects = new ConcurrentSkipListMap<>();
  private final Queue<String> calls = new ConcurrentLinkedQueue<>();
  private final Semaphore permits = new Semaphore(1_000_000);
  private volatile Optional<BucketException> failure = Optional.empty();

  /** Puts an object there, over what was there before. */
  public void put(String key, byte[] content, String contentType, Map<String, String> metadata) {
    String etag = "\"" + HexFormat.of().formatHex(Digest.MD5.of(content)) + "\"";
    objects.put(key, new RemoteObject(content, contentType, etag, WRITTEN, metadata));
  }

  /** The same with any ETag, as servers give to what came in parts. */
  public void put(String key, byte[] content, String etag) {
    objects.put(key, new RemoteObject(content, "text/plain", etag, WRITTEN, Map.of()));
  }

  /** What is there, unseen. */
  public Map<String, RemoteObject> objects() {
    return Map.copyOf(objects);
  }

  /** Every call since the last time this was asked, as {@code GET key} and the like. */
  public List<String> calls() {
    List<String> all = List.copyOf(calls);
    calls.clear();
    return all;
  }

  /** Every call fails from now on, until mended. */
  public void failsBecause(BucketException.Kind kind) {
    failure = Optional.of(new BucketException(kind, "the fake bucket is told to fail"));
  }

  public void mended() {
    failure = Optional.empty();
  }

  /** Calls block from now on, until released. */
  public void held() {
    permits.drainPermits();
  }

  public void release() {
    permits.release(1_000_000);
  }

  /** How many calls are blocked now. */
  public int waiting() {
    return permits.getQueueLength();
  }

  @Override
  public Optional<RemoteObject> get(String key) {
    called("GET " + key);
    return Optional.ofNullable(objects.get(key));
  }

  @Override
  public PutResult putIfAbsent(
      String key, byte[] content, String contentType, Map<String, String> metadata) {
    called("PUT " + key);
    synchronized (objects) {
      if (objects.containsKey(key)) {
        return PutResult.ALREADY_THERE;
      }
      put(key, content, contentType, metadata);
      return PutResult.STORED;
    }
  }

  @Override
  public void delete(String key) {
    called("DELETE " + key);
    objects.remove(key);
  }

  @Override
  public Iterable<RemoteEntry> list(String prefix) {
    called("LIST " + prefix);
    return objects.tailMap(prefix).entrySet().stream()
        .takeWhile(entry -> entry.getKey().startsWith(prefix))
        .map(
            entry ->
                new RemoteEntry(
                    entry.getKey(),
                    entry.getValue().content().length,
                    entry.getValue().etag(),
                    entry.getValue().lastModified()))
        .toList();
  }

  @Override
  public Iterable<String> folders(String prefix) {
    called("FOLDERS " + prefix);
    return objects.keySet().stream()
        .filter(key -> key.startsWith(prefix) && key.indexOf('/', prefix.length()) >= 0)
        .map(key -> key.substring(prefix.length(), key.indexOf('/', prefix.length())))
        .distinct()
        .toList();
  }

  @Override
  public void close() {
    release();
  }

  private void called(String call) {
    calls.add(call);
    permits.acquireUninterruptibly();
    permits.release();
    failure.ifPresent(
        f -> {
          throw new BucketException(f.kind(), f.getMessage());
        });
  }
}
