package io.siteswap.it;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Chromium, a window for each person, and the pictures taken on the way. */
public final class Browser implements AutoCloseable {
  public static final String NOT_THERE =
      "there is no Chromium. On Debian, .ci/run or 'apt-get install chromium' gets it;"
          + " elsewhere set CHROMIUM to the path of one";

  // As Debian, Ubuntu and Fedora call it; CHROMIUM names another.
  private static final List<String> EXECUTABLES =
      List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");
  private static final Path PICTURES = Path.of("target", "screenshots");
  private static final List<String> FLAGS =
      List.of(
          "--headless",
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");
  private static final double PATIENCE_MILLIS = 60_000;

  private final Playwright playwright;
  private final com.microsoft.playwright.Browser chromium;

  private Browser(Playwright playwright, Path executable) {
    this.playwright = playwright;
    this.chromium =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(executable)
                    .setArgs(FLAGS)
                    .setTimeout(PATIENCE_MILLIS));
  }

  public static Browser open() {
    return new Browser(
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"))),
        executable().orElseThrow());
  }

  public static boolean isThere() {
    return executable().isPresent();
  }

  private static Optional<Path> executable() {
    return Stream.concat(Stream.ofNullable(System.getenv("CHROMIUM")), EXECUTABLES.stream())
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** A window of somebody who is not signed in anywhere. */
  public Page window(URI url) {
    BrowserContext context =
        chromium.newContext(
            new com.microsoft.playwright.Browser.NewContextOptions()
                .setBaseURL(url.toString())
                .setLocale("en-GB")
                .setViewportSize(1500, 1000));
    context.setDefaultTimeout(PATIENCE_MILLIS);
    return context.newPage();
  }

  /** A window of somebody who has signed in there. */
  public Page signedIn(URI url, String user, String password, String address) {
    Page page = window(url);
    page.navigate(address);
    page.getByLabel("Name").fill(user);
    page.getByLabel("Password").fill(password);
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in")).click();
    page.waitForURL(here -> here.contains(address));
    return page;
  }

  public static void picture(Page page, String name) {
    page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")));
  }

  public static void wholePicture(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")).setFullPage(true));
  }

  @Override
  public void close() {
    chromium.close();
    playwright.close();
  }
}
