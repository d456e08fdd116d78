package io.siteswap.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import com.microsoft.playwright.options.ScreenshotAnimations;
import com.microsoft.playwright.options.WaitForSelectorState;
import io.siteswap.evidence.pack.VerifierPage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Takes the pictures of {@code docs/pictures}, and into {@code target/pictures} those of each
 * screen, narrow and wide, light and dark, and on paper, for somebody to look at. Not one of the
 * tests: docs/development.md has the command.
 */
@EnabledIf(value = "io.siteswap.it.Browser#isThere", disabledReason = Browser.NOT_THERE)
class Pictures {
  private static final Path OF_THE_DOCS = Path.of("docs", "pictures");
  private static final Path TO_LOOK_AT = Path.of("target", "pictures");
  private static final String TASKLIST = "/camunda/app/tasklist/default/";
  private static final String COCKPIT = "/camunda/app/cockpit/default/";
  private static final int HOSTS = Integer.getInteger("benchmark.hosts", 50);
  private static final int VMS = Integer.getInteger("benchmark.vms", 4_000);
  private static final Pattern DONE = Pattern.compile("(\\d+) of \\d+ done");

  /** As good as stopped, so that a picture can be taken in the middle. */
  private static final double STILL = 0.01;

  private static final double FAST = 60;
  private static final Duration LONGEST = Duration.ofMinutes(5);

  @RegisterExtension final Processes processes = new Processes();
  @TempDir private Path folder;

  private static Browser browser;
  private SiteswapProcess siteswap;
  private TwinWorld world;
  private Page page;

  @BeforeAll
  static void open() {
    browser = Browser.open();
  }

  @AfterAll
  static void close() {
    browser.close();
  }

  // --- the pictures ----------------------------------------------------------------------------

  @Test
  void ofASmallCluster() throws IOException {
    Path data = givenSiteswap();
    ofAnEmptyInstallation();
    String run = ofAFailover();
    ofItsEvidence(data, run);
    ofALostConnection();
    String undone = ofAFailoverThatIsUndone(run);
    ofAJournalThatIsNotWhole(pack(data, undone));
  }

  private void ofAnEmptyInstallation() {
    look("/", ".tile", "empty-sites");
    look("/runs", "#runs table", "empty-runs");
    look(COCKPIT + "#/siteswap/runs", ".sw-runs", "empty-cockpit-runs");
    look(COCKPIT + "#/dashboard", ".sw-tile", "empty-cockpit-dashboard");
    Page operator = signedIn("operator", TASKLIST);
    operator.getByText("Start process").first().click();
    operator.locator(".modal-body").getByText("Fail over a site").click();
    operator.getByLabel("Change ticket").fill("CHG0001234");
    take(operator, TO_LOOK_AT, "start-form", 1280, 900);
  }

  private String ofAFailover() {
    String run = siteswap.run("fail-over-site", "north", "CHG0001234");
    String task = siteswap.awaitTask("approvePlan");
    Page approver = signedIn("approver-1", TASKLIST + "#/?task=" + task);
    approver.locator(".fjs-container").getByText("Fingerprint of this plan").waitFor();
    take(approver, OF_THE_DOCS, "approve-plan", 1280, 1067);
    look("/runs/" + run, "g.sw-people, g.sw-waiting", "run-waits-for-people");
    world.speed(1);
    siteswap.decide("approvePlan", "approver-1", "approve");
    JarProcess.await(
        "the hosts are being emptied",
        LONGEST,
        () -> siteswap.waitingFor(run).contains("preparing for maintenance"));
    world.speed(STILL);
    look("/runs/" + run, "g.sw-waiting[data-element-id=putHostsIntoMaintenance]", "run-under-way");
    opens(page, COCKPIT + "#/process-instance/" + run + "/runtime", ".ctn-tabs, .nav-tabs");
    page.getByText("Run", new Page.GetByTextOptions().setExact(true)).click();
    page.locator(".sw-cockpit #sw-story tr[tabindex]").first().waitFor();
    take(page, TO_LOOK_AT, "cockpit-tab", 1280, 1000);
    world.speed(FAST);
    siteswap.awaitState(run, "siteFailedOver");
    ofTheDocs("/runs/" + run, "#sw-story tr[tabindex]", "audit-run", 1280, 1760);
    look("/runs/" + run, "#sw-story tr[tabindex]", "run-ended");
    return run;
  }

  private void ofItsEvidence(Path data, String run) throws IOException {
    look("/runs/%s/evidence".formatted(run), "h1", "evidence-page");
    Path pack = pack(data, run);
    Page auditor = browser.window(folder.toUri());
    Files.write(folder.resolve("report.html"), inside(pack, "report.html"));
    auditor.navigate("report.html");
    take(auditor, OF_THE_DOCS, "evidence-report", 1180, 1150);
    wholeOnPaper(auditor, "report-on-paper");
    Files.writeString(folder.resolve("verify.html"), VerifierPage.html());
    auditor.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));
    auditor.navigate("verify.html");
    auditor.setInputFiles("#file", altered(pack));
    auditor.locator("#word", having("ALTERED")).waitFor();
    take(auditor, OF_THE_DOCS, "evidence-altered", 1280, 800);
  }

  private static Path pack(Path data, String run) {
    Path[] found = new Path[1];
    JarProcess.await(
        "the pack of the run is made",
        LONGEST,
        () -> {
          try (Stream<Path> files = Files.walk(data.resolve("evidence"))) {
            files
                .filter(file -> file.toString().endsWith(".zip"))
                .filter(file -> file.toString().contains(run))
                .findFirst()
                .ifPresent(file -> found[0] = file);
          } catch (IOException e) {
            return false;
          }
          return found[0] != null;
        });
    return found[0];
  }

  private static byte[] inside(Path pack, String name) throws IOException {
    try (ZipFile zip = new ZipFile(pack.toFile())) {
      return zip.getInputStream(zip.getEntry(name)).readAllBytes();
    }
  }

  /** Another word in the report, and all the rest as it was. */
  private Path altered(Path pack) throws IOException {
    Path altered = folder.resolve("altered.zip");
    try (ZipFile from = new ZipFile(pack.toFile());
        ZipOutputStream into = new ZipOutputStream(Files.newOutputStream(altered))) {
      for (ZipEntry old : Collections.list(from.entries())) {
        byte[] bytes = inside(pack, old.getName());
        if (old.getName().equals("report.html")) {
          bytes = new String(bytes, UTF_8).replace("approver-1", "approver-2").getBytes(UTF_8);
        }
        ZipEntry entry = new ZipEntry(old.getName());
        entry.setTimeLocal(old.getTimeLocal());
        entry.setMethod(old.getMethod());
        if (old.getMethod() == ZipEntry.STORED) {
          entry.setSize(old.getSize());
          entry.setCrc(old.getCrc());
        }
        into.putNextEntry(entry);
        into.write(bytes);
        into.closeEntry();
      }
    }
    return altered;
  }

  private void ofALostConnection() {
    opens(page, "/", ".tile");
    page.locator("[data-site=secondary] h2", having("24 VMs")).waitFor();
    siteswap.halt();
    page.locator(".alarm", having("Connection to Siteswap lost")).waitFor();
    take(page, OF_THE_DOCS, "sites-lost", 1400, 1000);
    siteswap.wake();
    page.locator(".alarm")
        .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN));
  }

  private String ofAFailoverThatIsUndone(String earlier) {
    world.renew(3, 24);
    world.speed(FAST);
    world.fault(
        "{'method':'POST','path':'/hosts/north-3/deactivate','status':409,'detail':'Not now.','times':-1}");
    String run = siteswap.run("fail-over-site", "north", "CHG0001235");
    siteswap.decide("approvePlan", "approver-1", "approve");
    siteswap.awaitTask("decideOnRefusedChanges");
    look("/runs/" + run, "g.sw-waiting", "run-was-refused");
    world.noFaults();
    siteswap.decide("decideOnRefusedChanges", "operator", "undo");
    siteswap.awaitState(run, "failoverUndone");
    ofTheDocs("/runs/" + run, "g.sw-undone[data-element-id=returnSpm]", "audit-undone", 1280, 1143);
    look("/runs/" + run, "g.sw-undone[data-element-id=returnSpm]", "run-undone");
    ofTheDocs("/runs", "#runs tbody tr", "audit-runs", 1280, 440);
    look("/runs", "#runs tbody tr", "runs");
    String inCockpit = COCKPIT + "#/siteswap/runs?run=" + earlier;
    ofTheDocs(inCockpit, "g.sw-done[data-element-id=moveSpm]", "audit-cockpit", 1280, 900);
    look(COCKPIT + "#/siteswap/runs", ".sw-runs tbody tr", "cockpit-runs");
    look(COCKPIT + "#/dashboard", ".sw-tile", "cockpit-dashboard");
    return run;
  }

  private void ofAJournalThatIsNotWhole(Path pack) throws IOException {
    byte[] whole = Files.readAllBytes(pack);
    Files.writeString(pack, "altered");
    awaitAnnouncements("The journal is not whole");
    ofTheDocs("/runs", "#announcements :text('not whole')", "journal-altered", 1280, 440);
    Files.write(pack, whole);
    awaitAnnouncements("[]");
  }

  private void awaitAnnouncements(String text) {
    JarProcess.await(
        "it is announced: " + text,
        LONGEST,
        () -> siteswap.as("operator").get("/api/announcements").ok().body().contains(text));
  }

  @Test
  void ofALostSite() {
    givenSiteswap();
    world.speed(1);
    world.lose("north");
    world.pass(Duration.ofSeconds(100), 1);
    look("/", ".tile", "sites-one-silent");
    String run = siteswap.run("recover-lost-site", "north", "EMERGENCY");
    siteswap.attest("approver-1", List.of("north-1", "north-2", "north-3"));
    world.pass(Duration.ofSeconds(60), 1);
    siteswap.attest("approver-2", List.of("north-1", "north-2", "north-3"));
    world.speed(FAST);
    siteswap.awaitState(run, "siteRecovered");
    look("/runs/" + run, "#sw-story tr[tabindex]", "run-recovered");
  }

  @Test
  void ofTheDemoDesk() {
    int port = Processes.freePort();
    siteswap =
        processes.siteswap(
            "--siteswap.twin.port=" + port,
            "--siteswap.twin.speed=" + FAST,
            "--siteswap.link=http://localhost:8080",
            "--siteswap.twin.desk.enabled=true");
    siteswap.start();
    Page desk = browser.window(URI.create("http://127.0.0.1:" + port));
    desk.navigate("/desk");
    Locator ticket = desk.locator("#CHG0001234");
    ticket.getByText("Approve").click();
    ticket.getByText("202: the run").waitFor();
    siteswap.decide("approvePlan", "approver-1", "approve");
    ticket.getByText("The run has ended: Site failed over").waitFor();
    take(desk, OF_THE_DOCS, "desk", 1500, 1000);
  }

  @Test
  void ofTheLargestCluster() {
    TwinProcess twin = processes.roomyTwin();
    world = twin.world();
    world.renew(HOSTS, VMS);
    world.speed(10);
    siteswap =
        processes.siteswap(processes.folder(), Jar.asItIs(), SiteswapProcess.with(twin.api()));
    siteswap.start();
    page = signedIn("operator", "/");
    String run = siteswap.run("fail-over-site", "north", "CHG0001234");
    siteswap.decide("approvePlan", "approver-1", "approve");
    JarProcess.await("half of it is done", LONGEST, () -> done(run) > (HOSTS + VMS) / 2);
    world.speed(STILL);
    ofTheDocs("/", ".run, .tile", "sites-failover", 1400, 1000);
    ofTheDocs("/?wall", ".run, .tile", "sites-wall", 1920, 1080);
    world.speed(FAST);
    siteswap.awaitState(run, "siteFailedOver");
    look("/runs/" + run, "#sw-story tr[tabindex]", "run-of-the-largest-cluster");
  }

  private int done(String run) {
    Matcher matcher = DONE.matcher(siteswap.waitingFor(run));
    return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
  }

  // --- how they are taken ----------------------------------------------------------------------

  private Path givenSiteswap() {
    int port = Processes.freePort();
    Path data = processes.folder();
    siteswap =
        processes.siteswap(
            data,
            Jar.asItIs(),
            "--siteswap.twin.port=" + port,
            "--siteswap.lookout.interval=1s",
            "--siteswap.evidence.check-interval=1s");
    siteswap.start();
    world = new TwinWorld(URI.create("http://127.0.0.1:" + port + "/ovirt-engine/api"));
    world.renew(3, 24);
    page = signedIn("operator", "/");
    return data;
  }

  private Page signedIn(String user, String address) {
    return browser.signedIn(siteswap.url(), user, siteswap.password(user), address);
  }

  private static Page.LocatorOptions having(String text) {
    return new Page.LocatorOptions().setHasText(text);
  }

  /** One whole load, also where only what is behind the # differs. */
  private static void opens(Page page, String address, String awaited) {
    page.navigate("about:blank");
    page.navigate(address);
    page.locator(awaited).first().waitFor();
  }

  private void ofTheDocs(String address, String awaited, String name, int width, int height) {
    page.setViewportSize(width, height);
    opens(page, address, awaited);
    take(page, OF_THE_DOCS, name, width, height);
  }

  private static void take(Page page, Path into, String name, int width, int height) {
    page.setViewportSize(width, height);
    page.screenshot(
        new Page.ScreenshotOptions()
            .setAnimations(ScreenshotAnimations.DISABLED)
            .setPath(into.resolve(name + ".png")));
  }

  /** As people with all kinds of screens see it. */
  private void look(String address, String awaited, String name) {
    for (int width : List.of(420, 1920, 1280)) {
      page.setViewportSize(width, 1000);
      opens(page, address, awaited);
      for (ColorScheme colours : List.of(ColorScheme.DARK, ColorScheme.LIGHT)) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(colours));
        whole(page, "%s-%d-%s".formatted(name, width, colours.name().toLowerCase(Locale.ROOT)));
      }
    }
    wholeOnPaper(page, name + "-on-paper");
    page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));
  }

  private static void wholeOnPaper(Page page, String name) {
    page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
    page.evaluate("document.documentElement.style.filter = 'grayscale(1)'");
    whole(page, name);
  }

  private static void whole(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setAnimations(ScreenshotAnimations.DISABLED)
            .setFullPage(true)
            .setPath(TO_LOOK_AT.resolve(name + ".png")));
  }
}
