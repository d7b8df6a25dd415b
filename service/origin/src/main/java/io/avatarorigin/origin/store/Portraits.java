package io.avatarorigin.origin.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.avatarorigin.origin.avatar.ImageFormat;
import io.avatarorigin.origin.encode.PictureEncoder;
import io.avatarorigin.origin.encode.Raster;
import io.avatarorigin.vocabulary.Hash;
import java.io.IOException;
import java.util.Optional;

/** The drawn portraits: as pixels in memory, as PNG on disk. */
final class Portraits {
  private final DiskStore disk;
  private final Cache<Hash, Portrait> memory;

  Portraits(DiskStore disk, long memoryBytes) {
    this.disk = disk;
    this.memory =
        Caffeine.newBuilder()
            .maximumWeight(memoryBytes)
            .<Hash, Portrait>weigher((hash, portrait) -> portrait.raster().bytes())
            .build();
  }

  Optional<Portrait> inMemory(Hash hash) {
    return Optional.ofNullable(memory.getIfPresent(hash));
  }

  /** Whether there is a portrait to look at; its file may yet turn out to be damaged. */
  boolean isStored(Hash hash) {
    return inMemory(hash).isPresent() || disk.contains(DiskStore.Kind.PORTRAIT, hash, name(hash));
  }

  /** Drops the portrait of a hash from memory. */
  void forget(Hash hash) {
    memory.invalidate(hash);
  }

  /** Reads and decodes on the calling thread. */
  Optional<Portrait> find(Hash hash) {
    Optional<Portrait> known = inMemory(hash);
    if (known.isPresent()) {
      return known;
    }
    Optional<StoredFile> file = disk.read(DiskStore.Kind.PORTRAIT, hash, name(hash));
    if (file.isEmpty()) {
      return Optional.empty();
    }
    try {
      Raster raster = PictureEncoder.decode(file.get().content());
      Portrait portrait = new Portrait(raster, file.get().drawnAt());
      memory.put(hash, portrait);
      return Optional.of(portrait);
    } catch (IOException e) {
      disk.removeDamaged(DiskStore.Kind.PORTRAIT, hash, name(hash));
      return Optional.empty();
    }
  }

  void keepInMemory(Hash hash, Portrait portrait) {
    memory.put(hash, portrait);
  }

  void writeToDisk(Hash hash, Portrait portrait) {
    byte[] png = PictureEncoder.encode(portrait.raster(), ImageFormat.PNG, 100);
    disk.write(DiskStore.Kind.PORTRAIT, hash, name(hash), StoredFile.of(png, portrait.drawnAt()));
  }

  private static String name(Hash hash) {
    return hash.digits() + ".png";
  }
}
