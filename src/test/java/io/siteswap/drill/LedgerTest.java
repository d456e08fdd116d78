package io.siteswap.drill;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.siteswap.ledger.ChangeState;
import io.siteswap.ledger.Entry;
import io.siteswap.ledger.Journal;
import io.siteswap.manager.inventory.HostStatus;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is written down is found again, and nobody rewrites it unseen. */
class LedgerTest extends DrillTest {
  private static final String DEACTIVATE = "/hosts/{host}/deactivate";

  @Autowired private JdbcClient database;

  @BeforeEach
  void smallWorld() {
    drill.world(2, 4);
  }

  // --- the journal -----------------------------------------------------------------------------

  @Test
  void tellsARunFromItsOpeningToItsEnd() {
    failover();

    assertThat(drill.journal().firstBroken()).isEmpty();
    assertThat(drill.journal().of(drill.runId()))
        .extracting(Journal.Line::event)
        .startsWith(
            "run-opened",
            "acts-as",
            "plan-drawn-up",
            "approval-asked",
            "approvePlan",
            "acts-as",
            "change-requested")
        .endsWith("run-ended");
  }

  @Test
  void findsAnAlteredEntry() {
    failover();

    update("update journal set actor = 'somebody' where sequence = 3");

    assertThat(drill.journal().firstBroken()).contains(3L);
  }

  @Test
  void findsWhereAnEntryWasTakenOut() {
    failover();

    update("delete from journal where sequence = 3");

    assertThat(drill.journal().firstBroken()).contains(4L);
  }

  @Test
  void findsThatTheEndWasTakenOut() {
    failover();
    int last = drill.journal().of(drill.runId()).size();

    update("delete from journal where sequence = " + last);

    assertThat(drill.journal().firstBroken()).contains((long) last);
  }

  @Test
  void findsAnEntryThatWasPutIn() {
    failover();

    update("update journal set sequence = sequence + 100 where sequence > 3");
    update("update journal set sequence = sequence - 99 where sequence > 100");
    update(
        "insert into journal select 4, run_id, at, actor, event, detail, previous_hash, hash"
            + " from journal where sequence = 3");

    assertThat(drill.journal().firstBroken()).contains(4L);
  }

  @Test
  void findsWhatWasAlteredAmongTheLinesThatAreShown() {
    failover();
    assertThat(drill.journal().firstBroken()).isEmpty();

    update("update journal set actor = 'somebody' where sequence = 3");

    assertThat(drill.journal().firstBroken(shown())).contains(3L);
  }

  @Test
  void findsALineThatWasWrittenAnewWithItsHash() {
    failover();
    assertThat(drill.journal().firstBroken()).isEmpty();

    update("update journal set hash = '" + "f".repeat(64) + "' where sequence = 3");

    assertThat(drill.journal().firstBroken(shown())).contains(3L);
  }

  @Test
  void findsThatANeighbourOfALineThatIsShownWasTakenOut() {
    failover();
    assertThat(drill.journal().firstBroken()).isEmpty();

    update("delete from journal where sequence = 3");

    assertThat(drill.journal().firstBroken(shown())).contains(4L);
  }

  @Test
  void findsWhatWasAlteredSinceTheLastTimeWithoutItsBeingShown() {
    drill.start("fail-over-site", "north");
    assertThat(drill.journal().firstBroken()).isEmpty();
    int before = shown().size();
    drill.approve("approver-1").untilEnd();

    update("update journal set actor = 'somebody' where sequence = " + (before + 2));

    assertThat(drill.journal().firstBroken(List.of())).contains(before + 2L);
  }

  @Test
  void readsNothingAgainThatWasCheckedAndIsNotShown() {
    failover();
    assertThat(drill.journal().firstBroken()).isEmpty();

    update("update journal set actor = 'somebody' where sequence = 3");

    List<Journal.Line> latest = drill.journal().last(drill.runId(), 2);
    assertThat(drill.journal().firstBroken(latest)).isEmpty();
    assertThat(drill.journal().firstBroken()).contains(3L);
  }

  private List<Journal.Line> shown() {
    return drill.journal().of(drill.runId());
  }

  // --- the Manager's side of it ----------------------------------------------------------------

  @Test
  void namesEachRequestInTheManagersEvents() {
    failover();

    List<Entry> asked =
        drill.changes().stream().filter(entry -> !entry.change().implied()).toList();
    assertThat(asked).hasSize(3);
    assertThat(asked).allSatisfy(entry -> assertThat(events(entry)).isPositive());
    assertThat(asked).extracting(LedgerTest::id).doesNotHaveDuplicates();
    assertThat(asked).allMatch(entry -> id(entry).matches("[A-Za-z0-9_-]{1,36}"));
  }

  // --- a crash between the commit and the answer -----------------------------------------------

  @Test
  void doesNotAskAgainForWhatTheWorldShows() {
    drill.start("fail-over-site", "north").approve("approver-1");
    drill.until(() -> drill.host("north-1").is(HostStatus.PREPARING_FOR_MAINTENANCE));

    crash();
    drill.untilEnd();

    assertThat(drill.outcome()).contains("siteFailedOver");
    assertThat(drill.requests("POST", DEACTIVATE)).isEqualTo(2);
  }

  @Test
  void doesNotAskAgainForWhatTheEventsKnow() {
    drill.swallow("/hosts/*/forceselectspm", -1).start("fail-over-site", "north");
    drill.approve("approver-1");

    crash();
    drill.tick().tick().tick();

    assertThat(drill.faultsMet()).isEqualTo(1);
    assertThat(drill.change("south-1").state()).isEqualTo(ChangeState.REQUESTED);
    assertThat(drill.change("south-1").ask().answeredAt()).isPresent();
  }

  @Test
  void asksAgainForWhatNobodyKnows() {
    drill.swallow("/hosts/north-2/deactivate", 1).start("fail-over-site", "north");
    drill.approve("approver-1").until(() -> drill.faultsMet() == 1);

    crash();
    drill.untilEnd();

    assertThat(drill.outcome()).contains("siteFailedOver");
    assertThat(drill.run().differences()).isEmpty();
    assertThat(drill.requests("POST", DEACTIVATE)).isEqualTo(2);
  }

  @Test
  void forgetsNoUndoEither() {
    drill.start("fail-over-site", "north").approve("approver-1");
    drill
        .until(() -> drill.host("north-1").is(HostStatus.PREPARING_FOR_MAINTENANCE))
        .abort("operator");
    drill.swallow("/hosts/north-2/activate", 1).decide("decideOnStuckChanges", "operator", "undo");

    update("update change set undo_answered_at = null where state = 'reverting'");
    forget();
    drill.untilEnd();

    assertThat(drill.outcome()).contains("failoverUndone");
    assertThat(drill.run().differences()).isEmpty();
    assertThat(drill.requests("POST", "/hosts/{host}/activate")).isEqualTo(2);
  }

  /** The answers are lost, and what the process knew. */
  private void crash() {
    String hosts =
        drill.changes().stream()
            .filter(entry -> entry.change().object().type().equals("host"))
            .map(entry -> String.valueOf(entry.number()))
            .collect(joining(","));
    update(
        "update change set answered_at = null where state = 'requested' and number in (%s)"
            .formatted(hosts));
    forget();
  }

  private void forget() {
    update("update run set ledger_revision = ledger_revision + 1");
  }

  private void failover() {
    drill.start("fail-over-site", "north").approve("approver-1").untilEnd();
    assertThat(drill.outcome()).contains("siteFailedOver");
  }

  private void update(String sql) {
    assertThat(database.sql(sql).update()).isPositive();
  }

  private int events(Entry entry) {
    return drill
        .twin()
        .api("GET", "/events?search=correlation_id%3D" + id(entry), "")
        .path("event")
        .size();
  }

  private static String id(Entry entry) {
    return entry.ask().correlationId().orElseThrow();
  }
}
