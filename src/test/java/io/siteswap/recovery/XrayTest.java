package io.siteswap.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteswap.manager.inventory.Cluster;
import io.siteswap.manager.inventory.DataCenter;
import io.siteswap.manager.inventory.DataCenterStatus;
import io.siteswap.manager.inventory.FencingPolicy;
import io.siteswap.manager.inventory.Host;
import io.siteswap.manager.inventory.HostRef;
import io.siteswap.manager.inventory.HostStatus;
import io.siteswap.manager.inventory.Inventory;
import io.siteswap.manager.inventory.LogEntry;
import io.siteswap.manager.inventory.Protection;
import io.siteswap.manager.inventory.Reading;
import io.siteswap.manager.inventory.Severity;
import io.siteswap.manager.inventory.StorageErrorResume;
import io.siteswap.manager.inventory.Vm;
import io.siteswap.manager.inventory.VmPlacement;
import io.siteswap.manager.inventory.VmRef;
import io.siteswap.manager.inventory.VmStatus;
import io.siteswap.site.Blueprint;
import io.siteswap.site.ManagerAccess;
import io.siteswap.site.NamePattern;
import io.siteswap.site.Site;
import io.siteswap.site.StretchCluster;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Each reason why a Manager does not fail over, and until when. */
class XrayTest {
  private static final Instant LOST = Instant.parse("2026-11-22T03:12:00Z");
  private static final Site NORTH = new Site("north", List.of(new NamePattern("north-*")));
  private static final Site SOUTH = new Site("south", List.of(new NamePattern("south-*")));
  private static final StretchCluster CLUSTER =
      new StretchCluster(
          "demo",
          new ManagerAccess(
              URI.create("https://manager.example.com/ovirt-engine/api"),
              "user",
              "secret",
              Optional.empty(),
              false),
          "Default",
          Optional.of("data"),
          NORTH,
          SOUTH,
          List.of(new NamePattern("*")),
          Blueprint.empty());
  private static final Protection NONE =
      new Protection(false, 0, Optional.empty(), StorageErrorResume.AUTO_RESUME);
  private static final Protection HA =
      new Protection(true, 50, Optional.empty(), StorageErrorResume.AUTO_RESUME);
  private static final Protection LEASED =
      new Protection(true, 50, Optional.of("data"), StorageErrorResume.KILL);

  private DataCenter dataCenter = new DataCenter("dc", "Default", DataCenterStatus.UP);
  private FencingPolicy fencing = new FencingPolicy(true, 0);
  private String south = "up";
  private boolean powerManaged = true;
  private final List<Host> north = new ArrayList<>();
  private final List<Vm> vms = new ArrayList<>();
  private final List<LogEntry> events = new ArrayList<>();
  private Reading<List<LogEntry>> log = Reading.of(events);
  private Instant now = LOST;

  @Test
  void saysNothingOfASiteThatAnswers() {
    host("north-1", "up", Host.Spm.SPM);
    vm("db-1", "up", "north-1", NONE);
    about("north-1", 9008, 0);
    fencing = new FencingPolicy(false, 0);

    assertThat(lines()).isEmpty();
  }

  @Test
  void saysUntilWhenTheGraceLasts() {
    lost("connecting");
    vm("db-1", "up", "north-1", LEASED);
    vm("db-2", "up", "north-1", LEASED);

    XrayLine line = line("grace-period");

    // 60 s, 20 s for the SPM, half a second for each of two VMs
    assertThat(line.until()).contains(LOST.plusSeconds(81));
    assertThat(line.what()).startsWith("2 hosts (north-1, north-2): the Manager still waits");
    assertThat(lines().get(0)).isEqualTo(line);
  }

  @Test
  void saysThatAManagerThatHasJustStartedFencesNobody() {
    lost("non_responsive");
    event(1, -100, "Starting oVirt Engine.", "", "");

    assertThat(line("manager-just-started").until()).contains(LOST.plusSeconds(200));

    now = LOST.plusSeconds(200);
    assertThat(codes()).doesNotContain("manager-just-started");
  }

  @Test
  void saysThatFencingIsOff() {
    lost("non_responsive");
    fencing = new FencingPolicy(false, 50);

    assertThat(line("fencing-off").unblock()).startsWith("Attest that the hosts are down");
    assertThat(codes()).doesNotContain("fencing-suppressed");
  }

  @Test
  void saysThatTheLossOfHalfTheHostsSuppressesFencing() {
    lost("non_responsive");
    fencing = new FencingPolicy(true, 50);
    assertThat(line("fencing-suppressed").what())
        .isEqualTo(
            "2 of 4 hosts do not answer, and from 50 % on the Manager fences none: 2 hosts"
                + " (north-1, north-2)");

    fencing = new FencingPolicy(true, 51);
    assertThat(codes()).doesNotContain("fencing-suppressed");
  }

  @Test
  void saysThatThereIsNoPowerManagement() {
    powerManaged = false;
    lost("non_responsive");
    about("north-1", 9028, 80);

    assertThat(line("no-power-management").what()).startsWith("2 hosts (north-1, north-2)");
    assertThat(codes()).doesNotContain("fencing-failed");
  }

  @Test
  void saysThatPowerManagementDidNotHelp() {
    lost("non_responsive");
    about("north-1", 9002, -3600);
    assertThat(codes()).doesNotContain("fencing-failed");

    about("north-1", 9002, 80);
    assertThat(line("fencing-failed").what()).startsWith("1 host (north-1)");
  }

  @Test
  void saysThatFencingWasSkipped() {
    lost("non_responsive");
    about("north-2", 9014, 170);

    assertThat(line("fencing-skipped").unblock()).startsWith("Look closely");
  }

  @Test
  void saysNothingOfFencingOfConfirmedHosts() {
    powerManaged = false;
    lost("non_responsive");
    about("north-1", 494, 90);
    about("north-2", 494, 90);
    fencing = new FencingPolicy(false, 0);

    assertThat(codes()).doesNotContain("no-power-management", "fencing-off");
  }

  @Test
  void saysThatAConfirmationCameTooEarly() {
    lost("connecting");
    vm("db-1", "up", "north-1", LEASED);
    about("north-1", 494, 30);

    assertThat(line("confirmed-too-early").what()).startsWith("1 host (north-1)");
  }

  @Test
  void saysThatTheSpmIsLost() {
    lost("non_responsive");
    dataCenter = new DataCenter("dc", "Default", DataCenterStatus.PROBLEMATIC);

    assertThat(line("spm-lost").what()).startsWith("The SPM is north-1, which does not answer");
    assertThat(line("data-center-problematic").until()).isEmpty();
  }

  @Test
  void saysWhenTheDataCentreIsTriedAgain() {
    lost("non_responsive");
    dataCenter = new DataCenter("dc", "Default", DataCenterStatus.NOT_OPERATIONAL);
    event(979, 80, "No Host was available to manage the Data Center.", "", "");

    assertThat(line("data-center-not-operational").until()).contains(LOST.plusSeconds(260));
  }

  @Test
  void saysThatNoHostIsLeft() {
    lost("non_responsive");
    south = "maintenance";

    assertThat(line("no-host-up").unblock()).isEqualTo("Bring hosts of south up.");
  }

  @Test
  void saysUntilWhenLeasesLive() {
    lost("non_responsive");
    unknown(LEASED);
    now = LOST.plusSeconds(100);
    assertThat(line("lease-held").until()).contains(LOST.plusSeconds(140));

    now = LOST.plusSeconds(141);
    assertThat(codes()).doesNotContain("lease-held");
  }

  @Test
  void saysWhenLeasedVmsAreTriedNext() {
    lost("non_responsive");
    unknown(LEASED);
    about("north-1", 12, 80);
    now = LOST.plusSeconds(90);
    // The try after 110 s is refused, as the lease lives.
    assertThat(line("lease-restart").until()).contains(LOST.plusSeconds(80 + 30 + 303));

    events.clear();
    about("north-1", 9008, 0);
    about("north-1", 12, 115);
    assertThat(line("lease-restart").until()).contains(LOST.plusSeconds(115 + 30));

    now = LOST.plusSeconds(500);
    assertThat(line("lease-restart").until()).contains(LOST.plusSeconds(115 + 30 + 2 * 303));
  }

  @Test
  void saysWhenTheQueueTriesAgain() {
    lost("non_responsive");
    vm("db-1", "down", "", LEASED);
    event(143, 200, "Vm db-1 was shut down due to north-1 host reboot or manual fence", "", "db-1");
    event(9602, 200, "Highly Available VM db-1 failed.", "", "db-1");
    assertThat(line("restart-queue").until()).isEmpty();

    for (int i = 0; i < 9; i++) {
      failed(210 + 30 * i);
    }
    assertThat(line("restart-queue").until()).contains(LOST.plusSeconds(210 + 240 + 30));
    assertThat(codes()).doesNotContain("restart-queue-slow");

    failed(480);
    assertThat(line("restart-queue-slow").until()).contains(LOST.plusSeconds(480 + 1800));
    assertThat(codes()).doesNotContain("restart-queue");
  }

  @Test
  void leavesOutWhatSomebodyHasStoppedOrFellWithAnotherSite() {
    lost("non_responsive");
    vm("db-1", "down", "", LEASED);
    event(143, 200, "Vm db-1 was shut down due to north-1 host reboot or manual fence", "", "db-1");
    event(33, 900, "VM db-1 powered off by asha (Host: south-1).", "", "db-1");
    vm("db-2", "down", "", LEASED);
    event(143, 200, "Vm db-2 was shut down due to south-1 host reboot or manual fence", "", "db-2");
    vm("db-3", "down", "", NONE);

    assertThat(codes()).doesNotContain("restart-queue", "never-restarted");
  }

  @Test
  void saysWhatWaitsForFencing() {
    lost("non_responsive");
    unknown(HA);

    assertThat(line("wait-for-fencing").what()).startsWith("1 VM (db-1) ");
  }

  @Test
  void saysWhatNeverRestartsAndNamesThreeAtMost() {
    lost("non_responsive");
    for (int i = 1; i <= 5; i++) {
      vm("web-" + i, "unknown", "north-2", NONE);
    }
    vm("web-6", "down", "", NONE);
    event(143, 90, "Vm web-6 was shut down due to north-2 host reboot", "", "web-6");

    assertThat(line("never-restarted").what())
        .startsWith("6 VMs (web-1, web-2, web-3 and 3 more) never restart by themselves");
  }

  @Test
  void saysWhatItDoesNotKnow() {
    lost("connecting");
    log = Reading.failed("no answer");

    assertThat(line("grace-period").until()).isEmpty();
    assertThat(line("events-unread").what()).endsWith("no answer");
  }

  // --- the world -------------------------------------------------------------------------------

  private void lost(String status) {
    host("north-1", status, Host.Spm.SPM);
    host("north-2", status, Host.Spm.NONE);
    about("north-1", 9008, 0);
    about("north-2", 9027, 0);
  }

  private void unknown(Protection protection) {
    vm("db-1", "unknown", "north-1", protection);
  }

  private void failed(long seconds) {
    event(507, seconds, "Failed to restart VM db-1 on Host south-1", "", "db-1");
    event(9603, seconds, "Restart of the Highly Available VM db-1 failed.", "", "db-1");
  }

  private void host(String name, String status, Host.Spm spm) {
    north.add(of(name, status, spm));
  }

  private Host of(String name, String status, Host.Spm spm) {
    return new Host(
        new HostRef(name, name),
        "cluster",
        HostStatus.of(status),
        "",
        spm,
        5,
        new Host.Load(1, 1, 0),
        new Host.Access(name + ".example.com", 54321, powerManaged, Optional.empty()));
  }

  private void vm(String name, String status, String host, Protection protection) {
    vms.add(
        new Vm(
            new VmRef(name, name),
            VmStatus.of(status),
            host.isEmpty() ? Optional.empty() : Optional.of(new HostRef(host, host)),
            1,
            protection,
            VmPlacement.MIGRATABLE,
            false,
            Set.of()));
  }

  private void about(String host, int code, long seconds) {
    event(code, seconds, "Host " + host + " …", host, "");
  }

  private void event(int code, long seconds, String description, String host, String vm) {
    events.add(
        new LogEntry(
            events.size(),
            code,
            Severity.NORMAL,
            LOST.plusSeconds(seconds),
            description,
            "",
            host,
            vm));
  }

  private XrayLine line(String code) {
    return lines().stream().filter(line -> line.code().equals(code)).findFirst().orElseThrow();
  }

  private List<String> codes() {
    return lines().stream().map(XrayLine::code).toList();
  }

  private List<XrayLine> lines() {
    List<Host> hosts = new ArrayList<>(north);
    hosts.add(of("south-1", south, Host.Spm.NONE));
    hosts.add(of("south-2", south, Host.Spm.NONE));
    Inventory inventory =
        new Inventory(
            now,
            new Cluster("cluster", "Default", 100, Optional.empty(), "policy", fencing),
            dataCenter,
            hosts,
            vms,
            List.of(),
            List.of(),
            List.of());
    return Xray.of(CLUSTER, NORTH, inventory, log, now);
  }
}
