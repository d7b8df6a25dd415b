package io.avatarorigin.origin.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import io.avatarorigin.origin.OriginServer;
import io.avatarorigin.origin.clients.Installations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Debian's Chromium, one for all tests of a run, driven by Playwright, whose driver is npm's
 * playwright-core in Debian's node: neither a browser nor a node is downloaded.
 */
final class Chromium implements AutoCloseable {
  private static final String PROGRAM = "chromium";
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Playwright playwright;
  private final Browser browser;
  private final String axe;

  private Chromium(Playwright playwright, Browser browser, String axe) {
    this.playwright = playwright;
    this.browser = browser;
    this.axe = axe;
  }

  private static Chromium start() {
    Installations installations = new Installations();
    installations.require(PROGRAM);
    Path driver = installations.browserDriver();
    System.setProperty("playwright.cli.dir", driver.toString());
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE.toMillis());
    Browser browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions().setExecutablePath(Installations.program(PROGRAM)));
    try {
      String axe = Files.readString(driver.resolve("node_modules/axe-core/axe.min.js"));
      return new Chromium(playwright, browser, axe);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The source of axe-core, which judges how accessible a page is. */
  String axe() {
    return axe;
  }

  /** A browser profile of its own, at a page of this origin. */
  Visit visit(OriginServer origin) {
    return visit(origin, new Browser.NewContextOptions());
  }

  Visit visit(OriginServer origin, Browser.NewContextOptions options) {
    String base = "http://127.0.0.1:" + origin.webPort();
    return Visit.of(browser.newContext(options.setBaseURL(base)), base, PATIENCE);
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }

  /** Gives test classes the browser, or skips them where there can be none. */
  static final class Extension implements BeforeAllCallback, ParameterResolver {
    @Override
    public void beforeAll(ExtensionContext context) {
      shared(context);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == Chromium.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return shared(context);
    }

    private static Chromium shared(ExtensionContext context) {
      return context
          .getRoot()
          .getStore(ExtensionContext.Namespace.create(Chromium.class))
          .computeIfAbsent(Chromium.class, key -> start(), Chromium.class);
    }
  }
}
