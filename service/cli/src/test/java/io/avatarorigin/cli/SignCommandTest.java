package io.avatarorigin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.avatarorigin.origin.web.access.SigningKey;
import io.avatarorigin.origin.web.access.UrlSigner;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignCommandTest {
  private static final String NEW = "the hidden key that is new";
  private static final String OLD = "the hidden key that is old";
  private static final String HASH = "d41d8cd98f00b204e9800998ecf8427e";
  private static final Pattern EXPIRY = Pattern.compile("[?&]exp=([0-9]+)&sig=");

  @TempDir Path folder;

  /** Runs the command with two keys, of which the new one comes first. */
  private CommandRun sign(String... arguments) {
    Map<String, String> variables = Map.of("AVATAR_ORIGIN_WEB_SIGNING_KEYS", NEW + "," + OLD);
    return CommandRun.of(
        folder,
        variables,
        Stream.concat(Stream.of("sign"), Stream.of(arguments)).toArray(String[]::new));
  }

  private static Instant expiry(String link) {
    Matcher matcher = EXPIRY.matcher(link);
    assertThat(matcher.find()).as(link).isTrue();
    return Instant.ofEpochSecond(Long.parseLong(matcher.group(1)));
  }

  /** The link that the new key makes for this path, good for as long as the given one. */
  private static String signed(String path, String link) {
    return UrlSigner.of(List.of(SigningKey.of(NEW.getBytes(StandardCharsets.UTF_8))))
        .sign(path, expiry(link));
  }

  @Test
  void signsPathsHashesAndTextsWithTheFirstKeyOneALine() {
    CommandRun run =
        sign("/avatar/" + HASH + "@64.png?d=mp", HASH.toUpperCase(Locale.ROOT), " Ada@Example.org");

    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).isEmpty();
    List<String> links = run.out().lines().toList();
    assertThat(links)
        .containsExactly(
            signed("/avatar/" + HASH + "@64.png?d=mp", links.getFirst()),
            signed("/avatar/" + HASH, links.getFirst()),
            signed("/avatar/5bfcf2d8e394674550332640d72db509", links.getFirst()));
  }

  @Test
  void hashesTextsBySha256WhereAsked() {
    assertThat(sign("--sha256", "ada@example.org").out())
        .startsWith(
            "/avatar/cfe00dde46ef942601ffafb9e2825e802858b460e586b8305b344c1eb826357d?exp=");
  }

  @ParameterizedTest
  @CsvSource({"'',3600", "--expires=10m,600", "--expires=7d,604800", "--expires=PT1S,1"})
  void setsTheTimeFromWhichOnTheLinkIsNoLongerGood(String flag, long seconds) {
    Instant before = Instant.now().minusSeconds(1);

    CommandRun run = flag.isEmpty() ? sign(HASH) : sign(flag, HASH);

    Duration life = Duration.ofSeconds(seconds);
    assertThat(expiry(run.out())).isBetween(before.plus(life), Instant.now().plus(life));
  }

  @ParameterizedTest
  @CsvSource({
    "https://avatars.example, https://avatars.example",
    "http://127.0.0.1:8080/, http://127.0.0.1:8080",
    "https://example.org/faces/, https://example.org/faces"
  })
  void putsTheBaseBeforeThePathAndDoesNotSignIt(String base, String expected) {
    String link = sign("--base", base, HASH).out().strip();

    assertThat(link).isEqualTo(expected + signed("/avatar/" + HASH, link));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--base avatars.example " + HASH,
        "--base ftp://avatars.example " + HASH,
        "--base https://avatars.example/?a=b " + HASH,
        "--base https://avatars.example/#a " + HASH,
        "--base https://ada@avatars.example " + HASH,
        "--expires 0s " + HASH,
        "--expires soon " + HASH,
        "--expires 11y " + HASH,
        HASH + " /",
        HASH + " /avatars/" + HASH,
        HASH + " //avatars.example/avatar/" + HASH,
        HASH + " /avatar/" + HASH + "#face",
        HASH + " /avatar/" + HASH + "?d=%zz",
        HASH + " /avatar/" + HASH + "?name=\u00e9",
        HASH + " /avatar/" + HASH + "?exp=1",
        HASH + " /avatar/" + HASH + "?s=1&sig=x"
      })
  void refusesInOneLineWhatMakesNoLinkThatWorks(String line) {
    CommandRun run = sign(line.split(" "));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.err()).doesNotContain("hidden");
  }

  @Test
  void takesTheKeysOfTheServersSettings() throws Exception {
    Path config =
        Files.writeString(
            folder.resolve("origin.yaml"), "web: {access: signed, signing-keys: [" + NEW + "]}");

    String link = CommandRun.of(folder, "sign", "--config", config.toString(), HASH).out().strip();

    assertThat(link).isEqualTo(signed("/avatar/" + HASH, link));
  }

  @Test
  void saysWhereAKeyIsMissing() {
    CommandRun run = CommandRun.of(folder, "sign", HASH);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("web.signing-keys").hasLineCount(1);
  }
}
