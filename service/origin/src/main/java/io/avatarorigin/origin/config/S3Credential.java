package io.avatarorigin.origin.config;

import io.avatarorigin.origin.config.setting.FieldsKind;
import io.avatarorigin.origin.config.setting.Kind;
import io.avatarorigin.origin.config.setting.Kinds;
import io.avatarorigin.origin.config.setting.Setting;
import io.avatarorigin.origin.config.setting.Values;
import java.util.List;

/** A key pair that may sign S3 requests. Several at once allow rotation. */
public record S3Credential(String accessKeyId, Secret secretAccessKey) {
  static final Setting<String> ACCESS_KEY_ID =
      new Setting<>(
          "access-key-id",
          Kinds.text("an access key id (1 to 128 of letters, digits, _ and -)", "[\\w-]{1,128}"),
          "",
          "The public half.");
  static final Setting<Secret> SECRET_ACCESS_KEY =
      new Setting<>(
          "secret-access-key", Secret.kind("a secret, spelled out", 1), "", "The secret half.");
  static final List<Setting<?>> SETTINGS = List.of(ACCESS_KEY_ID, SECRET_ACCESS_KEY);

  static final Kind<S3Credential> KIND =
      new FieldsKind<>(SETTINGS, S3Credential::create, S3Credential::values);

  private static S3Credential create(Values values) {
    return new S3Credential(values.get(ACCESS_KEY_ID), values.get(SECRET_ACCESS_KEY));
  }

  private Values values() {
    return new Values().with(ACCESS_KEY_ID, accessKeyId).with(SECRET_ACCESS_KEY, secretAccessKey);
  }
}
