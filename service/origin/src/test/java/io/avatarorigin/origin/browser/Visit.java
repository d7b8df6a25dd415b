package io.avatarorigin.origin.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Somebody at the page, and whatever the browser complained of. */
record Visit(BrowserContext context, Page page, String base, List<String> complaints)
    implements AutoCloseable {
  static Visit of(BrowserContext context, String base, Duration patience) {
    context.setDefaultTimeout(patience.toMillis());
    Page page = context.newPage();
    List<String> complaints = new CopyOnWriteArrayList<>();
    page.onPageError(complaints::add);
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error") && !message.text().startsWith("Failed to load")) {
            complaints.add(message.text());
          }
        });
    page.onRequest(
        request -> {
          if (!request.url().startsWith(base) && !request.url().startsWith("blob:" + base)) {
            complaints.add("asks another host: " + request.url());
          }
        });
    return new Visit(context, page, base, complaints);
  }

  /** Opens the page, which asks for the picture of this hash. */
  Visit open(String hash) {
    page.navigate("/#" + hash);
    return this;
  }

  Locator at(String selector) {
    return page.locator(selector);
  }

  Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  /** Types as people do, without sending the form. */
  void type(String text) {
    Locator field = page.getByLabel("An e-mail address, or any text");
    field.fill("");
    field.pressSequentially(text);
  }

  /** What a screen reader is told of the picture. */
  Locator told() {
    return at("#status");
  }

  void awaitFace(String hash) {
    assertThat(told()).hasText("The face of " + hash.substring(0, 8) + " is shown.");
  }

  void awaitNotice(String title, String words) {
    assertThat(at("#notice-title")).hasText(title);
    assertThat(at("#notice-words")).containsText(words);
    assertThat(told()).containsText(title + ". ");
    assertThat(told()).containsText(words);
    assertThat(at("#progress")).isHidden();
  }

  /** The width of the picture's file. */
  int naturalWidth(String selector) {
    return (Integer) at(selector).evaluate("image => image.naturalWidth");
  }

  @Override
  public void close() {
    context.close();
  }
}
