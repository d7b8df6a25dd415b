package io.avatarorigin.origin.config;

import io.avatarorigin.settings.Kinds;
import io.avatarorigin.settings.ListKind;
import io.avatarorigin.settings.OptionalKind;
import io.avatarorigin.settings.Setting;
import io.avatarorigin.settings.Values;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How the S3 socket tells who signs.
 *
 * @param credentialsFrom a file with access keys, or a folder of such files, read again when they
 *     change; default none
 * @param unsignedHeaders {@code x-amz-*} headers that need not be signed; default x-amz-cf-id
 * @param echo whether a wrong signature's refusal shows what would have been signed; default true
 */
public record SignatureConfig(
    Optional<Path> credentialsFrom, List<String> unsignedHeaders, boolean echo) {
  static final Setting<Optional<Path>> CREDENTIALS_FROM =
      new Setting<>(
          "s3.credentials-from",
          new OptionalKind<>(Kinds.PATH),
          "",
          "A file with a list as that of `s3.credentials`, or a folder of such files, such as a"
              + " mounted Secret. Read again when it changes.");
  static final Setting<List<String>> UNSIGNED_HEADERS =
      new Setting<>(
          "s3.unsigned-headers",
          new ListKind<>(
              Kinds.text(
                  "a header name that begins with x-amz-, in lower case", "x-amz-[a-z0-9-]+")),
          "x-amz-cf-id",
          "Headers that something on the way adds, and that therefore need not be signed.");
  static final Setting<Boolean> ECHO =
      new Setting<>(
          "s3.signature-echo",
          Kinds.SWITCH,
          "true",
          "Whether the refusal of a wrong signature shows the sender what should have been signed.");
  static final List<Setting<?>> SETTINGS = List.of(CREDENTIALS_FROM, UNSIGNED_HEADERS, ECHO);

  public SignatureConfig {
    unsignedHeaders = List.copyOf(unsignedHeaders);
  }

  static SignatureConfig create(Values values) {
    return new SignatureConfig(
        values.get(CREDENTIALS_FROM), values.get(UNSIGNED_HEADERS), values.get(ECHO));
  }
}
