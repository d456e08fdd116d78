package io.siteswap.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteswap.ledger.ChangeState;
import io.siteswap.ledger.Entry;
import io.siteswap.manager.inventory.Host;
import io.siteswap.manager.inventory.HostStatus;
import io.siteswap.manager.inventory.Vm;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A deployment brings any Manager to what a stretch cluster must be, and takes it all back. */
class DeployTest extends DrillTest {
  private static final String DEPLOY = "deploy-stretch-cluster";

  @Test
  void makesAClusterOfAnEmptyManager() {
    drill.world("empty").start(DEPLOY, "").approve("approver-1").untilEnd();

    assertThat(drill.outcome()).contains("clusterDeployed");
    assertThat(drill.hosts("")).hasSize(6).allMatch(Host::isUp);
    assertThat(priorities("north"))
        .allMatch(p -> priorities("south").stream().allMatch(q -> p > q));
    assertThat(drill.inventory().dataCenter().isUp()).isTrue();
  }

  @Test
  void repairsWhatHasDrifted() {
    drill.world("drifted").start(DEPLOY, "").approve("approver-1").untilEnd();

    assertThat(drill.outcome()).contains("clusterDeployed");
    assertThat(priorities("north"))
        .allMatch(p -> priorities("south").stream().allMatch(q -> p > q));
    assertThat(drill.vms())
        .allMatch(vm -> vm.protection().highlyAvailable())
        .allMatch(vm -> vm.protection().lease().isPresent());
    assertThat(drill.vms())
        .filteredOn(vm -> vm.name().startsWith("batch"))
        .allMatch(vm -> vm.priority() == 10);
    assertThat(drill.inventory().affinityGroups())
        .singleElement()
        .satisfies(
            group -> {
              assertThat(group.hostIds()).hasSize(3);
              assertThat(group.vmIds()).hasSize(24);
              assertThat(group.enforcing()).isFalse();
            });
  }

  @Test
  void asksOnceForEachVmThatDiffersAndForNoOther() {
    drill.world("drifted").start(DEPLOY, "");
    List<Entry> vms = drill.changes("protectVms");

    drill.approve("approver-1").untilEnd();

    assertThat(vms).isNotEmpty().hasSizeLessThan(24);
    assertThat(drill.requests("PUT", "/vms/{vm}")).isEqualTo(vms.size());
  }

  @Test
  void hasNothingToChangeAndNobodyToAskASecondTime() {
    drill.world("drifted").start(DEPLOY, "").approve("approver-1").untilEnd();

    drill.start(DEPLOY, "");

    assertThat(drill.outcome()).contains("clusterAsDemanded");
    assertThat(drill.findTask("approvePlan")).isEmpty();
    assertThat(drill.changes()).isEmpty();
  }

  @Test
  void showsEachChangeFromWhatToWhatAndWhy() {
    drill.world("drifted").start(DEPLOY, "");

    assertThat(drill.form().get("headline").asText()).contains("changes of VMs");
    assertThat(drill.form().get("changes"))
        .isNotEmpty()
        .allSatisfy(
            row -> {
              assertThat(row.get("object").asText()).isNotBlank();
              assertThat(row.get("from").asText()).isNotEqualTo(row.get("to").asText());
              assertThat(row.get("why").asText()).isNotBlank();
            });
    assertThat(drill.form().get("spm").asText()).isEmpty();
  }

  // --- a failure in each phase is undone ---------------------------------------------------------

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "makeCluster, POST, /clusters, empty",
    "addHosts, POST, /hosts, empty",
    "setSpmPriorities, PUT, /hosts/**, drifted",
    "protectVms, PUT, /vms/**, drifted",
    "placeVms, PUT, /clusters/*/affinitygroups/**, drifted"
  })
  void isUndoneWhereverItFails(String phase, String method, String path, String world) {
    drill.world(world);
    List<String> before = drill.everything();
    drill.fault(
        "{\"method\":\"%s\",\"path\":\"%s\",\"status\":409,\"detail\":\"No, not today.\",\"times\":1}"
            .formatted(method, path));
    drill.start(DEPLOY, "").approve("approver-1").untilTask("decideOnRefusedChanges");
    assertThat(drill.run().phase()).contains(phase);
    assertThat(drill.facts().toString()).contains("No, not today.");

    drill.decide("decideOnRefusedChanges", "operator", "undo").untilEnd();

    assertThat(drill.outcome()).contains("deploymentUndone");
    assertThat(drill.everything()).isEqualTo(before);
    assertThat(drill.run().differences()).isEmpty();
  }

  @Test
  void aVerifiedClusterCanStillBeUndoneToTheByte() {
    drill.world("drifted");
    List<String> before = drill.everything();
    drill.start(DEPLOY, "").approve("approver-1");
    drill.until(() -> drill.run().phase().orElse("").equals("placeVms"));
    drill.abort("operator");

    drill.decide("decideOnStuckChanges", "operator", "undo").untilEnd();

    assertThat(drill.outcome()).contains("deploymentUndone");
    assertThat(drill.everything()).isEqualTo(before);
  }

  // --- what goes wrong ---------------------------------------------------------------------------

  @Test
  void saysWhyAHostCannotBeInstalledAndInstallsItAgain() {
    drill.world("empty");
    drill.twin().control("POST", "installs/south-2", INSTALL_FAILED);
    drill.start(DEPLOY, "").approve("approver-1").untilTask("decideOnRefusedChanges");
    assertThat(drill.facts().toString()).contains("south-2", "install failed", "no route to host");

    drill.twin().control("DELETE", "installs/south-2", "");
    drill.decide("decideOnRefusedChanges", "operator", "retry").untilEnd();

    assertThat(drill.outcome()).contains("clusterDeployed");
    assertThat(drill.hosts("")).hasSize(6).allMatch(Host::isUp);
  }

  @Test
  void removesTheHostThatCannotBeInstalledAsWell() {
    drill.world("empty");
    drill.twin().control("POST", "installs/south-2", INSTALL_FAILED);
    drill.start(DEPLOY, "").approve("approver-1").untilTask("decideOnRefusedChanges");

    drill.decide("decideOnRefusedChanges", "operator", "undo").untilEnd();

    assertThat(drill.outcome()).contains("deploymentUndone");
    assertThat(drill.inventory().hosts()).isEmpty();
    assertThat(drill.inventory().cluster().isThere()).isFalse();
  }

  /** Somebody else adds a host of that name in the very moment in which it is asked for. */
  @Test
  void leavesAHostAloneThatSomebodyElseHasAdded() {
    drill.world("empty").refuse("/hosts", "Cannot add Host. The Host name is already in use.", 1);
    drill.start(DEPLOY, "").approve("approver-1").untilTask("decideOnRefusedChanges");
    Entry refused =
        drill.changes("addHosts").stream()
            .filter(entry -> entry.state() == ChangeState.REFUSED)
            .findFirst()
            .orElseThrow();
    String name = refused.change().object().name();
    add(name);
    drill.after(Duration.ofMinutes(6));

    drill.decide("decideOnRefusedChanges", "operator", "undo");
    drill.until(() -> !drill.run().isOpen() || !drill.incidents().isEmpty());

    assertThat(drill.inventory().hosts())
        .as("all that this run has added are gone, and no other")
        .extracting(host -> host.name())
        .containsExactly(name);
    if (drill.run().isOpen()) {
      drill.abort("operator").untilEnd();
    }
    assertThat(drill.outcome()).contains("deploymentUndone");
  }

  /** Somebody had begun: the cluster is there, one host works, and one could not be installed. */
  @Test
  void leavesHalfDoneWhatWasFoundHalfDone() {
    drill.world("empty");
    drill.twin().api("POST", "/datacenters", "{\"name\":\"Default\",\"local\":false}");
    drill
        .twin()
        .api(
            "POST",
            "/clusters",
            "{\"name\":\"Default\",\"data_center\":{\"name\":\"Default\"},\"cpu\":{\"type\":\"Intel Nehalem Family\"}}");
    add("north-1");
    drill.until(() -> drill.host("north-1").isUp());
    drill.twin().control("POST", "installs/south-1", INSTALL_FAILED);
    add("south-1");
    drill.until(() -> drill.host("south-1").is(HostStatus.INSTALL_FAILED));
    List<String> before = drill.everything();

    drill.fault(
        "{\"method\":\"PUT\",\"path\":\"/hosts/**\",\"status\":409,\"detail\":\"Not today.\",\"times\":-1}");
    drill.start(DEPLOY, "").approve("approver-1").untilTask("decideOnRefusedChanges");
    drill.decide("decideOnRefusedChanges", "operator", "undo").untilEnd();

    assertThat(drill.outcome()).contains("deploymentUndone");
    assertThat(drill.everything()).isEqualTo(before);
  }

  private void add(String host) {
    drill
        .twin()
        .api(
            "POST",
            "/hosts",
            "{\"name\":\"%s\",\"address\":\"%s.example.com\",\"root_password\":\"x\",\"cluster\":{\"name\":\"Default\"}}"
                .formatted(host, host));
  }

  private static final String INSTALL_FAILED =
      "{\"result\":\"install_failed\",\"reason\":\"no route to host\"}";

  @Test
  void goesOnWithoutTheHostThatCannotBeInstalled() {
    drill.world("empty");
    drill.twin().control("POST", "installs/south-2", INSTALL_FAILED);
    drill.start(DEPLOY, "").approve("approver-1").untilTask("decideOnRefusedChanges");

    drill.decide("decideOnRefusedChanges", "operator", "continue").untilEnd();

    assertThat(drill.outcome()).contains("clusterDeployed");
    assertThat(drill.run().differences()).extracting(d -> d.name()).contains("south-2");
  }

  @Test
  void saysWhyAHostDoesNotWork() {
    drill.world("empty");
    drill
        .twin()
        .control(
            "POST",
            "installs/north-3",
            "{\"result\":\"non_operational\",\"detail\":\"network_unreachable\"}");

    drill.start(DEPLOY, "").approve("approver-1").untilTask("decideOnRefusedChanges");

    assertThat(drill.facts().toString())
        .contains("north-3", "non operational", "network_unreachable");
  }

  @Test
  void waitsForAStorageDomainThatGoesInactiveInTheMiddle() {
    drill.world("drifted").start(DEPLOY, "");
    drill.twin().control("POST", "storagedomains/data", "{\"status\":\"inactive\"}");
    drill.approve("approver-1").after(Duration.ofSeconds(20));
    assertThat(drill.run().waitingFor().orElse("")).contains("storage domain data is inactive");

    drill.twin().control("POST", "storagedomains/data", "{\"status\":\"active\"}");
    drill.untilEnd();

    assertThat(drill.outcome()).contains("clusterDeployed");
  }

  @Test
  void seesThatARunningVmHasNotGotItsLease() {
    drill.world("drifted").vm("app-1", "{\"leaseHotPlugFails\":true}");
    drill.start(DEPLOY, "").approve("approver-1").untilTask("decideOnRefusedChanges");
    assertThat(drill.vm("app-1").protection().lease()).isPresent();
    assertThat(drill.facts().toString()).contains("app-1", "running without a VM lease");

    drill.decide("decideOnRefusedChanges", "operator", "continue").untilEnd();

    assertThat(drill.outcome()).contains("clusterDeployed");
    assertThat(drill.change("app-1").state().word()).isEqualTo("left");
  }

  @Test
  void asksAgainWhenAVmIsGoneThatWasInThePlan() {
    drill.world("drifted").start(DEPLOY, "");
    Vm gone =
        drill.vms().stream()
            .filter(vm -> drill.changes("protectVms").stream().anyMatch(e -> isOf(e, vm)))
            .findFirst()
            .orElseThrow();
    drill.elsewhere("vms", gone.name(), "stop").after(Duration.ofSeconds(5));
    drill.twin().api("DELETE", "/vms/" + gone.ref().id(), "");

    drill.approve("approver-1").untilTask("approveChangedPlan");

    assertThat(drill.form().get("differences").toString()).contains(gone.name());
  }

  private static boolean isOf(Entry entry, Vm vm) {
    return entry.change().object().id().equals(vm.ref().id());
  }

  @Test
  void goesOnAfterARestartOfTheManager() {
    drill.world("empty").start(DEPLOY, "").approve("approver-1").tick();
    drill.twin().control("POST", "manager/restart", "{\"seconds\":24}");

    drill.untilEnd();

    assertThat(drill.outcome()).contains("clusterDeployed");
    assertThat(drill.requests("POST", "/hosts")).isEqualTo(6);
  }

  @Test
  void saysWhatTheAccountLacks() {
    drill.twin().control("POST", "account", "{\"permits\":[\"manipulate_host\"]}");
    try {
      drill.start(DEPLOY, "");

      assertThat(drill.findTask("installManager")).isPresent();
      drill.twin().control("DELETE", "account", "");
      drill.decide("installManager", "operator", "approve");
      assertThat(drill.findTask("approvePlan")).isPresent();
    } finally {
      drill.twin().control("DELETE", "account", "");
    }
  }

  private List<Integer> priorities(String site) {
    return drill.hosts(site).stream().map(Host::spmPriority).toList();
  }
}
