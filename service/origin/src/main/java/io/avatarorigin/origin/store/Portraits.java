package io.avatarorigin.origin.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.avatarorigin.origin.avatar.ImageFormat;
import io.avatarorigin.origin.encode.PictureEncoder;
import io.avatarorigin.origin.encode.Raster;
import io.avatarorigin.vocabulary.Hash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The drawn portraits: as pixels in memory, as PNG on disk. */
final class Portraits {
  private static final String ENDING = ".png";

  private final DiskStore disk;
  private final Cache<Hash, Portrait> memory;

  Portraits(DiskStore disk, long memoryBytes) {
    this.disk = disk;
    this.memory =
        Caffeine.newBuilder()
            .executor(Runnable::run)
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
      Portrait read = new Portrait(raster, file.get().drawnAt());
      Portrait meanwhile = memory.asMap().putIfAbsent(hash, read);
      return Optional.of(meanwhile == null ? read : meanwhile); // another's may have replaced it
    } catch (IOException e) {
      disk.removeDamaged(DiskStore.Kind.PORTRAIT, hash, name(hash));
      return Optional.empty();
    }
  }

  void keepInMemory(Hash hash, Portrait portrait) {
    memory.put(hash, portrait);
  }

  /**
   * What lies on disk, as it lies there.
   *
   * @throws UncheckedIOException if the disk fails
   */
  Optional<StoredFile> onDisk(Hash hash) {
    return disk.require(DiskStore.Kind.PORTRAIT, hash, name(hash));
  }

  /**
   * The first hashes that there are files of, in the order of their digits.
   *
   * @param behind the digits of the hash before them, or none
   * @throws UncheckedIOException if the disk fails
   */
  List<Hash> onDiskBehind(String behind, int most) {
    FolderTree names = disk.names(DiskStore.Kind.PORTRAIT);
    List<Hash> hashes = new ArrayList<>();
    Optional<String> name = names.from(behind.isEmpty() ? "" : behind + ENDING + '\0');
    while (name.isPresent() && hashes.size() < most) {
      hashOf(name.get()).ifPresent(hashes::add);
      name = names.from(name.get() + '\0');
    }
    return hashes;
  }

  private static Optional<Hash> hashOf(String name) {
    String digits = name.substring(0, Math.max(0, name.length() - ENDING.length()));
    return name.endsWith(ENDING) && Hash.isHash(digits)
        ? Optional.of(Hash.parse(digits))
        : Optional.empty();
  }

  void writeToDisk(Hash hash, StoredFile portrait) {
    disk.write(DiskStore.Kind.PORTRAIT, hash, name(hash), portrait);
  }

  /** The portrait as it lies on disk; milliseconds of computing. */
  static StoredFile encode(Portrait portrait) {
    return StoredFile.of(
        PictureEncoder.encode(portrait.raster(), ImageFormat.PNG, 100), portrait.drawnAt());
  }

  private static String name(Hash hash) {
    return hash.digits() + ENDING;
  }
}
