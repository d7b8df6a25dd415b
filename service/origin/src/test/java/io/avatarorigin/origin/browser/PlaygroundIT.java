package io.avatarorigin.origin.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import io.avatarorigin.origin.OriginServer;
import io.avatarorigin.origin.TestedOrigin;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The vocabulary that visitors may change, at an assembled origin, in a browser. */
@ExtendWith(Chromium.Extension.class)
@Timeout(120)
class PlaygroundIT {
  private static final String HASH = "0bc83cb571cd1c50ba6f3e8a78ef1346";
  private static final String OTHER = "1bc83cb571cd1c50ba6f3e8a78ef1346";

  private final Chromium chromium;
  private final TestedOrigin tested;

  PlaygroundIT(Chromium chromium, @TempDir Path data) {
    this.chromium = chromium;
    tested = new TestedOrigin(data);
  }

  @Test
  void showsFaultsAtTheirLinesAndWhatChangesForTheHash() {
    try (OriginServer origin = tested.start();
        Visit visit = chromium.visit(origin).open(HASH)) {
      visit.awaitFace(HASH);
      Locator verdict = visit.at("#verdict");
      visit.at("#bench summary").click();
      assertThat(verdict).containsText("This is the vocabulary in use.");
      assertThat(visit.at("#new-prompt")).containsText("1guy");
      Locator yaml = visit.at("#yaml");
      String inUse = yaml.inputValue();

      yaml.fill(inUse.replace("1guy", "1robot"));
      assertThat(verdict).containsText("For this hash it changes the prompt.");
      assertThat(visit.at("#new-prompt ins")).containsText("1robot");
      assertThat(visit.at("#new-prompt del")).containsText("1guy");

      String faulty = inUse.replace("digit: 2\n", "digits: 2\n");
      int line = (int) faulty.substring(0, faulty.indexOf("digits: 2")).lines().count();
      yaml.fill(faulty);
      Locator fault = visit.at("#faults button").first();
      assertThat(fault).hasText("Line " + line);
      assertThat(visit.at("#numbers b").first()).hasText("" + line);
      assertThat(visit.at("#reading")).isHidden();
      fault.click();
      assertThat(yaml).isFocused();
      int caret = (Integer) yaml.evaluate("field => field.selectionStart");
      assertThat(faulty.substring(0, caret).lines().count()).isEqualTo(line);

      visit.button("Back to the one in use").click();
      assertThat(verdict).containsText("This is the vocabulary in use.");
      visit.open(OTHER).awaitFace(OTHER);
      assertThat(visit.at("#new-prompt")).containsText("1girl");
      assertThat(tested.engine.begun()).isEqualTo(2);
      assertThat(visit.complaints()).isEmpty();
    }
  }
}
