package io.siteswap.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** All pages of ours, as people with any screen, eyes and hands need them. */
public final class OurPages {
  /** As the application maps them; that none is missing is seen by {@code OurPagesTest}. */
  public static final Set<String> PATTERNS =
      Set.of(
          "/",
          "/runs",
          "/runs/{id}",
          "/runs/{id}/evidence",
          "/clusters/{name}",
          "/clusters/{name}/xray",
          "/notices",
          "/people",
          "/tasks/{id}",
          "/sign-in",
          "/error",
          "/api/evidence/verifier");

  /** What is shown to strangers, or is taken along, says nobody's name. */
  private static final Set<String> NAMELESS = Set.of("/sign-in", "/api/evidence/verifier");

  /** Of runbooks, outcomes, tasks and states; people know them by their names. */
  private static final Pattern IDS =
      Pattern.compile(
          "\\b(fail-over-site|fail-back-site|recover-lost-site|deploy-stretch-cluster"
              + "|site(FailedOver|FailedBack|Recovered)|approvePlan|attestSiteDown"
              + "|preparing_for_maintenance|non_(operational|responsive))\\b");

  private static final Pattern WITHOUT_ZONE = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d");

  private static final int TELEPHONE = 420;
  private static final List<Integer> WIDTHS = List.of(1400, TELEPHONE);

  private final Page page;
  private final List<String> errors = new ArrayList<>();

  OurPages(Page page) {
    this.page = page;
  }

  /**
   * Looks at them one after the other.
   *
   * @param addresses by pattern, those at which something is to be seen
   */
  void areGoodForEverybody(Map<String, List<String>> addresses) {
    assertThat(addresses).containsOnlyKeys(PATTERNS);
    page.onConsoleMessage(this::hear);
    page.onPageError(errors::add);
    addresses.forEach(
        (pattern, all) ->
            all.forEach(address -> isGoodForEverybody(address, NAMELESS.contains(pattern))));
    page.offConsoleMessage(this::hear);
    assertThat(errors).isEmpty();
  }

  /**
   * That the page itself is an error page is no error, nor what axe may not do there as it looks.
   */
  private void hear(ConsoleMessage message) {
    boolean isOfThePage = message.location().startsWith(page.url());
    // Chromium tells of it when axe has long gone on; a script of ours would have an address.
    boolean isOfAxe =
        message.location().startsWith(":") && message.text().startsWith("Applying inline style");
    if (message.type().equals("error") && !isOfThePage && !isOfAxe) {
      errors.add("%s, at %s: %s".formatted(page.url(), message.location(), message.text()));
    }
  }

  void isGoodForEverybody(String address) {
    isGoodForEverybody(address, false);
  }

  /** Names instead of ids, and times of which is said in which zone they are. */
  private void speaksTheWordsOfPeople(String address) {
    assertThat(page.locator("time[datetime*=T]:not(:has(.offset))")).hasCount(0);
    assertThat(page.locator("body").innerText())
        .as(address)
        .doesNotContainPattern(IDS)
        .doesNotContainPattern(WITHOUT_ZONE);
  }

  private void isGoodForEverybody(String address, boolean nameless) {
    page.navigate(address);
    assertThat(page.locator("h1").all()).as(address).isNotEmpty();
    if (!nameless) {
      assertThat(page.locator(".visitor button")).hasText("Sign out");
    }
    speaksTheWordsOfPeople(address);
    // Else a telephone shows it as small as a table, whatever its width is here.
    assertThat(page.locator("meta[name=viewport][content*='width=device-width']")).hasCount(1);
    for (int width : WIDTHS) {
      page.setViewportSize(width, 1000);
      for (ColorScheme colours : List.of(ColorScheme.DARK, ColorScheme.LIGHT)) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(colours));
        Axe.findsNothingSerious(page, "%s at %d in %s".formatted(address, width, colours));
      }
      assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
          .as("%s at %d", address, width)
          .isLessThanOrEqualTo(width);
    }
  }
}
