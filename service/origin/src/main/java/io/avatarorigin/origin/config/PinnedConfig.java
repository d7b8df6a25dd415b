package io.avatarorigin.origin.config;

import io.avatarorigin.settings.Kinds;
import io.avatarorigin.settings.OptionalKind;
import io.avatarorigin.settings.Setting;
import io.avatarorigin.settings.Values;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Pictures and files that are served instead of what is drawn.
 *
 * @param folder where they lie; default open
 * @param bucket or where else
 * @param memoryBytes for them in memory, in bytes; default 64 MiB
 */
public record PinnedConfig(Optional<Path> folder, RemoteBucketConfig bucket, long memoryBytes) {
  static final Setting<Optional<Path>> FOLDER =
      new Setting<>(
          "pinned.folder",
          new OptionalKind<>(Kinds.PATH),
          "",
          "A folder with pictures that are served instead of drawn ones, and with other files that"
              + " are served as they are.");
  static final Setting<Long> MEMORY =
      new Setting<>(
          "pinned.memory",
          Kinds.BYTES,
          "64MiB",
          "Pinned pictures (half of it) and other pinned files (half) that are kept in memory. A"
              + " file larger than its half is not served.");
  static final RemoteBucketSettings BUCKET =
      RemoteBucketSettings.in(
          "pinned",
          new RemoteBucketSettings.Descriptions(
              "A bucket of another S3 server in which they lie instead of a folder.",
              "What the keys of pinned files begin with in the bucket; their names are what"
                  + " follows.",
              "As `store.credentials-file`."));
  static final List<Setting<?>> SETTINGS =
      Stream.concat(Stream.of(FOLDER, MEMORY), BUCKET.all().stream()).toList();

  static PinnedConfig create(Values values) {
    return new PinnedConfig(values.get(FOLDER), BUCKET.create(values), values.get(MEMORY));
  }
}
