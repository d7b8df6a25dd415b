package io.avatarorigin.origin.config;

import io.avatarorigin.settings.Kinds;
import io.avatarorigin.settings.OptionalKind;
import io.avatarorigin.settings.ScalarKind;
import io.avatarorigin.settings.Secret;
import io.avatarorigin.settings.Setting;
import io.avatarorigin.settings.Values;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The settings of a {@link RemoteBucketConfig}, which lie in a section of the configuration. */
record RemoteBucketSettings(
    Setting<Optional<String>> bucket,
    Setting<Optional<URI>> endpoint,
    Setting<String> region,
    Setting<Optional<String>> prefix,
    Setting<Optional<Boolean>> pathStyle,
    Setting<Optional<String>> accessKeyId,
    Setting<Optional<Secret>> secretAccessKey,
    Setting<Optional<Path>> credentialsFile) {

  /**
   * What the documents say of settings that mean something of their own in each section.
   *
   * @param bucket what the bucket is for
   * @param prefix what the prefix does
   * @param credentialsFile what the file is
   */
  record Descriptions(String bucket, String prefix, String credentialsFile) {}

  static RemoteBucketSettings in(String section, Descriptions descriptions) {
    return new RemoteBucketSettings(
        new Setting<>(
            section + ".bucket",
            new OptionalKind<>(BucketConfig.NAME.kind()),
            "",
            descriptions.bucket()),
        new Setting<>(
            section + ".endpoint",
            new OptionalKind<>(
                new ScalarKind<>(
                    "an http or https URL without user and query",
                    RemoteBucketSettings::server,
                    URI::toString,
                    _ -> "")), // nobody's password
            "",
            "That server. Unset: AWS."),
        new Setting<>(
            section + ".region",
            S3Config.REGION.kind(),
            "us-east-1",
            "The region that requests to it are signed for."),
        new Setting<>(section + ".prefix", KeysConfig.PREFIX.kind(), "", descriptions.prefix()),
        new Setting<>(
            section + ".path-style",
            new OptionalKind<>(Kinds.SWITCH),
            "",
            "Whether the bucket is named in the path rather than the host. Unset: where there is"
                + " an endpoint."),
        new Setting<>(
            section + ".access-key-id",
            new OptionalKind<>(S3Credential.ACCESS_KEY_ID.kind()),
            "",
            "What requests to it are signed with; needs the secret. Unset: `"
                + section
                + ".credentials-file`."),
        new Setting<>(
            section + ".secret-access-key",
            new OptionalKind<>(S3Credential.SECRET_ACCESS_KEY.kind()),
            "",
            "The secret of `" + section + ".access-key-id`."),
        new Setting<>(
            section + ".credentials-file",
            new OptionalKind<>(Kinds.PATH),
            "",
            descriptions.credentialsFile()));
  }

  List<Setting<?>> all() {
    return List.of(
        bucket, endpoint, region, prefix, pathStyle, accessKeyId, secretAccessKey, credentialsFile);
  }

  RemoteBucketConfig create(Values values) {
    return new RemoteBucketConfig(
        values.get(bucket),
        values.get(endpoint),
        values.get(region),
        values.get(prefix).orElse(""),
        values.get(pathStyle),
        values.get(accessKeyId),
        values.get(secretAccessKey),
        values.get(credentialsFile));
  }

  static URI server(String text) {
    URI endpoint = URI.create(text);
    boolean isServer =
        ("http".equals(endpoint.getScheme()) || "https".equals(endpoint.getScheme()))
            && endpoint.getHost() != null
            && endpoint.getRawUserInfo() == null
            && endpoint.getRawQuery() == null
            && endpoint.getRawFragment() == null;
    if (!isServer) {
      throw new IllegalArgumentException("not the URL of a server");
    }
    return endpoint;
  }
}
