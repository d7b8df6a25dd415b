package io.avatarorigin.origin.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.avatarorigin.settings.ConfigSources;
import io.avatarorigin.settings.Loaded;
import io.avatarorigin.settings.Secret;
import io.avatarorigin.settings.Setting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigLoaderTest {
  private static final Map<String, String> HOME = EverySettingTest.HOME;
  private static final String EVERY_KEY = EverySettingTest.EVERY_KEY;

  @TempDir Path folder;

  @Test
  void environmentCountsMoreThanTheFileAndFlagsMoreThanBoth() {
    Map<String, String> environment =
        Map.of(
            "AVATAR_ORIGIN_S3_PORT", "9200",
            "AVATAR_ORIGIN_WEB_PORT", "8280",
            "AVATAR_ORIGIN_KEYS_SIZES", "16, 32",
            "AVATAR_ORIGIN_S3_BUCKETS", "[{name: one, access: public}]");
    ConfigSources.Flag flag = new ConfigSources.Flag("--s3-port", "s3.port", "9300");

    OriginConfig config =
        ConfigLoader.load(
                new ConfigSources(Optional.of(write(EVERY_KEY)), environment, List.of(flag), 3))
            .config();

    assertThat(config.s3().port()).isEqualTo(9300);
    assertThat(config.web().port()).isEqualTo(8280);
    assertThat(config.admin().port()).isEqualTo(8181);
    assertThat(config.keys().sizes()).containsExactlyInAnyOrder(16, 32);
    assertThat(config.s3().buckets()).extracting(BucketConfig::name).containsExactly("one");
  }

  @Test
  void everyVariableNamesOneSetting() {
    assertThat(OriginConfig.SETTINGS).extracting(ConfigLoader.NAMES::of).doesNotHaveDuplicates();
    assertThat(OriginConfig.SETTINGS).extracting(Setting::path).doesNotHaveDuplicates();
  }

  @Test
  void takesCredentialsOfAwsWhereItHasNone() {
    Map<String, String> aws =
        Map.of("AWS_ACCESS_KEY_ID", "FROMAWS", "AWS_SECRET_ACCESS_KEY", "hidden");

    assertThat(load(Optional.empty(), aws).config().s3().credentials())
        .containsExactly(new S3Credential("FROMAWS", Secret.of("hidden")));
    assertThat(load(EVERY_KEY, aws).config().s3().credentials())
        .extracting(S3Credential::accessKeyId)
        .containsExactly("AKIAEXAMPLE", "AKIALIMITED");
  }

  @Test
  void takesNoCredentialsOfAwsWhereFilesHaveThem() {
    Map<String, String> environment =
        Map.of(
            "AWS_ACCESS_KEY_ID", "FROMAWS",
            "AWS_SECRET_ACCESS_KEY", "hidden",
            "AVATAR_ORIGIN_S3_CREDENTIALS_FROM", "/keys");

    S3Config s3 = load(Optional.empty(), environment).config().s3();

    assertThat(s3.credentials()).isEmpty();
    assertThat(s3.needsCredentials()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"signed, true", "public-drawn, true", "public, false"})
  void needsCredentialsWhereSomethingIsSigned(String access, boolean needed) {
    S3Config s3 =
        load("s3: {buckets: [{name: abc, access: %s}]}".formatted(access), HOME).config().s3();

    assertThat(s3.needsCredentials()).isEqualTo(needed);
  }

  @Test
  void passesOverTheVariablesOfKubernetesServices() {
    Map<String, String> links =
        Map.of(
            "AVATAR_ORIGIN_SERVICE_HOST", "10.0.0.7",
            "AVATAR_ORIGIN_SERVICE_PORT_S3", "9000",
            "AVATAR_ORIGIN_PORT", "tcp://10.0.0.7:9000",
            "AVATAR_ORIGIN_PORT_9000_TCP_ADDR", "10.0.0.7",
            "AVATAR_ORIGIN_S3_PORT", "tcp://10.0.0.8:9100");

    assertThat(load(Optional.empty(), links).config().s3().port()).isEqualTo(9000);
  }

  @Test
  void keepsDataInTheUsersDataFolder() {
    Map<String, String> xdg = Map.of("HOME", "/home/ada", "XDG_DATA_HOME", "/data/ada");

    assertThat(load(Optional.empty(), xdg).config().data())
        .isEqualTo(Path.of("/data/ada/avatar-origin"));
  }

  @Test
  void printsWhatCanBeReadBackApartFromSecrets() {
    String withoutSecrets =
        EVERY_KEY
            .replaceAll("(?m)^ *- access-key-id(.*\n){5}", "")
            .replaceAll(
                "(?m)^ *(token:|signing-keys:|credentials:|- \\{access-key-id|access-key-id|secret-access-key).*\n",
                "")
            .replace("access: signed", "access: open");

    Loaded<OriginConfig> loaded = load(withoutSecrets, HOME);

    assertThat(load(loaded.yaml(), HOME).config()).isEqualTo(loaded.config());
  }

  @Test
  void printsWhereValuesComeFrom() {
    String yaml = load("s3:\n  region: auto\n", Map.of("AVATAR_ORIGIN_S3_PORT", "9200")).yaml();

    assertThat(yaml)
        .contains("  port: 9200 # AVATAR_ORIGIN_S3_PORT\n")
        .contains("  region: auto # " + folder.resolve("config.yaml") + ":2\n")
        .contains("  host: 127.0.0.1\n");
  }

  @Test
  void neverShowsSecrets() {
    Loaded<OriginConfig> loaded = load(EVERY_KEY, HOME);

    assertThat(loaded.yaml()).contains(Secret.MASK).doesNotContain("hidden");
    assertThat(loaded.config().toString()).contains("AKIAEXAMPLE").doesNotContain("hidden");
  }

  private Loaded<OriginConfig> load(String yaml, Map<String, String> environment) {
    return load(Optional.of(write(yaml)), environment);
  }

  private static Loaded<OriginConfig> load(Optional<Path> file, Map<String, String> environment) {
    return ConfigLoader.load(new ConfigSources(file, environment, List.of(), 3));
  }

  private Path write(String yaml) {
    try {
      return Files.writeString(folder.resolve("config.yaml"), yaml);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
