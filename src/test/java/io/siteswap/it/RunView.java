package io.siteswap.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Media;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** The view of a run, as people use it. */
final class RunView {
  private static final String COCKPIT = "/camunda/app/cockpit/default/";

  /** Where the slider stands then, of 1000. */
  private static final String WHILE_HOSTS_LEAVE =
      """
      async id => {
        const read = async below => (await fetch(`/api/runs/${id}${below}`)).json();
        const run = await read("");
        const steps = await read(`/instances/${id}/steps?size=1000`);
        const step = steps.find(one => one.step === "putHostsIntoMaintenance");
        const [from, to] = [Date.parse(run.startedAt), Date.parse(run.endedAt)];
        const middle = (Date.parse(step.startedAt) + Date.parse(step.endedAt)) / 2;
        return Math.round((middle - from) / (to - from) * 1000);
      }
      """;

  private final Page page;
  private final String run;

  RunView(Page page, String run) {
    this.page = page;
    this.run = run;
  }

  /** Beside all that Cockpit itself shows of a run that goes on. */
  void isATabInCockpit() {
    page.navigate("about:blank");
    page.navigate(COCKPIT + "#/process-instance/" + run + "/runtime");
    page.getByText("Run", new Page.GetByTextOptions().setExact(true)).click();
    box("putHostsIntoMaintenance", "sw-waiting").waitFor();
    assertThat(page.locator(".sw-cockpit #sw-story")).containsText("opens the run");
    Browser.picture(page, "29-tab-in-cockpit");
  }

  /** Who looks sees it go on, on the page that he has opened before. */
  void isFollowedLive(Runnable goOn) {
    page.navigate("/runs/" + run);
    box("putHostsIntoMaintenance", "sw-waiting").waitFor();
    assertThat(page.locator(".sw-clock")).containsText("followed live");
    page.evaluate("window.openedBefore = true");
    goOn.run();
    box("putHostsIntoMaintenance", "sw-done").waitFor();
    assertThat(page.locator("h1")).containsText("Site failed over");
    assertThat(page.evaluate("window.openedBefore")).isEqualTo(true);
  }

  /** A host that would not go, and one that would not come back at once. */
  void showsHowItWasUndone() {
    page.navigate("/runs/" + run);
    Locator failed = box("returnHostsToService", "sw-failed");
    failed.waitFor();
    assertThat(mark("returnHostsToService")).hasText("!");
    assertThat(box("putHostsIntoMaintenance", "sw-undone")).hasCount(1);
    assertThat(mark("putHostsIntoMaintenance")).hasText("\u21a9");
    wasTriedTwice();
    triesAgain();
    box("returnSpm", "sw-undone").waitFor();
    assertThat(page.locator("h1")).containsText("Failover undone");
    assertThat(mark("returnHostsToService")).hasText("\u21a9");
    assertThat(box("verifySite", "sw-left")).hasCount(1);
    assertThat(mark("handOver")).hasText("\u2013");
    assertThat(page.locator("#actions [data-verb]:visible")).hasCount(0);
    Browser.wholePicture(page, "35-undone");
    page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
    assertThat(page.locator("#actions")).isHidden();
    Browser.wholePicture(page, "36-undone-on-paper");
  }

  private Locator mark(String id) {
    return page.locator("[data-container-id=%s] .sw-mark".formatted(id));
  }

  private void wasTriedTwice() {
    page.locator("[data-container-id=putHostsIntoMaintenance] .sw-open").click();
    box("requestChanges", "sw-done").waitFor();
    assertThat(page.locator("[data-container-id=requestChanges] .sw-count")).hasText("\u00d72");
    page.locator(".sw-crumbs button").click();
    box("returnHostsToService", "sw-failed").waitFor();
  }

  private void triesAgain() {
    page.getByText("Try the failed steps again").click();
    page.getByLabel("Reason, which is kept").fill("the operation has ended");
    page.locator("dialog button").last().click();
  }

  void isUsedOnOurPage() {
    List<String> errors = new ArrayList<>();
    Consumer<ConsoleMessage> listener =
        message -> {
          // What is asked for beforehand is what the view asks for.
          if (message.type().equals("error") || message.text().contains("preload")) {
            errors.add(message.text());
          }
        };
    page.onConsoleMessage(listener);
    asksOnceForWhatThePageHasAskedForBeforehand();
    showsThePath();
    showsOnlyOneStep();
    opensWhatWasCalled();
    goesBackInTime();
    showsTheApproval();
    page.offConsoleMessage(listener);
    assertThat(errors).isEmpty();
  }

  /** What the page lets the browser ask for and what the view asks for are one list. */
  private void asksOnceForWhatThePageHasAskedForBeforehand() {
    List<String> asked = new ArrayList<>();
    Consumer<Request> hear =
        request -> {
          int at = request.url().indexOf("/api/runs/" + run);
          if (at >= 0) {
            asked.add(request.url().substring(at));
          }
        };
    page.onRequest(hear);
    page.navigate("/runs/" + run);
    box("moveSpm", "sw-done").waitFor();
    lines("story").first().waitFor();
    page.offRequest(hear);
    // The Manager's own log is asked for once the story is there.
    asked.removeIf(address -> address.endsWith("&events=true"));
    List<String> beforehand =
        page.locator("link[rel=preload]").all().stream()
            .map(link -> link.getAttribute("href"))
            .toList();
    assertThat(asked).isNotEmpty().containsExactlyInAnyOrderElementsOf(beforehand);
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
    slider.press("Home");
    assertThat(box("moveSpm", "sw-done")).hasCount(0);
    assertThat(page.locator(".sw-sites")).containsText("0 of 24");
    assertThat(lines("changes").first()).containsText("planned");
    Browser.picture(page, "32-back-in-time");
    slider.fill("" + page.evaluate(WHILE_HOSTS_LEAVE, run));
    assertThat(box("moveSpm", "sw-done")).hasCount(1);
    assertThat(box("putHostsIntoMaintenance", "sw-waiting")).hasCount(1);
    assertThat(page.locator(".sw-clock time")).isVisible();
    assertThat(page.locator(".sw-sites")).containsText("0 of 3");
    assertThat(lines("changes").first()).containsText("done");
    assertThat(lines("changes").last()).containsText("asked");
    slider.press("End");
    assertThat(box("putHostsIntoMaintenance", "sw-done")).hasCount(1);
    assertThat(page.locator(".sw-sites")).containsText("24 of 24");
    isReplayed(slider);
  }

  private void isReplayed(Locator slider) {
    Locator play = page.getByText("Replay");
    play.click();
    assertThat(box("putHostsIntoMaintenance", "sw-done")).hasCount(0);
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Stop")).click();
    assertThat(play).isVisible();
    slider.press("End");
    assertThat(box("putHostsIntoMaintenance", "sw-done")).hasCount(1);
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
