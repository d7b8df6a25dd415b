package io.avatarorigin.origin;

import static org.assertj.core.api.Assertions.assertThat;

import io.avatarorigin.origin.s3.RawClient;
import io.avatarorigin.origin.web.access.SigningKey;
import io.avatarorigin.origin.web.access.UrlSigner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may have pictures drawn at the web socket of an assembled origin, by its settings. */
@Timeout(60)
class WebAccessTest {
  private static final String FIRST = "0bc83cb571cd1c50ba6f3e8a78ef1346";
  private static final String SECOND = "1bc83cb571cd1c50ba6f3e8a78ef1346";
  private static final String THIRD = "2bc83cb571cd1c50ba6f3e8a78ef1346";

  @TempDir private Path data;

  private static RawClient.Reply ask(RawClient web, String path, String... headers)
      throws IOException {
    return web.ask("GET /avatar/" + path + " HTTP/1.1", headers);
  }

  private static int asked(RawClient web, String path, String... headers) throws IOException {
    return ask(web, path, headers).status();
  }

  /** Ada asks twice, then Bob; it is ten seconds past a minute, and some hours before midnight. */
  @ParameterizedTest
  @CsvSource({
    "client-per-minute, 50, 200",
    "client-per-day, 60710, 200",
    "total-per-minute, 50, 429",
    "total-per-day, 60710, 429"
  })
  void countsDrawsByEachBudget(String budget, String retryAfter, int another) throws IOException {
    TestedOrigin tested =
        new TestedOrigin(data).with("web.trusted-proxies", "1").with("web.budgets." + budget, "1");
    try (OriginServer origin = tested.start();
        RawClient web = new RawClient(origin.webPort())) {
      String ada = "X-Forwarded-For: 192.0.2.1";
      String bob = "X-Forwarded-For: 192.0.2.2";

      assertThat(asked(web, FIRST, ada)).isEqualTo(200);
      RawClient.Reply refused = ask(web, SECOND, ada);
      assertThat(refused.status()).isEqualTo(429);
      assertThat(refused.header("Retry-After")).hasValue(retryAfter);
      assertThat(asked(web, FIRST, ada)).isEqualTo(200);
      assertThat(asked(web, THIRD, bob)).isEqualTo(another);
      assertThat(asked(web, FIRST, bob)).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | 192.0.2.1                | 192.0.2.2                | 429",
        "1 | 192.0.2.1                | 192.0.2.2                | 200",
        "1 | 198.51.100.7, 192.0.2.1  | 198.51.100.8, 192.0.2.1  | 429",
        "2 | 192.0.2.1, 198.51.100.7  | 192.0.2.2, 198.51.100.7  | 200",
        "2 | 192.0.2.1, 198.51.100.7  | 192.0.2.1, 198.51.100.8  | 429",
        "1 | 2001:db8::1              | 2001:db8::ffff           | 429",
        "1 | 2001:db8::1              | 2001:db8:0:1::1          | 200"
      })
  void tellsClientsBehindTheProxiesThatItIsToldOf(
      String proxies, String one, String other, int status) throws IOException {
    TestedOrigin tested =
        new TestedOrigin(data)
            .with("web.trusted-proxies", proxies)
            .with("web.budgets.client-per-minute", "1");
    try (OriginServer origin = tested.start();
        RawClient web = new RawClient(origin.webPort())) {
      assertThat(asked(web, FIRST, "X-Forwarded-For: " + one)).isEqualTo(200);
      assertThat(asked(web, SECOND, "X-Forwarded-For: " + other)).isEqualTo(status);
    }
  }

  @Test
  void drawsTheHashesOfTheFileAloneAsItWasAtTheStart() throws IOException {
    Path list = Files.writeString(data.resolve("allowed"), "# friends\n\n " + FIRST + " \n");
    try (OriginServer origin =
            new TestedOrigin(data).with("web.allow-list", list.toString()).start();
        RawClient web = new RawClient(origin.webPort())) {
      Files.writeString(list, SECOND);

      assertThat(asked(web, FIRST)).isEqualTo(200);
      assertThat(asked(web, SECOND)).isEqualTo(403);
    }
  }

  @Test
  void drawsForLinksThatEitherKeyHasSigned() throws IOException {
    String newKey = "the newer of both keys";
    String oldKey = "the older of both keys";
    TestedOrigin tested =
        new TestedOrigin(data)
            .with("web.access", "signed")
            .with("web.signing-keys", "[" + newKey + ", " + oldKey + "]");
    try (OriginServer origin = tested.start();
        RawClient web = new RawClient(origin.webPort())) {
      assertThat(asked(web, FIRST)).isEqualTo(403);
      assertThat(asked(web, signed(FIRST, "a key of somebody else"))).isEqualTo(403);
      assertThat(asked(web, signed(FIRST, newKey))).isEqualTo(200);
      assertThat(asked(web, signed(SECOND, oldKey))).isEqualTo(200);
      assertThat(asked(web, FIRST)).isEqualTo(200);
    }
  }

  /** What follows {@code /avatar/} in a link that is good for a minute. */
  private static String signed(String hash, String key) {
    return UrlSigner.of(List.of(SigningKey.of(key.getBytes(StandardCharsets.UTF_8))))
        .sign("/avatar/" + hash, TestedOrigin.NOW.plusSeconds(60))
        .substring("/avatar/".length());
  }
}
