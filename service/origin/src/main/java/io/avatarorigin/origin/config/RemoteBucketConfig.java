package io.avatarorigin.origin.config;

import io.avatarorigin.origin.config.setting.Kind;
import io.avatarorigin.origin.config.setting.Kinds;
import io.avatarorigin.origin.config.setting.OptionalKind;
import io.avatarorigin.origin.config.setting.ScalarKind;
import io.avatarorigin.origin.config.setting.Setting;
import io.avatarorigin.origin.config.setting.Values;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A bucket of another S3 server.
 *
 * @param section what its settings begin with, for messages
 * @param bucket its name
 * @param prefix what the keys that concern us begin with; default empty
 * @param endpoint the server's; default AWS
 * @param region that requests are signed for; default us-east-1
 * @param pathStyle whether the name goes into the path rather than the host; default true
 * @param credentials what requests are signed with; default open
 * @param credentialsFile where that is found instead; default open
 */
public record RemoteBucketConfig(
    String section,
    String bucket,
    String prefix,
    Optional<URI> endpoint,
    String region,
    boolean pathStyle,
    Optional<S3Credential> credentials,
    Optional<Path> credentialsFile) {
  private static final Kind<URI> ENDPOINT =
      new ScalarKind<>(
          "an address such as https://s3.example.org",
          text -> {
            URI address = URI.create(text);
            if (!List.of("http", "https").contains(String.valueOf(address.getScheme()))
                || address.getHost() == null
                || address.getRawUserInfo() != null) {
              throw new IllegalArgumentException(text);
            }
            return address;
          },
          URI::toString);

  /** The settings of one such bucket, which begin with the section's name. */
  record Keys(
      String section,
      Setting<Optional<String>> bucket,
      Setting<Optional<String>> prefix,
      Setting<Optional<URI>> endpoint,
      Setting<String> region,
      Setting<Boolean> pathStyle,
      Setting<Optional<String>> accessKeyId,
      Setting<Optional<Secret>> secretAccessKey,
      Setting<Optional<Path>> credentialsFile) {
    /**
     * The settings.
     *
     * @param meaning of the bucket, in a sentence for docs/configuration.md
     */
    static Keys of(String section, String meaning) {
      return new Keys(
          section,
          new Setting<>(
              section + ".bucket",
              new OptionalKind<>(Kinds.text("a bucket's name", "[A-Za-z0-9._-]{1,255}")),
              "",
              meaning),
          new Setting<>(
              section + ".prefix",
              new OptionalKind<>(Kinds.text("the beginning of a key", ".+")),
              "",
              "What the keys of that bucket begin with that concern the origin."),
          new Setting<>(
              section + ".endpoint",
              new OptionalKind<>(ENDPOINT),
              "",
              "The address of that bucket's server. Unset: AWS."),
          new Setting<>(
              section + ".region",
              Kinds.text("a region's name", "[\\w-]{1,64}"),
              "us-east-1",
              "The region of that bucket."),
          new Setting<>(
              section + ".path-style",
              Kinds.SWITCH,
              "true",
              "Whether the bucket's name goes into the path rather than the host."),
          new Setting<>(
              section + ".access-key-id",
              new OptionalKind<>(Kinds.text("an access key id", "[\\w-]{1,128}")),
              "",
              "The public half of what requests to it are signed with."),
          new Setting<>(
              section + ".secret-access-key",
              new OptionalKind<>(Secret.kind("a secret, spelled out", 1)),
              "",
              "The secret half."),
          new Setting<>(
              section + ".credentials-file",
              new OptionalKind<>(Kinds.PATH),
              "",
              "Both halves in a file of AWS's form, profile default, read again when it changes."
                  + " Unset, as the pair: the user's own such file, or the machine's role."));
    }

    List<Setting<?>> all() {
      return List.of(
          bucket,
          prefix,
          endpoint,
          region,
          pathStyle,
          accessKeyId,
          secretAccessKey,
          credentialsFile);
    }

    Optional<RemoteBucketConfig> read(Values values) {
      return values
          .get(bucket)
          .map(
              name ->
                  new RemoteBucketConfig(
                      section,
                      name,
                      values.get(prefix).orElse(""),
                      values.get(endpoint),
                      values.get(region),
                      values.get(pathStyle),
                      values
                          .get(accessKeyId)
                          .map(
                              id ->
                                  new S3Credential(id, values.get(secretAccessKey).orElseThrow())),
                      values.get(credentialsFile)));
    }
  }
}
