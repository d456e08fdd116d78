package io.siteswap.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.siteswap.drill.DrillTest;
import io.siteswap.evidence.EvidenceFolder.PackFile;
import io.siteswap.evidence.pack.PackContents;
import io.siteswap.evidence.pack.Sha256;
import io.siteswap.evidence.pack.SigningKey;
import io.siteswap.evidence.pack.Verdict;
import io.siteswap.evidence.pack.Verification;
import io.siteswap.ledger.Journal;
import io.siteswap.ledger.Json;
import io.siteswap.outbox.Outbox;
import io.siteswap.outbox.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is handed to an auditor when a run is over. */
class EvidenceTest extends DrillTest {
  @Autowired private Outbox outbox;
  @Autowired private EvidenceAtEnd atEnd;
  @Autowired private Evidence evidence;
  @Autowired private EvidenceFolder folder;
  @Autowired private Settings settings;
  @Autowired private SigningKey key;
  @Autowired private JdbcClient database;

  @BeforeEach
  void emptyFolder() throws IOException {
    for (PackFile pack : folder.all()) {
      Files.delete(pack.path());
    }
  }

  /** What the outbox does by itself outside of drills. */
  private PackFile sealed() {
    List<Waiting> waiting =
        outbox.waitingFor(drill.runId()).stream()
            .filter(one -> atEnd.carries(one.message().channel()))
            .toList();
    assertThat(waiting).hasSize(1);
    atEnd.deliver(waiting.get(0).message(), false);
    return folder.latest(drill.runId()).orElseThrow();
  }

  private PackFile failedOver() {
    drill.start("fail-over-site", "north").approve("approver-1").untilEnd();
    return sealed();
  }

  private static JsonNode json(Map<String, byte[]> contents, String name) {
    return Json.tree(PackContents.text(contents, name));
  }

  @Test
  void theEndOfARunMakesAPackThatIsWhole() throws IOException {
    PackFile pack = failedOver();

    Verdict verdict = Verification.of(pack.path(), Optional.of(key.publicPem()));
    assertThat(verdict.problems()).isEmpty();
    assertThat(verdict.isWhole()).isTrue();
    assertThat(verdict.manifest().orElseThrow().about().outcome()).isEqualTo("siteFailedOver");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(pack.path())))
        .isEqualTo("rw-------");
    assertThat(PackContents.of(pack.path()))
        .containsKeys(
            "report.html",
            "report.pdf",
            "diagram.svg",
            "journal.jsonl",
            "decisions.json",
            "approval-forms/1.json",
            "changes.csv",
            "inventory-before.json",
            "inventory-after.json",
            "inventory-difference.json",
            "manager-events.jsonl",
            "times.json",
            "configuration.json",
            "versions.json",
            "verify.html",
            "key.pem");
  }

  @Test
  void theJournalNamesThePackAndItsHash() throws IOException {
    PackFile pack = failedOver();

    assertThat(drill.journal().of(drill.runId()))
        .last()
        .satisfies(
            line -> {
              assertThat(line.event()).isEqualTo("evidence-packed");
              assertThat(line.detail())
                  .contains(pack.name(), Sha256.of(pack.path()), key.fingerprint());
            });
    assertThat(drill.journal().firstBroken()).isEmpty();
  }

  /** The chain says what was approved, and it is in the pack. */
  @Test
  void anApprovalNamesThePlanThatIsInThePack() {
    Map<String, byte[]> contents = PackContents.of(failedOver().path());

    String approval =
        StreamSupport.stream(json(contents, "decisions.json").spliterator(), false)
            .filter(one -> one.path("what").asText().equals("approvePlan"))
            .peek(
                one -> {
                  assertThat(one.path("who").asText()).isEqualTo("approver-1");
                  assertThat(one.path("role").asText()).isEqualTo("dr-approvers");
                })
            .map(one -> one.path("detail").asText())
            .findFirst()
            .orElseThrow();
    assertThat(approval).contains(drill.run().approvedFingerprint().orElseThrow());
    Matcher digest = Pattern.compile("plan SHA-256 ([0-9a-f]{64})").matcher(approval);
    assertThat(digest.find()).isTrue();
    assertThat(contents.keySet().stream().filter(name -> name.startsWith("plans/")))
        .anySatisfy(
            name ->
                assertThat(Sha256.of(PackContents.text(contents, name)))
                    .isEqualTo(digest.group(1)));
  }

  @Test
  void theModelsAreThoseThatWereRun() throws IOException {
    Map<String, byte[]> contents = PackContents.of(failedOver().path());

    assertThat(PackContents.text(contents, "processes/fail-over-site-v1.bpmn"))
        .isEqualTo(Files.readString(Path.of("processes/fail-over-site.bpmn")));
    assertThat(contents)
        .containsKeys("processes/carry-out-phase-v1.bpmn", "processes/pass-gate-v1.bpmn");
  }

  @Test
  void theWorldBeforeAndAfterDiffersInWhatTheRunDid() {
    Map<String, byte[]> contents = PackContents.of(failedOver().path());

    List<String> differences =
        StreamSupport.stream(json(contents, "inventory-difference.json").spliterator(), false)
            .map(
                one ->
                    "%s %s: %s -> %s"
                        .formatted(
                            one.path("name").asText(),
                            one.path("what").asText(),
                            one.path("before").asText(),
                            one.path("after").asText()))
            .toList();
    assertThat(differences)
        .contains("north-1 status: UP -> MAINTENANCE")
        .filteredOn(one -> one.contains(" host: north-"))
        .hasSize(24);
    String events = PackContents.text(contents, "manager-events.jsonl");
    assertThat(events.lines()).isNotEmpty().allMatch(line -> line.contains("\"sw-"));
  }

  @Test
  void whatHadToHoldWasObserved() {
    Map<String, byte[]> contents = PackContents.of(failedOver().path());

    JsonNode times = json(contents, "times.json");
    assertThat(times.at("/conditions/0/what").asText())
        .isEqualTo("Each of the 3 hosts of site north is in maintenance, and no VM runs there");
    assertThat(times.at("/conditions/0/missing")).isEmpty();
    assertThat(times.findValuesAsText("what"))
        .contains("Requested", "Plan drawn up", "Approve plan: approve", "Ended: Site failed over");
    assertThat(times.path("deviations")).isEmpty();
  }

  @Test
  void nothingThatOpensSomethingIsInIt() {
    drill.start("fail-over-site", "north").approve("approver-1").untilEnd();
    PackFile pack = sealed();

    assertThat(settings.hidden())
        .containsKeys(
            "siteswap.clusters.demo.manager.password",
            "siteswap.clusters.demo.hosts[3].password",
            "siteswap.people.operator.password");
    List<String> secrets =
        settings.hidden().values().stream().filter(value -> value.length() > 5).toList();
    assertThat(secrets).contains("sesame", "drill-1");
    PackContents.of(pack.path())
        .forEach(
            (name, bytes) ->
                assertThat(new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1))
                    .as(name)
                    .doesNotContain(secrets));
  }

  @Test
  void anUndoneRunSaysWhatWentOtherwise() {
    drill
        .refuse("/hosts/north-2/deactivate", "Not now, for a drill.", 1)
        .start("fail-over-site", "north")
        .approve("approver-1")
        .untilTask("decideOnRefusedChanges")
        .decide("decideOnRefusedChanges", "operator", "undo")
        .untilEnd();
    Map<String, byte[]> contents = PackContents.of(sealed().path());

    assertThat(json(contents, "times.json").path("deviations"))
        .extracting(JsonNode::asText)
        .anyMatch(one -> one.contains("People decided on changes that were refused (operator)"))
        .anyMatch(one -> one.endsWith("changes were taken back"));
    assertThat(PackContents.text(contents, "report.html")).contains("Failover undone");
  }

  /** What the plan had aimed at is no longer wanted; what counts is that the world is as before. */
  @Test
  void anUndoneRunIsMeasuredByTheWorldBefore() {
    drill
        .refuse("/hosts/north-2/deactivate", "Not now, for a drill.", 1)
        .start("fail-over-site", "north")
        .approve("approver-1")
        .untilTask("decideOnRefusedChanges")
        .decide("decideOnRefusedChanges", "operator", "undo")
        .untilEnd();

    assertThat(report(sealed()))
        .contains("The run was undone: the world is to be as it was before.")
        .containsPattern("and [0-9]+ more, in times.json");
  }

  private static String report(PackFile pack) {
    return PackContents.text(PackContents.of(pack.path()), "report.html")
        .replaceAll("(?s)<style>.*?</style>|<svg.*?</svg>|<[^>]+>", "")
        .replace("&#x3D;", "=");
  }

  @Test
  void theReportSaysWhoWasAskedWhoWasToldAndWithWhichAccountTheyActed() {
    database
        .sql("insert into directory_person (subject, user_id, since) values (?, ?, ?)")
        .params("ldap:uid=approver-1,ou=people", "approver-1", drill.now().atOffset(ZoneOffset.UTC))
        .update();
    try {
      theReportSaysIt();
    } finally {
      database.sql("delete from directory_person").update();
    }
  }

  private void theReportSaysIt() {
    drill
        .journal()
        .add("people", "commander", "glass-broken", "signed in with a code from the safe");
    PackFile pack = failedOver();

    assertThat(report(pack))
        .contains("1 of dr-approvers, but not who started the run")
        .contains("approver-1 (ldap:uid=approver-1,ou=people)")
        .contains("commander broke the glass: signed in with a code from the safe")
        .doesNotContain("Nobody, or it was longer ago than notices are kept.");
    assertThat(json(PackContents.of(pack.path()), "notices.json"))
        .isNotEmpty()
        .allMatch(told -> told.at("/notice/run").asText().equals(drill.runId()));
  }

  /** How long a run may take is configured; that it was reached is seen. */
  @Test
  void theReportHoldsTheRunAgainstItsTarget() {
    PackFile pack = failedOver();

    assertThat(json(PackContents.of(pack.path()), "times.json").path("targets"))
        .anySatisfy(
            target -> {
              assertThat(target.path("what").asText())
                  .isEqualTo("the whole run, from its start to its end");
              assertThat(target.path("target").asText()).isEqualTo("2 h 00 min 00 s");
              assertThat(target.path("verdict").asText()).isEqualTo("reached");
            });
  }

  /** Each step against what it was to take, in the report and for programs. */
  @Test
  void theReportHoldsEachPhaseAgainstItsForecast() {
    PackFile pack = failedOver();

    JsonNode phases = json(PackContents.of(pack.path()), "times.json").path("phases");
    assertThat(phases.findValuesAsText("what"))
        .containsExactly("Move the SPM", "Put hosts into maintenance");
    assertThat(phases.at("/0/forecast").asText()).isEqualTo("PT15S");
    assertThat(phases.at("/0/verdict").asText()).isIn("reached", "longer");
    assertThat(report(pack)).containsPattern("Move the SPM1.*1 done.*15 s");
  }

  /** Before it has ended as well; what was not to be had is named. */
  @Test
  void thePackOfAnOpenRunSaysThatItIsOpen() {
    drill.start("fail-over-site", "north");
    PackFile pack = evidence.make(drill.runId());

    Verdict verdict = Verification.of(pack.path(), Optional.empty());
    assertThat(verdict.isWhole()).isTrue();
    assertThat(verdict.manifest().orElseThrow().about().outcome()).isEmpty();
    assertThat(PackContents.text(PackContents.of(pack.path()), "report.html"))
        .contains("still open");
  }

  @Test
  void aManagerThatDoesNotAnswerIsNamedAndHoldsNothingUp() {
    drill.start("fail-over-site", "north").approve("approver-1").untilEnd();
    drill.managerAway();

    Verdict verdict = Verification.of(sealed().path(), Optional.empty());

    assertThat(verdict.isWhole()).isTrue();
    assertThat(verdict.manifest().orElseThrow().missing())
        .extracting(one -> one.what())
        .contains("the inventory after the run", "the Manager's events");
  }

  /** Others' entries lie between those of the run, and are needed to follow the chain. */
  @Test
  void theChainLeadsThroughWhatOthersDidMeanwhile() {
    drill.start("fail-over-site", "north");
    drill.journal().add("people", "admin", "engine-operation", "of somebody else");
    drill.approve("approver-1").untilEnd();

    PackFile pack = sealed();

    assertThat(Verification.of(pack.path(), Optional.empty()).isWhole()).isTrue();
    assertThat(PackContents.text(PackContents.of(pack.path()), "journal.jsonl"))
        .contains("of somebody else");
  }

  @Test
  void whatWasNotedSinceMakesAnotherPack() {
    PackFile first = failedOver();
    assertThat(evidence.ready(drill.run())).contains(first);

    drill.journal().add(drill.runId(), "operator", "follow-up-noted", "1, for nina: a cable");

    assertThat(evidence.ready(drill.run())).isEmpty();
    PackFile second = evidence.make(drill.runId());
    assertThat(evidence.ready(drill.run())).contains(second);
    assertThat(folder.all()).contains(first, second);
  }

  /** Who belonged to which group is not to be known afterwards. */
  @Test
  void theJournalSaysInWhichRoleSomebodyActed() {
    drill.start("fail-over-site", "north").approve("approver-1");

    assertThat(drill.journal().of(drill.runId()))
        .filteredOn(line -> line.event().equals(ActsAs.EVENT))
        .extracting(Journal.Line::detail)
        .containsExactly("operator acts as dr-operators", "approver-1 acts as dr-approvers");
  }
}
