package io.avatarorigin.origin.config;

import io.avatarorigin.settings.Kinds;
import io.avatarorigin.settings.Setting;
import io.avatarorigin.settings.Values;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where several origins share what they draw.
 *
 * @param bucket without a name for an origin on its own
 * @param timeout how long a call may take; default 1 s
 */
public record StoreConfig(RemoteBucketConfig bucket, Duration timeout) {
  static final RemoteBucketSettings BUCKET =
      RemoteBucketSettings.in(
          "store",
          new RemoteBucketSettings.Descriptions(
              "A bucket of another S3 server, in which several origins share what they draw. Unset:"
                  + " this origin keeps to itself.",
              "What every key in the bucket begins with.",
              "A pair in the form of AWS's shared credentials file, read again when it changes."
                  + " Unset: what the machine has, see below."));
  static final Setting<Duration> TIMEOUT =
      new Setting<>(
          "store.timeout",
          Kinds.duration(Duration.ofMillis(100), Duration.ofSeconds(30)),
          "1s",
          "How long a cold key waits for the bucket, before its draw and after it.");
  static final List<Setting<?>> SETTINGS =
      Stream.concat(BUCKET.all().stream(), Stream.of(TIMEOUT)).toList();

  static StoreConfig create(Values values) {
    return new StoreConfig(BUCKET.create(values), values.get(TIMEOUT));
  }
}
