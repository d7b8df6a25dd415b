package io.avatarorigin.origin.config;

import io.avatarorigin.origin.config.setting.OptionalKind;
import io.avatarorigin.origin.config.setting.Setting;
import io.avatarorigin.origin.config.setting.Values;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The bucket that pinned files lie in.
 *
 * @param bucket its name; default none
 * @param endpoint its server; default AWS
 * @param region the region that requests are signed for; default us-east-1
 * @param prefix what the keys of pinned files begin with; default none
 * @param pathStyle whether the bucket's name goes into the path; default whether there is an
 *     endpoint
 * @param accessKeyId with the secret, what requests are signed with
 * @param secretAccessKey the secret half
 * @param credentialsFile a file with such a pair instead, in the form of AWS's shared credentials
 */
public record PinnedBucketConfig(
    Optional<String> bucket,
    Optional<URI> endpoint,
    String region,
    String prefix,
    Optional<Boolean> pathStyle,
    Optional<String> accessKeyId,
    Optional<Secret> secretAccessKey,
    Optional<Path> credentialsFile) {
  static final Setting<Optional<String>> BUCKET =
      new Setting<>(
          "pinned.bucket",
          new OptionalKind<>(BucketConfig.NAME.kind()),
          "",
          "A bucket of another S3 server in which they lie instead of a folder.");
  static final Setting<Optional<URI>> ENDPOINT =
      new Setting<>("pinned.endpoint", StoreConfig.ENDPOINT.kind(), "", "That server. Unset: AWS.");
  static final Setting<String> REGION =
      new Setting<>(
          "pinned.region",
          S3Config.REGION.kind(),
          "us-east-1",
          "The region that requests to it are signed for.");
  static final Setting<Optional<String>> PREFIX =
      new Setting<>(
          "pinned.prefix",
          KeysConfig.PREFIX.kind(),
          "",
          "What the keys of pinned files begin with in the bucket; their names are what follows.");
  static final Setting<Optional<Boolean>> PATH_STYLE =
      new Setting<>(
          "pinned.path-style",
          StoreConfig.PATH_STYLE.kind(),
          "",
          "Whether the bucket is named in the path rather than the host. Unset: where there is an"
              + " endpoint.");
  static final Setting<Optional<String>> ACCESS_KEY_ID =
      new Setting<>(
          "pinned.access-key-id",
          StoreConfig.ACCESS_KEY_ID.kind(),
          "",
          "What requests to it are signed with; needs the secret. Unset: `pinned.credentials-file`.");
  static final Setting<Optional<Secret>> SECRET_ACCESS_KEY =
      new Setting<>(
          "pinned.secret-access-key",
          StoreConfig.SECRET_ACCESS_KEY.kind(),
          "",
          "The secret of `pinned.access-key-id`.");
  static final Setting<Optional<Path>> CREDENTIALS_FILE =
      new Setting<>(
          "pinned.credentials-file",
          StoreConfig.CREDENTIALS_FILE.kind(),
          "",
          "As `store.credentials-file`.");
  static final List<Setting<?>> SETTINGS =
      List.of(
          BUCKET,
          ENDPOINT,
          REGION,
          PREFIX,
          PATH_STYLE,
          ACCESS_KEY_ID,
          SECRET_ACCESS_KEY,
          CREDENTIALS_FILE);

  static PinnedBucketConfig create(Values values) {
    return new PinnedBucketConfig(
        values.get(BUCKET),
        values.get(ENDPOINT),
        values.get(REGION),
        values.get(PREFIX).orElse(""),
        values.get(PATH_STYLE),
        values.get(ACCESS_KEY_ID),
        values.get(SECRET_ACCESS_KEY),
        values.get(CREDENTIALS_FILE));
  }
}
