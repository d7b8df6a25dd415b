package io.avatarorigin.origin.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.avatarorigin.origin.store.Outcome;
import io.avatarorigin.origin.store.Patience;
import io.avatarorigin.origin.web.access.DrawBudget;
import io.avatarorigin.origin.web.access.SigningKey;
import io.avatarorigin.origin.web.access.UrlSigner;
import io.avatarorigin.origin.web.access.WebAccess;
import io.avatarorigin.origin.web.exchange.WebAnswer;
import io.avatarorigin.vocabulary.Hash;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a request gets when its picture is not there: cold, slow, refused, barred or misnamed. */
class SituationsTest {
  private static final String HASH = "0bc83cb571cd1c50ba6f3e8a78ef1346";
  private static final String OTHER = "1bc83cb571cd1c50ba6f3e8a78ef1346";
  private static final SigningKey KEY =
      SigningKey.of("a key that is long enough".getBytes(StandardCharsets.UTF_8));

  private RunningWeb web = RunningWeb.start(SettingsFixture.open());

  @AfterEach
  void stop() {
    web.close();
  }

  private void restart(SettingsFixture fixture) {
    web.close();
    web = RunningWeb.start(fixture);
  }

  private static String header(HttpResponse<byte[]> response, String name) {
    return response.headers().firstValue(name).orElse("absent");
  }

  /** Checks what every answer without a picture has in common. */
  private static JsonNode problem(HttpResponse<byte[]> response, int status) {
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(header(response, "Content-Type")).isEqualTo("application/problem+json");
    assertThat(header(response, "Cache-Control")).isEqualTo("no-store");
    assertThat(header(response, "X-Content-Type-Options")).isEqualTo("nosniff");
    try {
      JsonNode json = new ObjectMapper().readTree(response.body());
      assertThat(json.get("status").asInt()).isEqualTo(status);
      assertThat(json.get("title").asText()).isNotBlank();
      assertThat(json.get("detail").asText()).isNotBlank();
      return json;
    } catch (IOException e) {
      throw new AssertionError("not JSON", e);
    }
  }

  private static void substitute(HttpResponse<byte[]> response) {
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(header(response, "Content-Type")).isEqualTo("image/png");
    assertThat(header(response, "Cache-Control")).isEqualTo("no-store");
    assertThat(header(response, "X-Robots-Tag")).isEqualTo("noindex");
    assertThat(header(response, "Access-Control-Allow-Origin")).isEqualTo("*");
  }

  @Test
  void asksForNoLeaveAndNoBudgetForAPinnedPicture() {
    restart(SettingsFixture.open().access(new WebAccess.Off()).global(new DrawBudget(0, 0)));
    web.source.pinned.add(Hash.parse(HASH));

    assertThat(web.get("/avatar/" + HASH + "@64.png").statusCode()).isEqualTo(200);
    assertThat(web.heard()).isEqualTo(WebAnswer.HIT);
    web.source.found = key -> FakeSource.notYet();
    problem(web.get("/avatar/" + HASH + "@64.png"), 503);
    substitute(web.get("/avatar/" + HASH + "@64.png?d=mp"));
  }

  @Test
  void asksToComeBackWhereNoSubstituteCanBePainted() {
    web.stopPainting();

    HttpResponse<byte[]> response = web.get("/avatar/" + HASH + "?d=retro&f=y");

    problem(response, 503);
    assertThat(header(response, "Retry-After")).isEqualTo("1");
    assertThat(web.heard()).isEqualTo(WebAnswer.QUEUE_FULL);
  }

  @Test
  void drawsAColdKeyForWhoeverWaits() {
    HttpResponse<byte[]> response = web.get("/avatar/" + HASH + "@64.png");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(new String(response.body(), StandardCharsets.UTF_8)).isEqualTo(HASH + "@64.png");
    assertThat(web.heard()).isEqualTo(WebAnswer.DRAWN);
    assertThat(web.source.patience)
        .containsExactly(new Patience(Duration.ofSeconds(20), Patience.WhenAlone.CANCEL));
  }

  @Test
  void drawsForHeadAsForGet() {
    assertThat(web.head("/avatar/" + HASH).statusCode()).isEqualTo(200);
    assertThat(web.source.fetched).hasSize(1);
  }

  @Test
  void drawsNothingForWhatIsThere() {
    web.source.drawn.add(Hash.parse(HASH));

    web.get("/avatar/" + HASH);

    assertThat(web.source.fetched).isEmpty();
    assertThat(web.heard()).isEqualTo(WebAnswer.HIT);
  }

  @Test
  void asksToComeBackForAPictureThatTakesTooLong() {
    web.source.becomes(FakeSource.notYet());

    HttpResponse<byte[]> response = web.get("/avatar/" + HASH);

    problem(response, 503);
    assertThat(header(response, "Retry-After")).isEqualTo("7");
    assertThat(header(response, "Access-Control-Expose-Headers")).isEqualTo("Retry-After");
    assertThat(web.heard()).isEqualTo(WebAnswer.NOT_YET);
  }

  @Test
  void waitsOnlyShortlyWhereTheClientHasASubstituteAndLetsTheDrawGoOn() {
    web.source.becomes(FakeSource.notYet());

    substitute(web.get("/avatar/" + HASH + "?d=identicon"));

    assertThat(web.source.patience)
        .containsExactly(new Patience(Duration.ofSeconds(2), Patience.WhenAlone.DRAW));
    assertThat(web.heard()).isEqualTo(WebAnswer.SUBSTITUTE);
  }

  @Test
  void servesThePictureRatherThanTheSubstituteWhenItIsDrawnInTime() {
    assertThat(header(web.get("/avatar/" + HASH + "?d=identicon"), "Content-Type"))
        .isEqualTo("image/jpeg");
  }

  @Test
  void asksToComeBackWhenTheQueueIsFull() {
    web.source.becomes(new Outcome.QueueFull(Duration.ofMillis(2500)));

    HttpResponse<byte[]> response = web.get("/avatar/" + HASH);

    problem(response, 503);
    assertThat(header(response, "Retry-After")).isEqualTo("3");
    assertThat(web.heard()).isEqualTo(WebAnswer.QUEUE_FULL);
    substitute(web.get("/avatar/" + HASH + "?d=mp"));
  }

  @Test
  void hidesABarredHashEvenWhereItsPictureIsThere() {
    web.source.drawn.add(Hash.parse(HASH));
    web.source.barred.add(Hash.parse(HASH));

    problem(web.get("/avatar/" + HASH), 404);
    assertThat(web.heard()).isEqualTo(WebAnswer.BARRED);
    problem(web.get("/avatar/" + HASH + "?d=404"), 404);
    problem(web.get("/avatar/" + HASH + ".json"), 404);
    substitute(web.get("/avatar/" + HASH + "?d=mp"));
    assertThat(web.source.fetched).isEmpty();
  }

  @Test
  void hidesAHashThatIsBarredWhileItIsDrawn() {
    web.source.becomes(new Outcome.Barred());

    problem(web.get("/avatar/" + HASH), 404);
  }

  @Test
  void hasNoPictureWhereTheEngineRefuses() {
    web.source.becomes(new Outcome.Refused());

    problem(web.get("/avatar/" + HASH), 404);
    assertThat(web.heard()).isEqualTo(WebAnswer.REFUSED);
    problem(web.get("/avatar/" + HASH + "?d=404"), 404);
    substitute(web.get("/avatar/" + HASH + "?d=retro"));
  }

  static Stream<Outcome> outcomesWithoutPicture() {
    return Stream.of(
        FakeSource.notYet(),
        new Outcome.QueueFull(Duration.ofSeconds(1)),
        new Outcome.Barred(),
        new Outcome.Refused());
  }

  @ParameterizedTest
  @MethodSource("outcomesWithoutPicture")
  void answers404ToThoseWhoAskFor404(Outcome outcome) {
    web.source.becomes(outcome);

    problem(web.get("/avatar/" + HASH + "?d=404"), 404);
  }

  @Test
  void redirectsToAllowedUrlsOnly() {
    web.source.becomes(FakeSource.notYet());

    HttpResponse<byte[]> allowed =
        web.get("/avatar/" + HASH + "?d=https%3A%2F%2Fpictures.example%2Fdefaults%2Fme.png");

    assertThat(allowed.statusCode()).isEqualTo(302);
    assertThat(header(allowed, "Location")).isEqualTo("https://pictures.example/defaults/me.png");
    assertThat(header(allowed, "Cache-Control")).isEqualTo("no-store");
    assertThat(web.heard()).isEqualTo(WebAnswer.REDIRECT);
    problem(web.get("/avatar/" + HASH + "?d=https%3A%2F%2Felsewhere.example%2Fme.png"), 503);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/avatar/nobody",
        "/avatar/" + HASH + "@0",
        "/avatar/" + HASH + "@4096.png",
        "/avatar/" + HASH + ".gif",
        "/avatar/" + HASH + "/more",
        "/avatar/",
        "/avatar"
      })
  void drawsNothingForWhatIsNoKey(String path) {
    problem(web.get(path), 404);
    assertThat(web.heard()).isEqualTo(WebAnswer.BAD_KEY);
    problem(web.get(path + "?d=404"), 404);
    assertThat(web.source.fetched).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/avatar/nobody?d=mp", "/avatar/?d=mp", "/avatar?default=mm"})
  void showsTheSubstituteForWhatIsNoKey(String path) {
    substitute(web.get(path));
    assertThat(web.source.fetched).isEmpty();
  }

  @Test
  void limitsTheDrawsOfOneClientAndNotItsHits() {
    restart(SettingsFixture.open().perClient(new DrawBudget(1, 100)));
    web.source.drawn.add(Hash.parse(OTHER));

    assertThat(web.get("/avatar/" + HASH).statusCode()).isEqualTo(200);
    HttpResponse<byte[]> spent = web.get("/avatar/" + HASH);

    problem(spent, 429);
    assertThat(header(spent, "Retry-After")).isEqualTo("50");
    assertThat(web.get("/avatar/" + OTHER).statusCode()).isEqualTo(200);
    substitute(web.get("/avatar/" + HASH + "?d=wavatar"));
    problem(web.get("/avatar/" + HASH + "?d=404"), 404);
    assertThat(web.source.fetched).hasSize(1);
    assertThat(Stream.generate(web::heard).limit(3))
        .containsExactly(WebAnswer.DRAWN, WebAnswer.OVER_BUDGET, WebAnswer.HIT);
  }

  @Test
  void limitsTheDrawsOfAllTogether() {
    restart(SettingsFixture.open().global(new DrawBudget(1, 100)));

    assertThat(web.get("/avatar/" + HASH).statusCode()).isEqualTo(200);
    problem(web.get("/avatar/" + HASH), 429);

    web.now = RunningWeb.NOW.plusSeconds(50);
    assertThat(web.get("/avatar/" + HASH).statusCode()).isEqualTo(200);
  }

  @Test
  void joinsARunningDrawAtNoCost() {
    restart(SettingsFixture.open().perClient(new DrawBudget(0, 0)));
    web.source.beingDrawn.add(Hash.parse(HASH));

    assertThat(web.get("/avatar/" + HASH).statusCode()).isEqualTo(200);
    problem(web.get("/avatar/" + OTHER), 429);
  }

  @Test
  void chargesNothingWhereNothingIsDrawn() {
    restart(SettingsFixture.open().perClient(new DrawBudget(1, 1)));
    web.source.becomes(new Outcome.QueueFull(Duration.ofSeconds(1)));
    problem(web.get("/avatar/" + HASH), 503);
    web.source.becomes(FakeSource.notYet());
    problem(web.get("/avatar/" + HASH), 503);

    web.source.outcome =
        key -> {
          web.source.beingDrawn.add(key.hash());
          return FakeSource.notYet();
        };
    problem(web.get("/avatar/" + HASH), 503);

    problem(web.get("/avatar/" + OTHER), 429);
  }

  @Test
  void drawsForSignedUrlsOnlyButServesWhatIsDrawnToEverybody() {
    UrlSigner signer = UrlSigner.of(List.of(KEY));
    restart(SettingsFixture.open().access(new WebAccess.Signed(signer)));
    web.source.drawn.add(Hash.parse(OTHER));
    Instant later = RunningWeb.NOW.plusSeconds(60);

    problem(web.get("/avatar/" + HASH), 403);
    assertThat(web.heard()).isEqualTo(WebAnswer.FORBIDDEN);
    problem(web.get(signer.sign("/avatar/" + HASH, later) + "x"), 403);
    problem(web.get(signer.sign("/avatar/" + HASH, RunningWeb.NOW)), 403);
    problem(web.get("/avatar/" + HASH + "?d=404"), 404);
    substitute(web.get("/avatar/" + HASH + "?d=mp"));
    assertThat(web.source.fetched).isEmpty();
    assertThat(web.get("/avatar/" + OTHER).statusCode()).isEqualTo(200);
    assertThat(web.get(signer.sign("/avatar/" + HASH, later)).statusCode()).isEqualTo(200);
    String busy = signer.sign("/avatar/" + HASH + "%4064.png?d=https%3A%2F%2Fa.b%2F&s=+1", later);
    assertThat(web.get(busy).statusCode()).isEqualTo(200);
  }

  @Test
  void asksToComeBackWhileNobodyKnowsWhetherAnotherOriginHasDrawnIt() {
    restart(SettingsFixture.open().access(new WebAccess.Off()));
    web.source.undecided.add(Hash.parse(HASH));

    problem(web.get("/avatar/" + HASH), 503);
    problem(web.get("/avatar/" + OTHER), 403);
    assertThat(web.source.fetched).isEmpty();
  }

  @Test
  void drawsNothingFromTheWebWhenThatIsOff() {
    restart(SettingsFixture.open().access(new WebAccess.Off()));
    web.source.drawn.add(Hash.parse(OTHER));

    problem(web.get("/avatar/" + HASH), 403);
    substitute(web.get("/avatar/" + HASH + "?d=blank"));
    assertThat(web.get("/avatar/" + OTHER).statusCode()).isEqualTo(200);
    assertThat(web.source.fetched).isEmpty();
  }

  @Test
  void drawsListedHashesOnlyWhereThereIsAList() {
    restart(SettingsFixture.open().allowedHashes(Set.of(Hash.parse(HASH))));

    assertThat(web.get("/avatar/" + HASH).statusCode()).isEqualTo(200);
    problem(web.get("/avatar/" + OTHER), 403);
  }

  @Test
  void admitsAFaultWithoutItsDetails() {
    web.source.outcome =
        key -> {
          throw new IllegalStateException("the secret cause");
        };

    HttpResponse<byte[]> response = web.get("/avatar/" + HASH);

    assertThat(problem(response, 500).toString()).doesNotContain("secret");
    assertThat(web.heard()).isEqualTo(WebAnswer.FAILED);
  }
}
