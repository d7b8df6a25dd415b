package io.avatarorigin.origin.config;

import io.avatarorigin.settings.Kinds;
import io.avatarorigin.settings.Setting;
import io.avatarorigin.settings.Values;
import java.util.List;

/**
 * How much drawn pictures may take.
 *
 * @param memoryBytes for renditions and portraits in memory, in bytes; default 128 MiB
 * @param diskBytes for renditions and portraits in the data folder, in bytes; default 10 GiB
 */
public record CacheConfig(long memoryBytes, long diskBytes) {
  static final Setting<Long> MEMORY =
      new Setting<>(
          "cache.memory",
          Kinds.BYTES,
          "128MiB",
          "Renditions (three quarters of it) and portraits (one quarter) that are kept in memory.");
  static final Setting<Long> DISK =
      new Setting<>(
          "cache.disk",
          Kinds.BYTES,
          "10GiB",
          "Renditions and portraits that are kept in the data folder.");
  static final List<Setting<?>> SETTINGS = List.of(MEMORY, DISK);

  static CacheConfig create(Values values) {
    return new CacheConfig(values.get(MEMORY), values.get(DISK));
  }
}
