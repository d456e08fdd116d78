package io.siteswap.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A planned failover as people see it: started and approved in Tasklist, followed in Cockpit and on
 * the page of the ledger, on embedded defaults. Its pictures are in target/screenshots.
 */
class BrowserIT {
  private static final String TASKLIST = "/camunda/app/tasklist/default/";
  private static final String COCKPIT = "/camunda/app/cockpit/default/";

  @RegisterExtension final Processes processes = new Processes();

  private SiteswapProcess siteswap;

  @Test
  void theStoryIsSeenInTheBrowser() {
    try (Browser browser = Browser.open()) {
      int port = Processes.freePort();
      siteswap = processes.siteswap("--siteswap.twin.port=" + port);
      siteswap.start();
      TwinWorld world = new TwinWorld(URI.create("http://127.0.0.1:" + port + "/ovirt-engine/api"));

      Page operator = signedIn(browser, "operator", TASKLIST);
      startsTheFailover(operator);
      String run = siteswap.as("operator").get("/api/runs").json().get(0).get("id").asText();
      siteswap.awaitTask("approvePlan");
      theOperatorCannotApprove(operator);

      // Slow, so that the run is seen in the middle.
      world.speed(0.5);
      Page approver = signedIn(browser, "approver-1", TASKLIST);
      readsAndApproves(approver, run);

      JarProcess.await(
          "the hosts are asked",
          Duration.ofSeconds(60),
          () -> siteswap.waitingFor(run).contains("preparing_for_maintenance"));
      seesItInCockpit(operator, run);
      seesItInTheLedger(operator, run, "running");

      world.speed(60);
      siteswap.awaitState(run, "siteFailedOver");
      seesItInTheLedger(operator, run, "siteFailedOver");
      operator.navigate("/runs");
      assertThat(operator.locator("body")).containsText("CHG0001234");
      Browser.wholePicture(operator, "9-runs");
    }
  }

  private Page signedIn(Browser browser, String user, String app) {
    Page page = browser.window(siteswap.url());
    page.navigate(app);
    page.getByPlaceholder("Username").fill(user);
    page.getByPlaceholder("Password").fill(user);
    Browser.picture(page, "0-sign-in");
    page.getByRole(AriaRole.BUTTON, named("Sign in")).or(page.getByText("Log in")).first().click();
    assertThat(page.getByPlaceholder("Password")).hasCount(0);
    return page;
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }

  private static void startsTheFailover(Page page) {
    page.getByText("Start process").first().click();
    page.locator(".modal-body").getByText("Fail over a site").waitFor();
    Browser.picture(page, "1-start-list");
    page.locator(".modal-body").getByText("Fail over a site").click();
    Locator form = page.locator(".modal-content");
    form.getByLabel("Change ticket").fill("CHG0001234");
    if (form.getByLabel("Cluster").inputValue().isEmpty()) {
      form.getByLabel("Cluster").fill("demo");
    }
    form.getByLabel("Site").fill("north");
    form.getByLabel("Reason").fill("Power maintenance at north");
    Browser.picture(page, "2-start-form");
    form.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Start")).last().click();
    assertThat(page.locator(".modal-content")).hasCount(0);
  }

  private static Locator opened(Page page) {
    // One whole load: of two in a row the first is torn off in the middle.
    page.navigate("about:blank");
    page.navigate(TASKLIST);
    // The operator's own list is empty: it is not for the operator to approve.
    page.getByText("All open tasks").first().click();
    page.locator(".tasks-list").getByText("Approve plan").first().click();
    Locator form = page.locator(".fjs-container").first();
    form.getByText("Fingerprint of this plan").waitFor();
    return form;
  }

  private void theOperatorCannotApprove(Page page) {
    opened(page);
    Browser.picture(page, "3-operator-sees-the-plan");
    claim(page);
    page.getByText("cannot approve its plan").first().waitFor();
    Browser.picture(page, "4-operator-is-refused");
    assertThat(siteswap.tasks("approvePlan")).hasSize(1);
  }

  private void readsAndApproves(Page page, String run) {
    Locator form = opened(page);
    // Enough of it for people to compare.
    String fingerprint = siteswap.run(run).get("fingerprint").asText().substring(0, 16);
    assertThat(form).containsText(fingerprint.replaceAll("(.{4})(?!$)", "$1-"));
    for (String words :
        List.of("north-1", "north-2", "north-3", "SPM", "24 VMs", "db-1", "Findings", "undo")) {
      assertThat(form).containsText(words);
    }
    tall(page);
    Browser.picture(page, "5-approver-reads-the-plan");
    page.setViewportSize(1500, 1000);
    claim(page);
    decide(page, "Approve: carry out exactly this plan", "read and agreed");
    JarProcess.await(
        "the plan is approved",
        Duration.ofSeconds(30),
        () -> siteswap.tasks("approvePlan").isEmpty());
  }

  /** The form scrolls inside the page, so only a tall window shows all of it. */
  private static void tall(Page page) {
    page.setViewportSize(1500, 2600);
  }

  private static void claim(Page page) {
    page.getByText("Claim", new Page.GetByTextOptions().setExact(true)).first().click();
  }

  private static void decide(Page page, String decision, String comment) {
    page.getByLabel(decision).check();
    page.getByLabel("Comment").last().fill(comment);
    page.getByRole(AriaRole.BUTTON, named("Complete")).last().click();
  }

  private static void seesItInCockpit(Page page, String run) {
    page.navigate(COCKPIT + "#/process-instance/" + run + "/runtime");
    page.locator("svg [data-element-id=putHostsIntoMaintenance]").first().waitFor();
    // The number of tokens is a badge beside the activity.
    page.locator("[data-container-id=putHostsIntoMaintenance] .badge").first().waitFor();
    assertThat(page.locator("[data-container-id=moveSpm] .badge")).hasCount(0);
    Browser.picture(page, "6-cockpit");
  }

  private static void seesItInTheLedger(Page page, String run, String state) {
    page.navigate("/runs/" + run);
    assertThat(page.locator("h1")).containsText("CHG0001234");
    assertThat(page.locator("h1")).containsText(state);
    for (String host : List.of("north-1", "north-2", "north-3")) {
      assertThat(page.locator("body")).containsText(host);
    }
    Browser.wholePicture(page, "7-ledger-" + state);
  }
}
