package io.avatarorigin.origin.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import io.avatarorigin.origin.OriginServer;
import io.avatarorigin.origin.TestedOrigin;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whether people who see little, or use no pointer, can use the page. */
@ExtendWith(Chromium.Extension.class)
@Timeout(120)
class AccessibilityIT {
  private static final String FIRST = "0bc83cb571cd1c50ba6f3e8a78ef1346";
  private static final String SECOND = "1bc83cb571cd1c50ba6f3e8a78ef1346";
  private static final String THIRD = "2bc83cb571cd1c50ba6f3e8a78ef1346";

  private final Chromium chromium;
  private final TestedOrigin tested;

  AccessibilityIT(Chromium chromium, @TempDir Path data) {
    this.chromium = chromium;
    tested = new TestedOrigin(data);
  }

  @ParameterizedTest
  @EnumSource(names = {"LIGHT", "DARK"})
  void hasNoSeriousFaultInAnyState(ColorScheme theme) {
    Browser.NewContextOptions options =
        new Browser.NewContextOptions()
            .setColorScheme(theme)
            .setReducedMotion(ReducedMotion.REDUCE);
    try (OriginServer origin = tested.with("web.budgets.total-per-day", "2").start();
        Visit visit = chromium.visit(origin, options).open(FIRST)) {
      visit.awaitFace(FIRST);
      visit.at("#facts summary").click();
      visit.at("#bench summary").click();
      assertThat(visit.at("#verdict")).containsText("This is the vocabulary in use.");
      assertThat(seriousFaults(visit.page())).as("a face").isEmpty();

      tested.engine.stepping(2);
      visit.open(SECOND);
      tested.engine.step();
      tested.engine.step();
      assertThat(visit.at("#caption")).hasText("Step 2 of 2");
      assertThat(seriousFaults(visit.page())).as("drawing").isEmpty();
      tested.engine.release();
      visit.awaitFace(SECOND);

      visit.open(THIRD);
      visit.awaitNotice("Too many new pictures", "room again");
      assertThat(seriousFaults(visit.page())).as("refused").isEmpty();
    }
  }

  /** What axe finds; run by the browser's tools, so that the page's policy stays as it is. */
  private List<String> seriousFaults(Page page) {
    page.evaluate(chromium.axe());
    List<?> found =
        (List<?>)
            page.evaluate(
                "axe.run().then(result => result.violations"
                    + ".filter(fault => ['serious', 'critical'].includes(fault.impact))"
                    + ".flatMap(fault => fault.nodes.map(node =>"
                    + " `${fault.id}: ${node.html} ${node.failureSummary}`)))");
    return found.stream().map(String::valueOf).toList();
  }

  /** Down the page, and from left to right within what stands side by side. */
  @Test
  void takesTheKeyboardWhereTheEyeGoesAndShowsWhereItIs() {
    Browser.NewContextOptions options = new Browser.NewContextOptions().setViewportSize(320, 900);
    try (OriginServer origin = tested.start();
        Visit visit = chromium.visit(origin, options).open(FIRST)) {
      visit.awaitFace(FIRST);
      List<Map<?, ?>> stops = new ArrayList<>();
      Map<?, ?> stop = next(visit.page());
      while (!"BODY".equals(stop.get("name"))) {
        stops.add(stop);
        stop = next(visit.page());
      }

      assertThat(stops).hasSizeGreaterThan(15);
      assertThat(stops).allSatisfy(each -> assertThat(each.get("outlined")).isEqualTo(true));
      for (int i = 1; i < stops.size(); i++) {
        assertThat(follows(stops.get(i - 1), stops.get(i)))
            .as("%s then %s", stops.get(i - 1), stops.get(i))
            .isTrue();
      }
    }
  }

  private static boolean follows(Map<?, ?> first, Map<?, ?> second) {
    return number(second, "top") >= number(first, "bottom") - 1
        || number(second, "left") >= number(first, "right") - 1;
  }

  private static double number(Map<?, ?> stop, String name) {
    return ((Number) requireNonNull(stop.get(name))).doubleValue();
  }

  private static Map<?, ?> next(Page page) {
    page.keyboard().press("Tab");
    return (Map<?, ?>)
        page.evaluate(
            """
            () => {
              const at = document.activeElement;
              const seen = at.type === "radio" ? at.nextElementSibling : at;
              const box = seen.getBoundingClientRect();
              return {
                name: at.tagName,
                id: at.id || at.textContent,
                top: box.top + scrollY,
                bottom: box.bottom + scrollY,
                left: box.left,
                right: box.right,
                outlined: parseFloat(getComputedStyle(seen).outlineWidth) >= 2
                  && getComputedStyle(seen).outlineStyle !== "none",
              };
            }
            """);
  }
}
