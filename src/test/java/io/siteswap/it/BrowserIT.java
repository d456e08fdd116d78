package io.siteswap.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What people see: a planned failover and the night on which a site is lost, started and decided in
 * Tasklist, followed in Cockpit and on the pages of the console, on embedded defaults. The pictures
 * are in target/screenshots.
 */
@EnabledIf(value = "io.siteswap.it.Browser#isThere", disabledReason = Browser.NOT_THERE)
class BrowserIT {
  private static final String TASKLIST = "/camunda/app/tasklist/default/";
  private static final String HEIGHT_OF_THE_HEADER = "45px";
  private static final String COCKPIT = "/camunda/app/cockpit/default/";

  /** The server says so of a site at which the last audit reached no host; the demo asks none. */
  private static final String NOBODY_ANSWERED =
      """
      const parse = JSON.parse;
      JSON.parse = text => {
        const told = parse(text);
        if (told?.between) {
          told.between.trips = [{site: "north", median: null, p95: null}];
        }
        return told;
      };
      """;

  @RegisterExtension static final Processes processes = new Processes();

  private static Browser browser;
  private static Path data;
  private static SiteswapProcess siteswap;
  private static TwinWorld world;

  @BeforeAll
  static void start() {
    browser = Browser.open();
    int port = Processes.freePort();
    data = processes.folder();
    siteswap =
        processes.siteswap(
            data,
            Jar.asItIs(),
            "--siteswap.twin.port=" + port,
            "--siteswap.lookout.interval=1s",
            "--siteswap.evidence.check-interval=1s");
    siteswap.start();
    world = new TwinWorld(URI.create("http://127.0.0.1:" + port + "/ovirt-engine/api"));
  }

  @AfterAll
  static void end() {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void theWorldIsAsItWas() {
    world.renew(3, 24);
    world.speed(1);
  }

  @Test
  void theStoryIsSeenInTheBrowser() throws IOException {
    Page operator = signedIn("operator", TASKLIST);
    startsTheFailover(operator);
    String run = siteswap.as("operator").get("/api/runs").json().get(0).get("id").asText();
    siteswap.awaitTask("approvePlan");
    theOperatorCannotApprove(operator);

    // Slow, so that the run is seen in the middle.
    world.speed(0.5);
    String task = siteswap.tasks("approvePlan").get(0);
    String link = TASKLIST + "#/?task=" + task;
    isClaimedByWhoFallsAsleep(task);
    Page approver = signedIn("approver-1", link);
    readsAndApproves(approver, run);
    isToldWhoWasFirst(signedIn("approver-2", TASKLIST), link);

    JarProcess.await(
        "the hosts are asked",
        Duration.ofSeconds(60),
        () -> siteswap.waitingFor(run).contains("preparing for maintenance"));
    // As good as stopped.
    world.speed(0.01);
    seesItInCockpit(operator, run);
    seesItInTheLedger(operator, run, "running");
    RunView view = new RunView(operator, run);
    view.isATabInCockpit();

    view.isFollowedLive(() -> world.speed(60));
    seesItInTheLedger(operator, run, "Site failed over");
    view.isUsedOnOurPage();
    view.isReachedInCockpit();
    seesTheListOfRuns(operator);
    seesAllPages(operator, run);
    seesThatTheJournalIsNotWhole(operator);
  }

  /** On every page, wherever they are, and only as long as it is so. */
  private static void seesThatTheJournalIsNotWhole(Page page) throws IOException {
    Map<Path, byte[]> packs = new HashMap<>();
    try (Stream<Path> files = Files.list(data.resolve("evidence"))) {
      for (Path pack : files.filter(file -> file.toString().endsWith(".zip")).toList()) {
        packs.put(pack, Files.readAllBytes(pack));
        Files.writeString(pack, "altered");
      }
    }
    awaitAnnouncements("The journal is not whole");
    for (String address : List.of("/", "/runs", "/notices")) {
      page.navigate(address);
      assertThat(page.locator("#announcements")).containsText("The journal is not whole");
    }
    Axe.findsNothingSerious(page, "an announcement");
    Browser.picture(page, "37-journal-not-whole");
    for (String application : List.of(TASKLIST, COCKPIT)) {
      page.navigate("about:blank");
      page.navigate(application);
      assertThat(page.locator(".siteswap-announcements")).containsText("The journal is not whole");
      Browser.picture(page, "38-journal-not-whole" + application.replace('/', '-'));
    }
    for (Map.Entry<Path, byte[]> pack : packs.entrySet()) {
      Files.write(pack.getKey(), pack.getValue());
    }
    awaitAnnouncements("[]");
  }

  private static void awaitAnnouncements(String text) {
    JarProcess.await(
        "it is announced: " + text,
        Duration.ofSeconds(60),
        () -> siteswap.as("operator").get("/api/announcements").ok().body().contains(text));
  }

  private static void seesAllPages(Page page, String run) {
    Map<String, List<String>> addresses = new HashMap<>();
    OurPages.PATTERNS.stream()
        .filter(pattern -> !pattern.contains("{"))
        .forEach(pattern -> addresses.put(pattern, List.of(pattern)));
    addresses.put("/", List.of("/", "/?wall"));
    addresses.put("/error", List.of("/runs/nowhere"));
    addresses.put("/runs/{id}", List.of("/runs/" + run));
    addresses.put("/runs/{id}/evidence", List.of("/runs/%s/evidence".formatted(run)));
    addresses.put("/clusters/{name}", List.of("/clusters/demo"));
    addresses.put("/clusters/{name}/xray", List.of("/clusters/demo/xray"));
    addresses.put("/tasks/{id}", List.of("/tasks/" + decided(run)));
    new OurPages(page).areGoodForEverybody(addresses);
  }

  /** A task that is no longer asked. */
  private static String decided(String run) {
    return siteswap
        .as("operator")
        .get("/api/runs/" + run + "/questions")
        .ok()
        .json()
        .at("/0/id")
        .asText();
  }

  @Test
  void aRunThatWentWrongIsSeenAsItWent() {
    world.speed(60);
    world.fault(
        "{'method':'POST','path':'/hosts/north-2/deactivate','status':409,'detail':'Not now.','times':2}");
    String run = siteswap.run("fail-over-site", "north", "CHG0008888");
    siteswap.decide("approvePlan", "approver-1", "approve");
    siteswap.decide("decideOnRefusedChanges", "operator", "retry");
    world.fault(
        "{'method':'POST','path':'/hosts/north-1/activate','status':409,'detail':'Not now.','times':1}");
    siteswap.decide("decideOnRefusedChanges", "operator", "undo");

    new RunView(signedIn("operator", "/runs"), run).showsHowItWasUndone();
  }

  @Test
  void theNightOnWhichASiteIsLostIsSeenInTheBrowser() {
    Page operator = signedIn("operator", TASKLIST);
    world.lose("north");
    world.pass(Duration.ofSeconds(100), 1);

    seesThatASiteIsLost(operator);
    seesWhyNothingHappens(operator);
    String run = startsTheRecovery(operator);

    attests(signedIn("approver-1", TASKLIST), run, "approver-1", "");
    // What the dead hosts held on the storage is free by then.
    world.pass(Duration.ofSeconds(60), 1);
    Page second = signedIn("approver-2", TASKLIST);
    // As good as stopped, so that the run is seen in the middle.
    world.speed(0.01);
    attests(second, run, "approver-2", "approver-1");
    seesThePointOfNoReturnInCockpit(operator, run);

    world.speed(60);
    siteswap.awaitState(run, "siteRecovered");
    completesTheChangeRecord(operator);
    seesTheRecovery(operator, run);
    assertThat(world.runningTwice()).isZero();
  }

  /** Who looks at the sites sees what moves, what waits for him, and when he sees nothing. */
  @Test
  void theSitesAreSeenAsTheyAre() {
    Page page = signedIn("approver-1", "/");
    List<String> errors = new ArrayList<>();
    page.onPageError(errors::add);
    page.addInitScript(NOBODY_ANSWERED);
    page.reload();
    assertThat(page.locator(".tile")).hasCount(6);
    assertThat(page.locator("[data-site=primary] h2")).containsText("3 hosts, 24 VMs");

    String run = siteswap.run("fail-over-site", "north", "CHG0007777");
    page.locator("#tasks a", having("Approve plan")).waitFor();
    world.speed(60);
    siteswap.decide("approvePlan", "approver-1", "approve");
    siteswap.awaitState(run, "siteFailedOver");
    page.locator("[data-site=secondary] h2", having("24 VMs")).waitFor();
    page.locator(".last", having("Site failed over")).waitFor();
    page.locator("#tasks").waitFor(gone());
    Browser.picture(page, "sites");

    siteswap.halt();
    page.locator(".alarm", having("Connection to Siteswap lost")).waitFor();
    Browser.picture(page, "sites-lost");
    siteswap.wake();
    page.locator(".alarm").waitFor(gone());
    assertThat(page.getByText("Latency", new Page.GetByTextOptions().setExact(true))).isVisible();
    assertThat(errors).isEmpty();
    saysWhatItCannotDraw(page);
  }

  /** A part that is broken silences no other, and nobody takes what it shows for the present. */
  private static void saysWhatItCannotDraw(Page page) {
    page.route(
        "**/",
        route -> {
          APIResponse whole = route.fetch();
          route.fulfill(
              new Route.FulfillOptions()
                  .setResponse(whole)
                  .setBody(
                      whole
                          .text()
                          .replace("data-site=\"primary\"><h2></h2>", "data-site=\"primary\">")
                          .replace("data-part=\"readiness\"", "")));
        });
    page.reload();
    Locator alarm = page.locator(".alarm");
    assertThat(alarm).containsText("A part of this picture cannot be drawn");
    assertThat(alarm).containsText("the hosts, of readiness may not be how it is now");
    assertThat(page.locator(".cluster.stale")).hasCount(1);
    assertThat(page.locator(".last")).containsText("Site failed over");
    assertThat(page.getByText("Latency", new Page.GetByTextOptions().setExact(true))).isVisible();
    Browser.picture(page, "sites-in-part");
    page.unroute("**/");
  }

  private static Locator.FilterOptions of(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }

  private static Page.LocatorOptions having(String text) {
    return new Page.LocatorOptions().setHasText(text);
  }

  private static Locator.WaitForOptions gone() {
    return new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"welcome", "tasklist", "cockpit", "admin"})
  void noBarSaysOnEveryPageThatTheCommunityEditionEnds(String app) {
    Page page = signedIn("admin", "/camunda/app/" + app + "/default/");
    Locator bar = page.locator(".ce-eol-banner");

    assertThat(bar).hasCount(1);
    assertThat(bar).isHidden();
    // Nor a gap where it was.
    assertThat(page.locator("body")).hasCSS("padding-top", HEIGHT_OF_THE_HEADER);
    assertThat(page.locator("[cam-widget-header]")).hasCSS("height", HEIGHT_OF_THE_HEADER);
    Browser.picture(page, "20-" + app);
  }

  private static Page signedIn(String user, String app) {
    return browser.signedIn(siteswap.url(), user, siteswap.password(user), app);
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }

  private static void startsTheFailover(Page page) {
    page.getByText("Start process").first().click();
    page.locator(".modal-body").getByText("Fail over a site").waitFor();
    // What stops a run stands neither first nor below the finger.
    assertThat(page.getByPlaceholder("Search by process name.")).isFocused();
    assertThat(page.locator(".siteswap-of-a-run")).hasCount(3);
    Browser.picture(page, "1-start-list");
    page.locator(".modal-body").getByText("Fail over a site").click();
    Locator form = page.locator(".modal-content");
    saysWhatIsMissing(form);
    // The only one there is.
    assertThat(selection(form, "Cluster")).containsText("demo");
    form.getByLabel("Change ticket").fill("CHG0001234");
    selection(form, "Site").locator(".fjs-input-group").click();
    page.locator(".fjs-dropdownlist-item").getByText("north, the primary site").click();
    form.getByLabel("Reason").fill("Power maintenance at north");
    saysOnceWhatIsWrong(form);
    // The form has taken over what was typed.
    assertThat(form.locator(".fjs-form-field-error")).hasCount(0);
    Browser.picture(page, "2-start-form");
    start(form).click();
    assertThat(page.locator(".modal-content")).hasCount(0);
    assertThat(page.locator(".siteswap-started")).containsText("CHG0001234 has started");
    assertThat(page.locator(".siteswap-started a"))
        .hasAttribute("href", Pattern.compile("/runs/[0-9a-f-]+"));
  }

  private static void saysWhatIsMissing(Locator form) {
    form.getByLabel("Change ticket").waitFor();
    start(form).click();
    assertThat(form.locator(".siteswap-missing"))
        .hasText("Nothing was sent. Please fill in: Change ticket, Site, Reason.");
    assertThat(form.getByLabel("Change ticket")).isFocused();
  }

  /** Of two errors the last one stands. */
  private static void saysOnceWhatIsWrong(Locator form) {
    for (String wrong : List.of("CHG 1", "CHG!")) {
      form.getByLabel("Change ticket").fill(wrong);
      start(form).click();
      form.locator(".alert-danger").filter(of(wrong)).waitFor();
      assertThat(form.locator(".alert-danger:visible")).hasCount(1);
    }
    form.getByLabel("Change ticket").fill("CHG0001234");
  }

  private static Locator start(Locator form) {
    return form.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Start")).last();
  }

  private static Locator opened(Page page) {
    Locator form = opened(page, "Approve plan");
    form.getByText("Fingerprint of this plan").waitFor();
    return form;
  }

  private static Locator opened(Page page, String task) {
    // One whole load: of two in a row the first is torn off in the middle.
    page.navigate("about:blank");
    page.navigate(TASKLIST);
    // The operator's own list is empty: it is not for the operator to approve.
    page.getByText("All open tasks").first().click();
    page.locator(".tasks-list").getByText(task).first().click();
    Locator form = page.locator(".fjs-container").first();
    form.waitFor();
    return form;
  }

  private static Locator selection(Locator form, String field) {
    return form.locator(".fjs-form-field-select")
        .filter(new Locator.FilterOptions().setHasText(Pattern.compile("^\\s*" + field)));
  }

  private static void theOperatorCannotApprove(Page page) {
    Locator form = opened(page);
    assertThat(form.locator(".siteswap-may-not"))
        .containsText("operator is in none of the groups that decide on");
    // Nothing that would be refused is offered.
    assertThat(page.locator("button.claim")).isHidden();
    assertThat(page.locator(".form-actions")).isHidden();
    assertThat(form.getByText("Approve: carry out exactly this plan")).hasCount(0);
    assertThat(page.locator("li.create-task-action")).isHidden();
    Browser.picture(page, "3-operator-sees-the-plan");
  }

  /** Who opens a link that is late finds no empty page. */
  private static void isToldWhoWasFirst(Page page, String link) {
    page.navigate("about:blank");
    page.navigate(link);
    page.waitForURL(url -> url.contains("/tasks/"));
    assertThat(page.locator("main")).containsText("This is no longer asked");
    assertThat(page.locator("main")).containsText("approver-1 was first at 'Approve plan'");
    Browser.picture(page, "4-somebody-was-first");
  }

  /** The link has led through the sign-in to the task. */
  private static void readsAndApproves(Page page, String run) {
    page.locator(".fjs-container").getByText("Fingerprint of this plan").waitFor();
    // So does the page of the run.
    page.navigate("/runs/" + run);
    page.locator("#actions a", having("Approve plan")).click();
    Locator form = page.locator(".fjs-container").first();
    form.getByText("Fingerprint of this plan").waitFor();
    // Who starts nothing is offered nothing to start.
    assertThat(page.locator("li.start-process-action")).isHidden();
    // Enough of it for people to compare.
    String fingerprint = siteswap.run(run).get("fingerprint").asText().substring(0, 16);
    assertThat(form.getByLabel("Fingerprint of this plan"))
        .hasValue(fingerprint.replaceAll("(.{4})(?!$)", "$1-"));
    for (String description :
        List.of("north-1", "north-2", "north-3", "SPM", "24 VMs", "db-1", "Findings", "undo")) {
      assertThat(form).containsText(description);
    }
    tall(page);
    Browser.picture(page, "5-approver-reads-the-plan");
    page.setViewportSize(1500, 1000);
    givesItBack(page);
    claim(page);
    isToldWhatARejectionNeeds(page);
    decide(page, "Approve: carry out exactly this plan", "read and agreed");
    assertThat(page.locator(".siteswap-started")).containsText("'Approve plan' is noted");
    assertThat(page.locator(".siteswap-started a"))
        .hasAttribute("href", Pattern.compile("/runs/" + run));
    JarProcess.await(
        "the plan is approved",
        Duration.ofSeconds(30),
        () -> siteswap.tasks("approvePlan").isEmpty());
  }

  /** As often as it is wrong, and it covers nothing that is needed to mend it. */
  private static void isToldWhatARejectionNeeds(Page page) {
    page.getByLabel("Reject: nothing more is changed").check();
    Locator error = page.locator(".page-notifications .alert-danger:visible");
    for (int time = 0; time < 2; time++) {
      complete(page);
      assertThat(error).containsText("the comment is empty: expected why the plan is rejected");
      assertThat(error).hasCount(1);
    }
    Browser.picture(page, "5-rejected-without-a-reason");
  }

  private static void isClaimedByWhoFallsAsleep(String task) {
    siteswap
        .as("approver-2")
        .post("/engine-rest/task/" + task + "/claim", "{\"userId\":\"approver-2\"}")
        .ok();
  }

  private static void givesItBack(Page page) {
    assertThat(page.locator(".meta .assignee")).containsText("approver-2");
    // Nobody gives it to somebody else.
    assertThat(page.locator(".meta .assignee [cam-widget-inline-field]"))
        .hasCSS("pointer-events", "none");
    page.locator(".meta .reset-assignee").click();
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
    complete(page);
  }

  private static void complete(Page page) {
    page.getByRole(AriaRole.BUTTON, named("Complete")).last().click();
  }

  private static void seesItInCockpit(Page page, String run) {
    page.navigate(COCKPIT + "#/process-instance/" + run + "/runtime");
    page.locator("svg [data-element-id=putHostsIntoMaintenance]").first().waitFor();
    // The number of tokens is a badge beside the activity.
    page.locator("[data-container-id=putHostsIntoMaintenance] .badge").first().waitFor();
    assertThat(page.locator("[data-container-id=moveSpm] .badge")).hasCount(0);
    // To try again what has failed is for operators; to stop or delete an instance is not.
    Locator buttons = page.locator(".ctn-toolbar");
    assertThat(buttons.locator("a:has(.glyphicon-repeat)")).isVisible();
    for (String refused : List.of("pause", "remove", "plus")) {
      assertThat(buttons.locator("a:has(.glyphicon-" + refused + ")").first()).isHidden();
    }
    Browser.picture(page, "6-cockpit");
  }

  private static void seesItInTheLedger(Page page, String run, String state) {
    page.navigate("/runs/" + run);
    assertThat(page.locator("h1")).containsText("CHG0001234");
    assertThat(page.locator("h1")).containsText(state);
    for (String host : List.of("north-1", "north-2", "north-3")) {
      assertThat(page.locator("body")).containsText(host);
    }
    Browser.wholePicture(page, "7-ledger-" + state.replace(' ', '-'));
  }

  private static void seesTheListOfRuns(Page page) {
    page.navigate("/runs");
    Locator list = page.locator("#runs");
    assertThat(list).containsText("Fail over a site");
    list.getByLabel("Search the runs").fill("approver-1");
    assertThat(list.locator("tbody")).containsText("CHG0001234");
    list.getByLabel("Search the runs").fill("nobody");
    assertThat(list.locator("tbody")).containsText("No run is found");
    list.getByLabel("Search the runs").fill("");
    list.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Took")).click();
    assertThat(list.locator("th[aria-sort=ascending]")).containsText("Took");
    assertThat(list.locator("tbody")).containsText("CHG0001234");
    Browser.wholePicture(page, "9-runs");
  }

  private static void seesThatASiteIsLost(Page page) {
    JarProcess.await(
        "the lookout sees it",
        Duration.ofSeconds(30),
        () -> siteswap.as("operator").get("/runs").ok().body().contains("does not answer"));
    page.navigate("/runs");
    assertThat(page.locator("body")).containsText("Site north does not answer: 3 of 3 hosts");
    Browser.picture(page, "10-lost-runs");
    page.navigate("/clusters/demo");
    assertThat(page.locator("body")).containsText("Site north does not answer: 3 of 3 hosts");
    Browser.picture(page, "11-lost-cluster");
  }

  private static void seesWhyNothingHappens(Page page) {
    page.getByText("Why the Manager does not fail over").first().click();
    for (String description :
        List.of("north-1", "SPM", "lease", "Attest that the hosts are down")) {
      assertThat(page.locator("main")).containsText(description);
    }
    Browser.wholePicture(page, "12-xray");
  }

  private static String startsTheRecovery(Page page) {
    page.navigate("/clusters/demo");
    Locator form = page.locator("#recover");
    assertThat(form.getByLabel("Lost site")).hasValue("north");
    form.getByLabel("Reason").fill("Fire in north, the power is off");
    Browser.picture(page, "13-start-of-the-recovery");
    form.getByText("Start the recovery").click();
    assertThat(page.locator("h1")).containsText("EMERGENCY-");
    return page.url().substring(page.url().lastIndexOf('/') + 1);
  }

  private static void attests(Page page, String run, String who, String before) {
    Locator form = opened(page, "Attest that the site is down");
    form.getByText("Fingerprint of this plan").waitFor();
    assertThat(form).containsText(before);
    page.setViewportSize(1500, 3800);
    claim(page);
    for (int host = 1; host <= 3; host++) {
      page.getByLabel("north-" + host, new Page.GetByLabelOptions().setExact(true)).check();
    }
    page.getByLabel("I know that they have no power").check();
    page.getByLabel("I know that nothing at that site").check();
    page.getByLabel("I have spoken to somebody").check();
    page.getByRole(AriaRole.TEXTBOX, named("Evidence: what did you look at"))
        .fill("The fire brigade at the gate sees no light, says " + who);
    page.getByLabel("Attest", new Page.GetByLabelOptions().setExact(true)).check();
    Browser.picture(page, "14-attestation-of-" + who);
    complete(page);
    page.setViewportSize(1500, 1000);
    JarProcess.await(
        who + " has attested",
        Duration.ofSeconds(30),
        () -> journal(run).contains("\"actor\":\"" + who + "\""));
  }

  private static String journal(String run) {
    return siteswap.as("operator").get("/api/runs/" + run + "/journal?size=1000").ok().body();
  }

  private static void seesThePointOfNoReturnInCockpit(Page page, String run) {
    JarProcess.await(
        "the SPM host is confirmed",
        Duration.ofSeconds(30),
        () ->
            siteswap
                .as("operator")
                .get("/api/runs/" + run)
                .ok()
                .body()
                .contains("the Manager elects an SPM"));
    page.navigate(COCKPIT + "#/process-instance/" + run + "/runtime");
    page.locator("svg [data-element-id=confirmSpmHost]").first().waitFor();
    page.locator("[data-container-id=confirmSpmHost] .badge").first().waitFor();
    Browser.picture(page, "15-recovery-in-cockpit");
  }

  private static void completesTheChangeRecord(Page page) {
    Locator form = opened(page, "Complete the change record");
    form.getByText("is recovered").waitFor();
    claim(page);
    page.getByLabel("Change record").fill("CHG0009876");
    page.getByLabel("Comment").last().fill("written the morning after");
    Browser.picture(page, "16-change-record");
    complete(page);
    JarProcess.await(
        "nothing is left to do",
        Duration.ofSeconds(30),
        () -> siteswap.tasks("completeChangeRecord").isEmpty());
  }

  private static void seesTheRecovery(Page page, String run) {
    page.navigate("/runs/" + run);
    assertThat(page.locator("h1")).containsText("Site recovered");
    for (String description : List.of("EMERGENCY-", "CHG0009876", "approver-1", "approver-2")) {
      assertThat(page.locator("body")).containsText(description);
    }
    // What stands in a frame is seen through it.
    assertThat(page.locator("[data-element-id=afterPointOfNoReturn] .djs-visual rect").first())
        .hasCSS("fill", "none");
    Browser.wholePicture(page, "17-recovery");
    new OurPages(page).isGoodForEverybody("/runs/" + run);
  }
}
