package io.avatarorigin.origin.store;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.avatarorigin.origin.avatar.RenditionKey;
import io.avatarorigin.origin.encode.PictureEncoder;
import io.avatarorigin.origin.encode.Raster;
import io.avatarorigin.vocabulary.Hash;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The renditions: encoded in memory and on disk, made from portraits. Each is encoded once however
 * many ask. What is stored is read on the caller's thread; encoding has threads of its own.
 */
final class Renditions {
  /** What an entry costs in memory besides its bytes. */
  private static final int ENTRY_BYTES = 256;

  private final DiskStore disk;
  private final Portraits portraits;
  private final int quality;
  private final EncodeQueue encoders;
  private final AsyncCache<RenditionKey, Rendition> memory;

  Renditions(DiskStore disk, Portraits portraits, StoreSettings settings, EncodeQueue encoders) {
    this.disk = disk;
    this.portraits = portraits;
    this.quality = settings.quality();
    this.encoders = encoders;
    this.memory =
        Caffeine.newBuilder()
            .executor(Runnable::run)
            .maximumWeight(settings.renditionMemoryBytes())
            .<RenditionKey, Rendition>weigher(
                (key, rendition) -> rendition.content().length + ENTRY_BYTES)
            .buildAsync();
  }

  /** From memory, from disk, or encoded from a stored portrait within this time. */
  Found find(RenditionKey key, Duration longest) {
    CompletableFuture<Rendition> known = memory.getIfPresent(key);
    if (known != null) {
      return await(key, known, longest);
    }
    Optional<Rendition> stored = read(key);
    if (stored.isPresent()) {
      memory.put(key, CompletableFuture.completedFuture(stored.get()));
      return new Found.Here(stored.get());
    }
    return portraits.isStored(key.hash())
        ? encoded(key, () -> portraits.find(key.hash()), longest)
        : new Found.Nothing();
  }

  /** Encoded from this portrait within this time, unless it is there already. */
  Found of(RenditionKey key, Portrait portrait, Duration longest) {
    Found found = encoded(key, () -> Optional.of(portrait), longest);
    // Somebody else's attempt from a damaged portrait may have ended in nothing; the next is ours.
    return found instanceof Found.Nothing
        ? encoded(key, () -> Optional.of(portrait), longest)
        : found;
  }

  /** Drops the renditions of a hash from memory, those that are being encoded among them. */
  void forget(Hash hash) {
    memory.asMap().keySet().removeIf(key -> key.hash().equals(hash));
  }

  /** Drops them from disk as well, since their portrait has been replaced. */
  void drop(Hash hash) {
    forget(hash);
    disk.removeRenditions(hash);
  }

  private Optional<Rendition> read(RenditionKey key) {
    return disk.read(DiskStore.Kind.RENDITION, key.hash(), key.name())
        .map(file -> rendition(key, file));
  }

  private Found encoded(RenditionKey key, Supplier<Optional<Portrait>> portrait, Duration longest) {
    try {
      CompletableFuture<Rendition> encoding =
          memory.get(
              key,
              (k, executor) -> encoders.submit(k.size(), () -> encodeOrNull(k, portrait.get())));
      return await(key, encoding, longest);
    } catch (RejectedExecutionException e) {
      return new Found.Overloaded();
    }
  }

  private Found await(RenditionKey key, CompletableFuture<Rendition> future, Duration longest) {
    try {
      @Nullable Rendition rendition = future.get(longest.toNanos(), TimeUnit.NANOSECONDS);
      if (rendition == null) {
        memory.asMap().remove(key, future); // the cache does so too, but perhaps not yet
        return new Found.Nothing();
      }
      return new Found.Here(rendition);
    } catch (TimeoutException e) {
      return new Found.Late();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Found.Late();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a picture could not be encoded", e.getCause());
    }
  }

  @SuppressWarnings("NullAway") // AsyncCache's way of saying that there is nothing to cache
  private Rendition encodeOrNull(RenditionKey key, Optional<Portrait> portrait) {
    return portrait.map(p -> encode(key, p)).orElse(null);
  }

  /** A portrait that another has replaced meanwhile leaves nothing behind. */
  private Rendition encode(RenditionKey key, Portrait portrait) {
    Rendition rendition = write(key, portrait);
    Optional<Portrait> now = portraits.inMemory(key.hash()).filter(p -> !p.isSameAs(portrait));
    return now.isPresent() ? write(key, now.get()) : rendition;
  }

  private Rendition write(RenditionKey key, Portrait portrait) {
    Raster scaled = PictureEncoder.scale(portrait.raster(), key.size(), key.size());
    byte[] content = PictureEncoder.encode(scaled, key.format(), quality);
    StoredFile file = StoredFile.of(content, portrait.drawnAt());
    disk.write(DiskStore.Kind.RENDITION, key.hash(), key.name(), file);
    return rendition(key, file);
  }

  static Rendition rendition(RenditionKey key, StoredFile file) {
    return new Rendition(file.content(), key.format(), file.md5(), file.drawnAt());
  }
}
