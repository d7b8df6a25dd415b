package io.avatarorigin.origin.config;

import io.avatarorigin.origin.config.setting.Kinds;
import io.avatarorigin.origin.config.setting.OptionalKind;
import io.avatarorigin.origin.config.setting.ScalarKind;
import io.avatarorigin.origin.config.setting.Setting;
import io.avatarorigin.origin.config.setting.Values;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The bucket in which several origins share what they draw.
 *
 * @param bucket its name; default none, for an origin on its own
 * @param endpoint its server; default AWS
 * @param region the region that requests are signed for; default us-east-1
 * @param prefix what every key there begins with; default none
 * @param pathStyle whether the bucket's name goes into the path; default whether there is an
 *     endpoint
 * @param accessKeyId with the secret, what requests are signed with
 * @param secretAccessKey the secret half
 * @param credentialsFile a file with such a pair instead, in the form of AWS's shared credentials
 * @param timeout how long a call may take; default 1 s
 */
public record StoreConfig(
    Optional<String> bucket,
    Optional<URI> endpoint,
    String region,
    String prefix,
    Optional<Boolean> pathStyle,
    Optional<String> accessKeyId,
    Optional<Secret> secretAccessKey,
    Optional<Path> credentialsFile,
    Duration timeout) {
  static final Setting<Optional<String>> BUCKET =
      new Setting<>(
          "store.bucket",
          new OptionalKind<>(BucketConfig.NAME.kind()),
          "",
          "A bucket of another S3 server, in which several origins share what they draw. Unset:"
              + " this origin keeps to itself.");
  static final Setting<Optional<URI>> ENDPOINT =
      new Setting<>(
          "store.endpoint",
          new OptionalKind<>(
              new ScalarKind<>(
                  "an http or https URL without user and query",
                  StoreConfig::endpoint,
                  URI::toString,
                  _ -> "")), // nobody's password
          "",
          "That server. Unset: AWS.");
  static final Setting<String> REGION =
      new Setting<>(
          "store.region",
          S3Config.REGION.kind(),
          "us-east-1",
          "The region that requests to it are signed for.");
  static final Setting<Optional<String>> PREFIX =
      new Setting<>(
          "store.prefix",
          KeysConfig.PREFIX.kind(),
          "",
          "What every key in the bucket begins with.");
  static final Setting<Optional<Boolean>> PATH_STYLE =
      new Setting<>(
          "store.path-style",
          new OptionalKind<>(Kinds.SWITCH),
          "",
          "Whether the bucket is named in the path rather than the host. Unset: where there is an"
              + " endpoint.");
  static final Setting<Optional<String>> ACCESS_KEY_ID =
      new Setting<>(
          "store.access-key-id",
          new OptionalKind<>(S3Credential.ACCESS_KEY_ID.kind()),
          "",
          "What requests to it are signed with; needs the secret. Unset: `store.credentials-file`.");
  static final Setting<Optional<Secret>> SECRET_ACCESS_KEY =
      new Setting<>(
          "store.secret-access-key",
          new OptionalKind<>(S3Credential.SECRET_ACCESS_KEY.kind()),
          "",
          "The secret of `store.access-key-id`.");
  static final Setting<Optional<Path>> CREDENTIALS_FILE =
      new Setting<>(
          "store.credentials-file",
          new OptionalKind<>(Kinds.PATH),
          "",
          "A pair in the form of AWS's shared credentials file, read again when it changes. Unset:"
              + " what the machine has, see below.");
  static final Setting<Duration> TIMEOUT =
      new Setting<>(
          "store.timeout",
          Kinds.duration(Duration.ofMillis(100), Duration.ofSeconds(30)),
          "1s",
          "How long a cold key waits for the bucket, before its draw and after it.");
  static final List<Setting<?>> SETTINGS =
      List.of(
          BUCKET,
          ENDPOINT,
          REGION,
          PREFIX,
          PATH_STYLE,
          ACCESS_KEY_ID,
          SECRET_ACCESS_KEY,
          CREDENTIALS_FILE,
          TIMEOUT);

  static StoreConfig create(Values values) {
    return new StoreConfig(
        values.get(BUCKET),
        values.get(ENDPOINT),
        values.get(REGION),
        values.get(PREFIX).orElse(""),
        values.get(PATH_STYLE),
        values.get(ACCESS_KEY_ID),
        values.get(SECRET_ACCESS_KEY),
        values.get(CREDENTIALS_FILE),
        values.get(TIMEOUT));
  }

  private static URI endpoint(String text) {
    URI endpoint = URI.create(text);
    boolean isServer =
        ("http".equals(endpoint.getScheme()) || "https".equals(endpoint.getScheme()))
            && endpoint.getHost() != null
            && endpoint.getRawUserInfo() == null
            && endpoint.getRawQuery() == null;
    if (!isServer) {
      throw new IllegalArgumentException("not the URL of a server");
    }
    return endpoint;
  }
}
