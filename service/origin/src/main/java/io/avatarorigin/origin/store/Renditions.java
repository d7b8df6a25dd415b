package io.avatarorigin.origin.store;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.avatarorigin.origin.avatar.RenditionKey;
import io.avatarorigin.origin.encode.PictureEncoder;
import io.avatarorigin.origin.encode.Raster;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The renditions: encoded in memory and on disk, made from portraits. Each is loaded or encoded
 * once however many ask, on the given platform threads.
 */
final class Renditions {
  /** What an entry costs in memory besides its bytes. */
  private static final int ENTRY_BYTES = 256;

  private final DiskStore disk;
  private final Portraits portraits;
  private final int quality;
  private final Executor encoders;
  private final AsyncCache<RenditionKey, Rendition> memory;

  Renditions(DiskStore disk, Portraits portraits, StoreSettings settings, Executor encoders) {
    this.disk = disk;
    this.portraits = portraits;
    this.quality = settings.quality();
    this.encoders = encoders;
    this.memory =
        Caffeine.newBuilder()
            .maximumWeight(settings.renditionMemoryBytes())
            .<RenditionKey, Rendition>weigher(
                (key, rendition) -> rendition.content().length + ENTRY_BYTES)
            .buildAsync();
  }

  /** From memory, from disk, or encoded from a stored portrait. */
  Optional<Rendition> find(RenditionKey key) {
    CompletableFuture<Rendition> known = memory.getIfPresent(key);
    if (known == null) {
      known = memory.get(key, (k, executor) -> load(k));
    }
    return Optional.ofNullable(known.join());
  }

  /** Encoded from this portrait, unless it is there already. */
  Rendition of(RenditionKey key, Portrait portrait) {
    while (true) {
      // A load that began before the portrait was stored may still end in nothing; the next is
      // ours.
      @Nullable Rendition rendition =
          memory
              .get(
                  key,
                  (k, executor) ->
                      CompletableFuture.supplyAsync(() -> encode(k, portrait), encoders))
              .join();
      if (rendition != null) {
        return rendition;
      }
    }
  }

  private CompletableFuture<Rendition> load(RenditionKey key) {
    return CompletableFuture.supplyAsync(() -> loadOrNull(key), encoders);
  }

  @SuppressWarnings("NullAway") // AsyncCache's way of saying that there is nothing to cache
  private Rendition loadOrNull(RenditionKey key) {
    return disk.read(DiskStore.Kind.RENDITION, key.hash(), name(key))
        .map(file -> rendition(key, file.content(), file.drawnAt()))
        .or(() -> portraits.find(key.hash()).map(portrait -> encode(key, portrait)))
        .orElse(null);
  }

  private Rendition encode(RenditionKey key, Portrait portrait) {
    Raster scaled = PictureEncoder.scale(portrait.raster(), key.size(), key.size());
    byte[] content = PictureEncoder.encode(scaled, key.format(), quality);
    StoredFile file = new StoredFile(content, portrait.drawnAt());
    disk.write(DiskStore.Kind.RENDITION, key.hash(), name(key), file);
    return rendition(key, content, portrait.drawnAt());
  }

  private static Rendition rendition(RenditionKey key, byte[] content, Instant drawnAt) {
    return new Rendition(content, key.format(), md5(content), drawnAt);
  }

  private static String name(RenditionKey key) {
    return key.hash().digits() + "@" + key.size() + "." + key.format().extension();
  }

  private static String md5(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has MD5", e);
    }
  }
}
