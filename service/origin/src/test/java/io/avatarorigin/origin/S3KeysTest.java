package io.avatarorigin.origin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.avatarorigin.origin.config.BucketConfig;
import io.avatarorigin.origin.config.ConfigLoader;
import io.avatarorigin.origin.config.S3Config;
import io.avatarorigin.origin.s3.auth.CredentialListener;
import io.avatarorigin.origin.s3.auth.Grant;
import io.avatarorigin.origin.s3.auth.Rights;
import io.avatarorigin.settings.ConfigException;
import io.avatarorigin.settings.ConfigSources;
import io.avatarorigin.sigv4.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class S3KeysTest {
  @TempDir private Path folder;
  private MountedSecret mount;
  private final List<String> heard = new ArrayList<>();

  private final CredentialListener listener =
      new CredentialListener() {
        @Override
        public void credentialsTaken() {
          heard.add("taken");
        }

        @Override
        public void credentialsRefused() {
          heard.add("refused");
        }
      };

  @BeforeEach
  void mountASecret() throws IOException {
    mount = MountedSecret.at(folder);
    mount.swap(Map.of("keys.yaml", key("ONE", "first")));
  }

  private static String key(String id, String secret) {
    return "- {access-key-id: %s, secret-access-key: %s}\n".formatted(id, secret);
  }

  private S3Keys open(ConfigSources.Flag... more) {
    List<ConfigSources.Flag> flags = new ArrayList<>(List.of(more));
    flags.add(new ConfigSources.Flag("--set", "s3.credentials-from", folder.toString()));
    S3Config config =
        ConfigLoader.load(new ConfigSources(Optional.empty(), Map.of("HOME", "/nowhere"), flags, 2))
            .config()
            .s3();
    assertThat(config.buckets())
        .extracting(BucketConfig::access)
        .containsOnly(BucketConfig.Access.SIGNED);
    return S3Keys.open(config, listener);
  }

  private static ConfigSources.Flag credentials(String yaml) {
    return new ConfigSources.Flag("--set", "s3.credentials", yaml);
  }

  private static void lookTwice(S3Keys keys) {
    keys.refresh();
    keys.refresh();
  }

  private static Optional<Grant> full(String... secrets) {
    return Optional.of(new Grant(List.of(secrets).stream().map(Secret::of).toList(), Rights.FULL));
  }

  @Test
  void addsTheKeysOfFilesToThoseOfTheSettings() {
    S3Keys keys =
        open(
            credentials(
                "[{access-key-id: TWO, secret-access-key: second, buckets: [abc], prefix: p,"
                    + " reads: drawn}, {access-key-id: ONE, secret-access-key: zeroth}]"));

    assertThat(keys.source().grantOf("ONE")).isEqualTo(full("zeroth", "first"));
    assertThat(keys.source().grantOf("TWO"))
        .contains(
            new Grant(
                List.of(Secret.of("second")),
                new Rights(Optional.of(Set.of("abc")), "p", Rights.Reads.MADE)));
    assertThat(keys.source().grantOf("THREE")).isEmpty();
  }

  @Test
  void takesAChangeThatStaysTheSame() throws IOException {
    S3Keys keys = open();
    mount.swap(Map.of("keys.yaml", key("ONE", "first") + key("ONE", "next")));

    keys.refresh();
    assertThat(keys.source().grantOf("ONE")).isEqualTo(full("first"));
    keys.refresh();
    assertThat(keys.source().grantOf("ONE")).isEqualTo(full("first", "next"));
    assertThat(heard).containsExactly("taken");

    mount.swap(Map.of("other.yaml", key("TWO", "second")));
    lookTwice(keys);
    assertThat(keys.source().grantOf("ONE")).isEmpty();
    assertThat(keys.source().grantOf("TWO")).isEqualTo(full("second"));
  }

  @Test
  void takesNothingThatIsStillBeingWritten() throws IOException {
    S3Keys keys = open();
    mount.swap(Map.of("keys.yaml", ""));
    keys.refresh();
    mount.swap(Map.of("keys.yaml", key("TWO", "second")));
    keys.refresh();
    mount.swap(Map.of("keys.yaml", key("TWO", "second") + key("ONE", "first")));
    lookTwice(keys);

    assertThat(keys.source().grantOf("ONE")).isEqualTo(full("first"));
    assertThat(heard).containsExactly("taken");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "- {access-key-id: ONE", "ONE: first", "- {access-key-id: ONE, x: y}"})
  void keepsTheLastGoodKeysWhileTheFilesAreFaulty(String faulty) throws IOException {
    S3Keys keys = open();
    mount.swap(Map.of("keys.yaml", faulty));

    lookTwice(keys);
    lookTwice(keys);

    assertThat(keys.source().grantOf("ONE")).isEqualTo(full("first"));
    assertThat(heard).containsExactly("refused");

    mount.swap(Map.of("keys.yaml", key("ONE", "first")));
    lookTwice(keys);
    assertThat(heard).containsExactly("refused", "taken");
  }

  @Test
  void keepsTheLastGoodKeysWhileTheFolderIsGone() throws IOException {
    S3Keys keys = open();
    Path away = folder.resolveSibling(folder.getFileName() + "-away");
    Files.move(folder, away);

    lookTwice(keys);

    assertThat(keys.source().grantOf("ONE")).isEqualTo(full("first"));
    Files.move(away, folder);
    lookTwice(keys);
    assertThat(heard).containsExactly("refused", "taken");
  }

  @Test
  void letsNobodySignOnceAllFilesAreGone() throws IOException {
    S3Keys keys = open();
    mount.swap(Map.of());

    lookTwice(keys);

    assertThat(keys.source().grantOf("ONE")).isEmpty();
    assertThat(heard).containsExactly("taken");
  }

  @Test
  void isSilentWhileNothingChanges() throws IOException {
    S3Keys keys = open();
    lookTwice(keys);
    mount.swap(Map.of("keys.yaml", key("ONE", "first")));
    lookTwice(keys);

    assertThat(heard).isEmpty();
  }

  @Test
  void refusesToStartWithFaultyFiles() throws IOException {
    mount.swap(Map.of("keys.yaml", "- {access-key-id: ONE, secret-access-key: }"));

    assertThatThrownBy(this::open)
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("keys.yaml:1: [0].secret-access-key: is missing");
  }
}
