package io.siteswap.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The first run of the README, from the approval of its ticket to its end, on embedded defaults.
 */
@EnabledIf(value = "io.siteswap.it.Browser#isThere", disabledReason = Browser.NOT_THERE)
class DeskIT {
  private static final String TICKET = "#CHG0001234";
  private static final int NARROW = 420;

  @RegisterExtension static final Processes processes = new Processes();

  @Test
  void anApprovedTicketStartsItsRunAndHearsHowItWent() {
    int port = Processes.freePort();
    SiteswapProcess siteswap =
        processes.siteswap(
            "--siteswap.twin.port=" + port,
            "--siteswap.twin.speed=20",
            "--siteswap.twin.desk.enabled=true");
    siteswap.start();
    try (Browser browser = Browser.open()) {
      Page desk = browser.window(URI.create("http://127.0.0.1:" + port));
      desk.navigate("/desk");
      Locator ticket = desk.locator(TICKET);
      assertThat(ticket).containsText("siteswap: fail-over-site demo north");
      assertThat(ticket).containsText("Requested");

      ticket.getByText("Approve").click();

      assertThat(ticket.locator("a").first()).containsText("202: the run");
      String run = siteswap.as("operator").get("/api/runs").json().get(0).get("id").asText();
      assertThat(ticket.locator("a").first().getAttribute("href")).endsWith("/runs/" + run);
      siteswap.decide("approvePlan", "approver-1", "approve");
      siteswap.awaitState(run, "siteFailedOver");
      assertThat(ticket).containsText("The run has ended: Site failed over");
      assertThat(ticket.getByText("story-CHG0001234")).isVisible();
      Browser.picture(desk, "desk");
      Browser.wholePicture(desk, "desk-whole");
      desk.setViewportSize(NARROW, 1000);
      assertThat((int) desk.evaluate("document.documentElement.scrollWidth"))
          .isLessThanOrEqualTo(NARROW);
      Browser.wholePicture(desk, "desk-narrow");
    }
  }
}
