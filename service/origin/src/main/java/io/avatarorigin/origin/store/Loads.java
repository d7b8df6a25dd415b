package io.avatarorigin.origin.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Values that are loaded once however many ask, and kept as long as there is room. A load that
 * fails fails for those who wait, and the next begins anew; Caffeine's own asynchronous cache would
 * log each of them.
 */
public final class Loads<K, V> {
  private final Cache<K, V> kept;
  private final ConcurrentMap<K, CompletableFuture<V>> running = new ConcurrentHashMap<>();

  /** Keeps values up to this many bytes altogether. */
  public Loads(long mostBytes, ToIntFunction<V> bytes) {
    this.kept =
        Caffeine.newBuilder()
            .executor(Runnable::run)
            .maximumWeight(mostBytes)
            .<K, V>weigher((key, value) -> bytes.applyAsInt(value))
            .build();
  }

  /** The value, if it is kept. */
  public Optional<V> known(K key) {
    return Optional.ofNullable(kept.getIfPresent(key));
  }

  void keep(K key, V value) {
    kept.put(key, value);
  }

  /** Joins the load of this key, or begins one. */
  public CompletableFuture<V> load(K key, Function<K, CompletableFuture<V>> loader) {
    CompletableFuture<V> mine = new CompletableFuture<>();
    CompletableFuture<V> others = running.putIfAbsent(key, mine);
    if (others != null) {
      return others;
    }
    Optional<V> since = known(key); // by a load that ended since the caller had looked
    CompletableFuture<V> loading =
        since.map(CompletableFuture::completedFuture).orElseGet(() -> loader.apply(key));
    CompletableFuture<V> _ =
        loading.whenComplete((value, failure) -> land(key, mine, value, failure));
    return mine;
  }

  private void land(
      K key, CompletableFuture<V> mine, @Nullable V value, @Nullable Throwable failure) {
    if (value != null) {
      kept.put(key, value);
    }
    running.remove(key, mine);
    if (value != null) {
      mine.complete(value);
    } else {
      mine.completeExceptionally(cause(failure));
    }
  }

  private static Throwable cause(@Nullable Throwable failure) {
    if (failure == null) {
      return new IllegalStateException("a load came to nothing");
    }
    Throwable cause = failure.getCause();
    return failure instanceof CompletionException && cause != null ? cause : failure;
  }

  /** Drops what is kept of these keys. */
  void forgetIf(Predicate<K> goes) {
    kept.asMap().keySet().removeIf(goes);
  }
}
