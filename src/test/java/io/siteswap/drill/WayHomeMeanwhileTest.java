package io.siteswap.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.siteswap.ledger.Away;
import io.siteswap.ledger.AwayFromHome;
import io.siteswap.ledger.Journal;
import io.siteswap.manager.inventory.AffinityGroup;
import io.siteswap.plan.Difference;
import io.siteswap.site.NamePattern;
import io.siteswap.site.Site;
import io.siteswap.site.StretchCluster;
import io.siteswap.site.StretchClusters;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What others do, and what does not work, between the way there and the way home. */
class WayHomeMeanwhileTest extends DrillTest {
  private static final String STUCK = "decideOnStuckChanges";

  @Autowired private AwayFromHome awayFromHome;
  @Autowired private StretchClusters clusters;

  /** An undo that cannot be finished is given up by somebody, with a reason. */
  @Test
  void whatAnUndoCouldNotBringBackIsNamedAndStaysOnRecord() {
    Map<String, String> before = drill.world(2, 6).withoutAffinity().world();
    undoWithoutNorth2();

    drill.abort("operator").untilEnd();

    assertThat(drill.outcome()).contains("failoverUndone");
    assertThat(drill.run().differences()).extracting(Difference::name).contains("north-2");
    assertThat(drill.journal().of(drill.runId(), "run-aborted"))
        .as("who accepted it, and why")
        .extracting(Journal.Line::actor, Journal.Line::detail)
        .contains(tuple("operator", "drilled"));
    assertThat(away(Away.Kind.HOST)).containsExactly("north-2");
    assertThat(away(Away.Kind.SPM)).isEmpty();

    drill.noMoreFaults();
    failBack();
    assertThat(drill.outcome()).contains("siteFailedBack");
    assertThat(drill.world()).isEqualTo(before);
    assertThat(awayFromHome.of("demo")).isEmpty();
  }

  /** Somebody else has put right what the undo could not. */
  @Test
  void aRetryOfTheUndoLooksBeforeItAsks() {
    Map<String, String> before = drill.world(2, 6).withoutAffinity().world();
    undoWithoutNorth2();
    drill.noMoreFaults().elsewhere("hosts", "north-2", "activate").after(Duration.ofSeconds(60));
    assertThat(drill.host("north-2").isUp()).isTrue();
    drill.forgetRequests();

    drill.retryIncidents().untilEnd();

    assertThat(drill.requests("POST", "/hosts/{host}/activate")).isZero();
    assertThat(drill.outcome()).contains("failoverUndone");
    assertThat(drill.run().differences()).isEmpty();
    assertThat(drill.world()).isEqualTo(before);
    assertThat(awayFromHome.of("demo")).isEmpty();
  }

  @Test
  void aVmThatSomebodyHasMovedOnComesHomeAllTheSame() {
    Map<String, String> before = drill.world(2, 6).withoutAffinity().world();
    failOver();
    String host = drill.vm("web-1").host().orElseThrow().name();
    migrate("web-1", host.equals("south-1") ? "south-2" : "south-1");

    failBack();

    assertThat(drill.outcome()).contains("siteFailedBack");
    assertThat(drill.world()).isEqualTo(before);
  }

  @Test
  void aVmThatSomebodyHasBroughtHomeIsLeftWhereItIs() {
    Map<String, String> before = drill.world(2, 6).withoutAffinity().world();
    failOver();
    String home = before.get("web-1").replaceAll(".* on ", "");
    drill.elsewhere("hosts", home, "activate").after(Duration.ofSeconds(60));
    migrate("web-1", home);
    Map<String, Integer> migrations = drill.migrations();

    failBack();

    assertThat(drill.outcome()).contains("siteFailedBack");
    assertThat(drill.world()).isEqualTo(before);
    assertThat(drill.migrations().get("web-1")).isEqualTo(migrations.get("web-1"));
    assertThat(awayFromHome.of("demo")).isEmpty();
  }

  @Test
  void anAffinityGroupThatWasRenamedMeanwhileIsResumedUnderItsNewName() {
    recovered();
    assertThat(away(Away.Kind.AFFINITY_GROUP)).containsExactly("run-at-north");
    AffinityGroup group = drill.inventory().affinityGroups().get(0);
    drill.twin().api("PUT", groups() + "/" + group.id(), "{\"name\":\"at-north\"}");

    failBack();

    assertThat(drill.outcome()).contains("siteFailedBack");
    assertThat(drill.run().differences()).isEmpty();
    assertThat(drill.inventory().affinityGroups())
        .singleElement()
        .satisfies(
            now -> {
              assertThat(now.name()).isEqualTo("at-north");
              assertThat(now.hostsRuleEnabled()).isTrue();
            });
    assertThat(awayFromHome.of("demo")).isEmpty();
  }

  /** Made anew without a rule, it gets the one of before. */
  @Test
  void anAffinityGroupThatWasMadeAnewUnderItsNameIsTakenForTheOldOne() {
    recovered();
    AffinityGroup group = drill.inventory().affinityGroups().get(0);
    drill.twin().api("DELETE", groups() + "/" + group.id(), "");
    drill.twin().api("POST", groups(), "{\"name\":\"run-at-north\"}");

    failBack();

    assertThat(drill.outcome()).contains("siteFailedBack");
    assertThat(drill.inventory().affinityGroups())
        .singleElement()
        .satisfies(now -> assertThat(now.hostsRuleEnabled()).isTrue());
    assertThat(awayFromHome.of("demo")).isEmpty();
  }

  /** Between the two runs somebody has changed what the site is called, or which hosts it has. */
  @Test
  void aSiteThatIsCalledOtherwiseHasTheSameWayHome() {
    drill.world(2, 6);
    failOver();
    StretchCluster now = clusters.named("demo");

    for (Site site :
        Stream.of(
                new Site("nord", now.primary().hosts()),
                new Site("north", pattern("*north*")),
                new Site("nord", pattern("north-1", "north-2")))
            .toList()) {
      StretchCluster changed = with(now, site);
      assertThat(awayFromHome.home(changed, site)).isEqualTo(awayFromHome.home(now, now.primary()));
      assertThat(awayFromHome.of(changed, changed.secondary())).isEmpty();
      awayFromHome.look(changed, drill.inventory());
    }
    assertThat(away(Away.Kind.HOST)).containsExactly("north-1", "north-2");
    failBack();
    assertThat(drill.outcome()).contains("siteFailedBack");
  }

  private static StretchCluster with(StretchCluster old, Site primary) {
    return new StretchCluster(
        old.name(),
        old.manager(),
        old.managerName(),
        old.leaseStorageDomain(),
        primary,
        old.secondary(),
        old.protectedVms(),
        old.blueprint());
  }

  private static List<NamePattern> pattern(String... patterns) {
    return Stream.of(patterns).map(NamePattern::new).toList();
  }

  private void undoWithoutNorth2() {
    drill.start("fail-over-site", "north").approve("approver-1");
    drill.until(() -> drill.migrations().size() >= 3);
    drill.refuse("/hosts/" + drill.idOf("north-2") + "/activate", "no storage", -1);
    drill.abort("operator").decide(STUCK, "operator", "undo").untilIncident();
  }

  private void recovered() {
    drill.world(2, 6).lose("north").later(Duration.ofSeconds(90));
    drill.start("recover-lost-site", "north").attest("approver-1").attest("approver-2").untilEnd();
    drill.restore("north").later(Duration.ofMinutes(3));
  }

  private void migrate(String vm, String host) {
    drill
        .twin()
        .api(
            "POST",
            "/vms/" + drill.idOf(vm) + "/migrate",
            "{\"host\":{\"id\":\"" + drill.idOf(host) + "\"}}");
    drill.after(Duration.ofSeconds(40));
  }

  private String groups() {
    return "/clusters/" + drill.inventory().cluster().id() + "/affinitygroups";
  }

  private void failOver() {
    drill.start("fail-over-site", "north").approve("approver-1").untilEnd();
  }

  private void failBack() {
    drill
        .start("fail-back-site", "north")
        .decide("confirmReplication", "operator", "approve", "array: in sync")
        .approve("approver-1")
        .untilEnd();
  }

  private Stream<String> away(Away.Kind kind) {
    return awayFromHome.of("demo").stream().filter(it -> it.kind() == kind).map(Away::name);
  }
}
