package io.avatarorigin.origin.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import io.avatarorigin.origin.OriginServer;
import io.avatarorigin.origin.TestedOrigin;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page at an assembled origin, in a browser that keeps its content security policy. */
@ExtendWith(Chromium.Extension.class)
@Timeout(120)
class PageIT {
  private static final String FIRST = "0bc83cb571cd1c50ba6f3e8a78ef1346";
  private static final String SECOND = "1bc83cb571cd1c50ba6f3e8a78ef1346";
  private static final String THIRD = "2bc83cb571cd1c50ba6f3e8a78ef1346";

  private final Chromium chromium;
  private final TestedOrigin tested;

  PageIT(Chromium chromium, @TempDir Path data) {
    this.chromium = chromium;
    tested = new TestedOrigin(data);
  }

  @Test
  void showsAFaceStepByStepAfterAPauseInTyping() {
    String address = "someone@example.net";
    try (OriginServer origin = tested.start();
        Visit visit = chromium.visit(origin).open(FIRST)) {
      visit.awaitFace(FIRST);
      tested.engine.stepping(3);

      visit.type(address);
      assertThat(visit.at("#hash-text")).hasText(hash("MD5", address));
      tested.engine.step();
      assertThat(visit.at("#caption")).hasText("Step 1 of 3");
      assertThat(visit.told()).hasText("Drawing.");
      assertThat(visit.at("#sketch")).isHidden();
      tested.engine.step();
      assertThat(visit.at("#caption")).hasText("Step 2 of 3");
      assertThat(visit.at("#sketch")).isVisible();
      tested.engine.step();
      assertThat(visit.at("#caption")).hasText("Step 3 of 3");
      Locator bar = visit.page().getByRole(AriaRole.PROGRESSBAR);
      assertThat(bar).hasAttribute("max", "3");
      assertThat(bar).hasJSProperty("value", 3);
      tested.engine.step();
      visit.awaitFace(hash("MD5", address));

      assertThat(visit.naturalWidth("#picture")).isEqualTo(256);
      assertThat(visit.page())
          .hasTitle("The face of " + hash("MD5", address).substring(0, 8) + " - avatar-origin");
      assertThat(visit.at("#sketch")).isHidden();
      assertThat(bar).isHidden();
      assertThat(visit.complaints()).isEmpty();
    }
  }

  @Test
  void hashesWithEitherAlgorithm() {
    String address = "ada@example.org";
    try (OriginServer origin = tested.start();
        Visit visit = chromium.visit(origin)) {
      visit.page().navigate("/");
      visit.awaitFace(hash("MD5", address));
      assertThat(visit.at("#hash-text")).hasText(hash("MD5", address));

      visit.page().getByLabel("SHA-256").check();

      visit.awaitFace(hash("SHA-256", address));
      assertThat(visit.at("#hash-text")).hasText(hash("SHA-256", address));
      assertThat(visit.page().url()).endsWith("#" + hash("SHA-256", address));
      visit.page().goBack();
      visit.awaitFace(hash("MD5", address));
      assertThat(visit.complaints()).isEmpty();
    }
  }

  @Test
  void namesTheDigitThatChoseEachWord() {
    try (OriginServer origin = tested.start();
        Visit visit = chromium.visit(origin).open(FIRST)) {
      visit.awaitFace(FIRST);
      List<Locator> chips = visit.at("#words li").all();
      assertThat(chips).isNotEmpty();
      for (Locator chip : chips) {
        int digit = Integer.parseInt(chip.getAttribute("data-digit"));
        String value = FIRST.substring(digit, digit + 1);
        assertThat(chip).containsText(", chosen by digit " + digit + ", which is " + value);
        chip.hover();
        assertThat(visit.at("#hash .pointed")).hasText(value);
        assertThat(visit.at("#hash .pointed")).hasAttribute("data-digit", "" + digit);
      }
    }
  }

  @Test
  void offersSizesAndLinesToCopyAndAsksNoOtherHost() {
    String pictures = "https://avatars.example/";
    try (OriginServer origin = tested.with("web.pictures-at", pictures).start();
        Visit visit = chromium.visit(origin).open(FIRST)) {
      visit.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
      visit.awaitFace(FIRST);
      assertThat(visit.at("#sizes img")).hasCount(4);

      visit.page().getByRole(AriaRole.COMBOBOX).selectOption("128");

      String address = visit.base() + "/avatar/" + FIRST + "@128.jpg";
      assertCopied(visit, "Copy the address", address);
      assertCopied(
          visit,
          "Copy the HTML",
          "<img src=\"" + address + "\" width=\"128\" height=\"128\" alt=\"Avatar\">");
      assertCopied(visit, "Copy the curl command", "curl -o " + FIRST + ".jpg " + address);
      assertCopied(visit, "Copy the S3 command", "curl -O " + pictures + FIRST + "@128.jpg");
      assertCopied(visit, "Copy the hash", FIRST);
      assertThat(visit.complaints()).isEmpty();
    }
  }

  private static void assertCopied(Visit visit, String button, String text) {
    visit.button(button).click();
    assertThat(visit.told()).hasText("Copied.");
    assertThat(visit.page().evaluate("navigator.clipboard.readText()")).isEqualTo(text);
  }

  @Test
  void keepsTheFacesOfThisBrowserAndForgetsThem() {
    try (OriginServer origin = tested.start();
        Visit visit = chromium.visit(origin).open(FIRST);
        Visit other = chromium.visit(origin)) {
      visit.awaitFace(FIRST);
      visit.open(SECOND).awaitFace(SECOND);
      visit.page().reload();
      visit.awaitFace(SECOND);
      assertThat(visit.at("#faces img")).hasCount(2);
      visit.at("#faces button").last().click();
      visit.awaitFace(FIRST);
      assertThat(tested.engine.begun()).isEqualTo(2);

      other.open(THIRD).awaitFace(THIRD);
      assertThat(other.at("#faces img")).hasCount(1);

      visit.button("Forget these").click();
      assertThat(visit.at("#recent")).isHidden();
      visit.page().reload();
      visit.awaitFace(FIRST);
      assertThat(visit.at("#faces img")).hasCount(1);
      assertThat(visit.complaints()).isEmpty();
    }
  }

  @Test
  void leavesAFaceInTheMiddleForAnother() {
    try (OriginServer origin = tested.with("engine.drawers", "2").start();
        Visit visit = chromium.visit(origin).open(FIRST)) {
      visit.awaitFace(FIRST);
      tested.engine.stepping(2);
      visit.open(SECOND);
      tested.engine.step();
      assertThat(visit.at("#caption")).hasText("Step 1 of 2");

      visit.open(FIRST).awaitFace(FIRST);

      tested.engine.release();
      visit.open(SECOND).awaitFace(SECOND);
      assertThat(visit.complaints()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "off    | Not drawn for you | drawn",
        "signed | Not drawn for you | sign",
      })
  void saysWhoMayHavePicturesDrawn(String access, String title, String words) {
    tested.with("web.access", access).with("web.signing-keys", "[a key of sixteen bytes]");
    try (OriginServer origin = tested.start();
        Visit visit = chromium.visit(origin).open(FIRST)) {
      visit.awaitNotice(title, words);
      assertThat(visit.at("#picture")).isHidden();
      assertThat(visit.complaints()).isEmpty();
    }
  }

  @Test
  void saysWhenABudgetIsSpentAndTriesAgainWhenAsked() {
    try (OriginServer origin = tested.with("web.budgets.client-per-day", "1").start();
        Visit visit = chromium.visit(origin).open(FIRST)) {
      visit.awaitFace(FIRST);
      visit.open(SECOND);
      visit.awaitNotice("Too many new pictures", "There is room again in 17 hours.");
      visit.button("Try again").click();
      visit.awaitNotice("Too many new pictures", "There is room again in 17 hours.");
      visit.open(FIRST).awaitFace(FIRST);
      assertThat(visit.at("#notice")).isHidden();
    }
  }

  @Test
  void waitsInTheQueueAndSaysWhenItIsFull() {
    tested.with("engine.drawers", "1").with("engine.queue", "1").engine.held();
    try (OriginServer origin = tested.start();
        Visit drawn = chromium.visit(origin).open(FIRST);
        Visit next = chromium.visit(origin);
        Visit last = chromium.visit(origin)) {
      assertThat(drawn.told()).not().isEmpty();
      drawn.page().waitForCondition(() -> tested.engine.begun() == 1);
      next.open(SECOND);
      assertThat(next.told()).hasText("Next to be drawn.");

      last.open(THIRD);
      assertThat(last.told())
          .containsText("Too many pictures are waiting to be drawn. Trying again in ");

      tested.engine.release();
      drawn.awaitFace(FIRST);
      next.awaitFace(SECOND);
    }
  }

  @Test
  void saysWhenItTriesADrawAgain() {
    tested.with("engine.attempts", "1").engine.failsNext();
    try (OriginServer origin = tested.start();
        Visit visit = chromium.visit(origin).open(FIRST)) {
      assertThat(visit.told()).containsText("Trying again in ");
    }
  }

  @Test
  void saysWhenTheOriginIsGone() {
    OriginServer origin = tested.start();
    try (Visit visit = chromium.visit(origin).open(FIRST)) {
      visit.awaitFace(FIRST);

      origin.close();

      visit.open(SECOND);
      visit.awaitNotice("Not reached", "could not reach its origin");
    }
  }

  /** Each kind of browser has words of its own for it; these are Safari's. */
  @Test
  void knowsThatTheOriginIsGoneWhateverTheBrowserSays() {
    try (OriginServer origin = tested.start();
        Visit visit = chromium.visit(origin)) {
      visit
          .page()
          .addInitScript("window.fetch = () => Promise.reject(new TypeError('Load failed'))");
      visit.open(FIRST);
      visit.awaitNotice("Not reached", "could not reach its origin");
    }
  }

  private static String hash(String algorithm, String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
