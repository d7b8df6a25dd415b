package io.avatarorigin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.avatarorigin.origin.config.ConfigLoader;
import io.avatarorigin.origin.config.CredentialsFile;
import io.avatarorigin.origin.config.OriginConfig;
import io.avatarorigin.origin.config.S3Credential;
import io.avatarorigin.settings.ConfigSources;
import io.avatarorigin.settings.Secret;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WelcomeTest {
  private static final S3Credential CREDENTIAL = new S3Credential("AO1", Secret.of("s3cret"));

  @Test
  void tellsNewCredentialsAndHowToUseThem() {
    Welcome welcome = new Welcome(config(), 9000, 8080, kept(true));

    assertThat(welcome.lines())
        .containsExactly(
            "page     http://127.0.0.1:8080/",
            "S3       http://127.0.0.1:9000  avatars (signed), region us-east-1",
            "keys     AO1 / s3cret, kept in /d/credentials",
            "fetch    AWS_SHARED_CREDENTIALS_FILE='/d/credentials' aws --endpoint-url"
                + " http://127.0.0.1:9000 --region us-east-1 s3 cp"
                + " s3://avatars/5bfcf2d8e394674550332640d72db509.png avatar.png");
  }

  @Test
  void doesNotRepeatTheSecretAtLaterStarts() {
    assertThat(new Welcome(config(), 9000, 8080, kept(false)).lines())
        .contains("keys     AO1, its secret is in /d/credentials")
        .noneMatch(line -> line.contains("s3cret"));
  }

  @Test
  void fetchesFromAPublicBucketWithoutCredentials() {
    OriginConfig config =
        config(
            "--set",
            "s3.buckets",
            "[{name: faces, access: public}]",
            "--set",
            "s3.host",
            "::",
            "--set",
            "web.access",
            "off");

    assertThat(new Welcome(config, 1, 2, Optional.empty()).lines())
        .containsExactly(
            "page     http://127.0.0.1:2/  (web.access is off: shows drawn pictures only)",
            "S3       http://localhost:1  faces (public), region us-east-1",
            "fetch    curl -o avatar.png"
                + " http://localhost:1/faces/5bfcf2d8e394674550332640d72db509.png");
  }

  @Test
  void namesNoKeyThatMayChange() {
    OriginConfig config =
        config(
            "--set",
            "s3.credentials-from",
            "/keys",
            "--set",
            "s3.buckets",
            "[{name: faces, access: public-drawn}]");

    assertThat(new Welcome(config, 1, 2, Optional.empty()).lines())
        .contains("S3       http://127.0.0.1:1  faces (public-drawn), region us-east-1")
        .last()
        .asString()
        .startsWith("fetch    AWS_ACCESS_KEY_ID=... AWS_SECRET_ACCESS_KEY=... aws ");
  }

  private static Optional<CredentialsFile.Kept> kept(boolean isNew) {
    return Optional.of(new CredentialsFile.Kept(CREDENTIAL, Path.of("/d/credentials"), isNew));
  }

  private static OriginConfig config(String... flags) {
    List<ConfigSources.Flag> all = new java.util.ArrayList<>();
    for (int i = 0; i < flags.length; i += 3) {
      all.add(new ConfigSources.Flag(flags[i], flags[i + 1], flags[i + 2]));
    }
    return ConfigLoader.load(new ConfigSources(Optional.empty(), Map.of(), all, 2)).config();
  }
}
