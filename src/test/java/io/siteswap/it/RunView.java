package io.siteswap.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** The view of a failover that has ended, as people use it. */
final class RunView {
  private static final String COCKPIT = "/camunda/app/cockpit/default/";

  private final Page page;
  private final String run;

  RunView(Page page, String run) {
    this.page = page;
    this.run = run;
  }

  void isUsedOnOurPage() {
    List<String> errors = new ArrayList<>();
    Consumer<ConsoleMessage> listener =
        message -> {
          if (message.type().equals("error")) {
            errors.add(message.text());
          }
        };
    page.onConsoleMessage(listener);
    page.navigate("/runs/" + run);
    box("moveSpm", "sw-done").waitFor();
    showsThePath();
    showsOnlyOneStep();
    opensWhatWasCalled();
    goesBackInTime();
    showsTheApproval();
    page.offConsoleMessage(listener);
    assertThat(errors).isEmpty();
  }

  private Locator box(String id, String mark) {
    return page.locator(".sw-canvas g.%s[data-element-id=%s]".formatted(mark, id));
  }

  private Locator lines(String panel) {
    return page.locator("#sw-%s tr[tabindex]".formatted(panel));
  }

  private void showsThePath() {
    assertThat(box("moveSpm", "sw-done")).hasCount(1);
    assertThat(box("afterMoveSpm_no", "sw-taken")).hasCount(1);
    assertThat(box("afterMoveSpm_yes", "sw-taken")).hasCount(0);
    assertThat(box("returnSpm", "sw-untouched")).hasCount(1);
    assertThat(box("handOver", "sw-left")).hasCount(1);
    assertThat(page.locator(".sw-canvas .bjs-powered-by")).isVisible();
    assertThat(page.locator("#sw-story")).containsText("opens the run");
    assertThat(page.locator("#sw-story")).containsText("approver-1 as approver");
    assertThat(page.locator("#sw-story")).containsText("was switched to Maintenance mode");
    Browser.wholePicture(page, "30-view-of-a-run");
  }

  private void showsOnlyOneStep() {
    page.locator("#sw-tab-changes").click();
    assertThat(lines("changes")).hasCount(28);
    box("moveSpm", "sw-done").locator(".djs-hit").first().click();
    assertThat(page.locator(".sw-chip")).containsText("Only: Move the SPM");
    assertThat(lines("changes")).hasCount(1);
    page.locator("#sw-tab-story").click();
    assertThat(page.locator("#sw-story")).containsText("asks the Manager");
    assertThat(page.locator("#sw-story")).not().containsText("opens the run");
    page.locator(".sw-chip button").click();
    lines("story").first().click();
    assertThat(page.locator("#sw-story")).containsText("opens the run");
    page.locator("#sw-tab-changes").click();
    page.locator("#sw-changes input").fill("north-2 maintenance");
    assertThat(lines("changes").first()).containsText("north-2");
    lines("changes").first().locator("td").nth(2).click();
    assertThat(box("putHostsIntoMaintenance", "sw-pointed")).hasCount(1);
    page.locator("#sw-changes input").fill("");
    assertThat(lines("changes")).hasCount(28);
  }

  private void opensWhatWasCalled() {
    page.locator("[data-container-id=putHostsIntoMaintenance] .sw-open").click();
    box("awaitChanges", "sw-done").waitFor();
    assertThat(page.locator(".sw-crumbs"))
        .containsText("Put hosts into maintenance: Carry out a phase");
    assertThat(box("awaitChanges", "sw-done")).hasCount(1);
    assertThat(box("decideOnStuckChanges", "sw-left")).hasCount(1);
    Browser.picture(page, "31-called-process");
    page.locator(".sw-crumbs button").click();
    assertThat(box("moveSpm", "sw-done")).hasCount(1);
  }

  private void goesBackInTime() {
    Locator slider = page.getByLabel("The instant that is shown");
    slider.fill("0");
    assertThat(box("moveSpm", "sw-done")).hasCount(0);
    assertThat(page.locator(".sw-sites")).containsText("0 of 24");
    assertThat(lines("changes").first()).containsText("planned");
    Browser.picture(page, "32-back-in-time");
    slider.fill("1000");
    assertThat(box("moveSpm", "sw-done")).hasCount(1);
    assertThat(page.locator(".sw-sites")).containsText("24 of 24");
  }

  private void showsTheApproval() {
    page.locator("#sw-tab-approvals").click();
    assertThat(page.locator("#sw-approvals")).containsText("Approve plan by approver-1");
    assertThat(page.locator("#sw-approvals")).containsText("read and agreed");
    assertThat(page.locator("#sw-approvals")).containsText("Empty site north of cluster demo");
  }

  /** A link to what Cockpit has forgotten leads on. */
  void isReachedInCockpit() {
    page.navigate("about:blank");
    page.navigate(COCKPIT + "#/process-instance/" + run + "/runtime");
    page.waitForURL(Pattern.compile(".*#/siteswap/runs\\?run=" + run));
    box("moveSpm", "sw-done").waitFor();
    Browser.picture(page, "33-ended-run-in-cockpit");
    page.getByText("All runs").first().click();
    assertThat(page.locator(".sw-runs tbody")).containsText("Site failed over");
    page.navigate("about:blank");
    page.navigate(COCKPIT + "#/dashboard");
    // Cockpit takes its time.
    page.locator(".sw-tile").waitFor();
    assertThat(page.locator(".sw-tile")).containsText("in all");
    Browser.picture(page, "34-dashboard");
  }
}
