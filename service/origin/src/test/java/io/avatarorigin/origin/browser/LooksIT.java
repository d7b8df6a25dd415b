package io.avatarorigin.origin.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import io.avatarorigin.origin.OriginServer;
import io.avatarorigin.origin.TestedOrigin;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the page looks like; its pictures lie in {@code target/screenshots} to be looked at. */
@ExtendWith(Chromium.Extension.class)
@Timeout(120)
class LooksIT {
  private static final String HASH = "0bc83cb571cd1c50ba6f3e8a78ef1346";
  private static final Path SCREENSHOTS = Path.of("target/screenshots");

  @TempDir private static Path data;
  private static OriginServer origin;

  private final Chromium chromium;

  LooksIT(Chromium chromium) {
    this.chromium = chromium;
  }

  @BeforeAll
  static void start() {
    origin = new TestedOrigin(data).start();
  }

  @AfterAll
  static void stop() {
    origin.close();
  }

  @ParameterizedTest
  @CsvSource({
    "320, LIGHT",
    "320, DARK",
    "768, LIGHT",
    "768, DARK",
    "1280, LIGHT",
    "1280, DARK",
  })
  void fitsItsWindow(int width, ColorScheme theme) {
    Browser.NewContextOptions options =
        new Browser.NewContextOptions()
            .setViewportSize(width, 900)
            .setColorScheme(theme)
            .setReducedMotion(ReducedMotion.REDUCE);
    try (Visit visit = chromium.visit(origin, options).open(HASH)) {
      visit.awaitFace(HASH);
      visit.at("#faces img").scrollIntoViewIfNeeded(); // loaded when it is about to be seen
      visit.page().waitForCondition(() -> visit.naturalWidth("#faces img") > 0);
      visit
          .page()
          .screenshot(
              new Page.ScreenshotOptions().setFullPage(true).setPath(screenshot(width, theme)));

      assertThat(visit.page().evaluate("document.documentElement.scrollWidth")).isEqualTo(width);
      assertThat(visit.naturalWidth("#picture")).isPositive();
    }
  }

  private static Path screenshot(int width, ColorScheme theme) {
    return SCREENSHOTS.resolve(width + "-" + theme.name().toLowerCase(Locale.ROOT) + ".png");
  }

  @ParameterizedTest
  @CsvSource({"NO_PREFERENCE, 1", "REDUCE, 0"})
  void movesOnlyForThoseWhoLikeIt(ReducedMotion preference, int animations) {
    Browser.NewContextOptions options =
        new Browser.NewContextOptions().setReducedMotion(preference);
    try (Visit visit = chromium.visit(origin, options)) {
      visit
          .page()
          .addInitScript(
              "window.begun = 0; for (const kind of ['animationstart', 'transitionrun'])"
                  + " addEventListener(kind, () => begun++, true)");
      visit.open(HASH).awaitFace(HASH);
      // Two frames later whatever begins with the picture has begun.
      visit
          .page()
          .evaluate(
              "new Promise(seen => requestAnimationFrame(() => requestAnimationFrame(seen)))");

      assertThat(visit.page().evaluate("begun")).isEqualTo(animations);
    }
  }
}
