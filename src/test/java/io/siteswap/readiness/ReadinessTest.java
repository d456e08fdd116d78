package io.siteswap.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteswap.manager.inventory.Circumstances;
import io.siteswap.manager.inventory.Cluster;
import io.siteswap.manager.inventory.DataCenter;
import io.siteswap.manager.inventory.DataCenterStatus;
import io.siteswap.manager.inventory.ExternalStatus;
import io.siteswap.manager.inventory.FencingPolicy;
import io.siteswap.manager.inventory.Host;
import io.siteswap.manager.inventory.HostRef;
import io.siteswap.manager.inventory.HostStatus;
import io.siteswap.manager.inventory.Inventory;
import io.siteswap.manager.inventory.Network;
import io.siteswap.manager.inventory.NetworkStatus;
import io.siteswap.manager.inventory.Protection;
import io.siteswap.manager.inventory.Reading;
import io.siteswap.manager.inventory.StorageDomain;
import io.siteswap.manager.inventory.StorageDomainStatus;
import io.siteswap.manager.inventory.StorageDomainType;
import io.siteswap.manager.inventory.StorageErrorResume;
import io.siteswap.manager.inventory.Surroundings.Transfer;
import io.siteswap.manager.inventory.Vm;
import io.siteswap.manager.inventory.VmPlacement;
import io.siteswap.manager.inventory.VmRef;
import io.siteswap.manager.inventory.VmStatus;
import io.siteswap.readiness.checks.Audited;
import io.siteswap.readiness.checks.Checks;
import io.siteswap.readiness.checks.Finding;
import io.siteswap.readiness.checks.Finding.Level;
import io.siteswap.readiness.checks.Need;
import io.siteswap.readiness.checks.Situation;
import io.siteswap.site.Blueprint;
import io.siteswap.site.ManagerAccess;
import io.siteswap.site.NamePattern;
import io.siteswap.site.Site;
import io.siteswap.site.StretchCluster;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What stands in the way of a failover from north to south, and what to do about it. */
class ReadinessTest {
  private static final long GIB = 1L << 30;
  private static final Site NORTH = site("north");
  private static final Site SOUTH = site("south");
  private static final DataCenter UP = new DataCenter("dc", "Default", DataCenterStatus.UP);
  private static final StorageDomain DATA = domain("data", "active");
  private static final Network WIRE = new Network("ovirtmgmt", true, NetworkStatus.OPERATIONAL);
  private static final Host NORTH_1 = host("north-1", "up", 128);
  private static final Host SOUTH_1 = host("south-1", "up", 32);
  private static final Host SOUTH_2 = host("south-2", "up", 0);

  private static final Set<Need> FAIL_OVER = Set.of(Need.TWO_SITES, Need.MIGRATION, Need.TAKEOVER);
  private static final Set<Need> FAIL_BACK = Set.of(Need.TWO_SITES, Need.MIGRATION, Need.RETURN);
  private static final Set<Need> RECOVERY = Set.of(Need.TWO_SITES, Need.TAKEOVER, Need.LOSS);

  private DataCenter dataCenter = UP;
  private List<Host> hosts = List.of(NORTH_1, SOUTH_1, SOUTH_2);
  private List<Vm> vms = List.of(vm("db-1", 16, VmPlacement.MIGRATABLE));
  private List<StorageDomain> domains = List.of(DATA);
  private List<Network> networks = List.of(WIRE);
  private List<Transfer> transfers = List.of();
  private Set<String> permits = Set.of("manipulate_host");

  @Test
  void saysWhatIsFine() {
    assertThat(findings()).allMatch(finding -> finding.level() == Level.OK);
    assertThat(findings())
        .extracting(Finding::code)
        .contains("data-center-up", "hosts-up", "room", "lease-domain");
    assertThat(only("room").what()).isEqualTo("south has 32 GiB free, 1 VMs with 16 GiB come");
  }

  @Test
  void isBlockedWithoutADataCentre() {
    dataCenter = new DataCenter("dc", "Default", DataCenterStatus.PROBLEMATIC);

    assertBlocked("data-center-not-up", "Data centre Default is problematic");
  }

  @Test
  void isBlockedWhenNoHostWouldTakeTheVms() {
    hosts = List.of(NORTH_1, host("south-1", "non_operational", 32));

    assertBlocked("no-host-up", "0 of 1 hosts of south are up");
  }

  @Test
  void isBlockedWhenTheOtherSiteSleeps() {
    hosts = List.of(NORTH_1, host("south-1", "maintenance", 0));

    assertBlocked("no-host-up", "0 of 1 hosts of south are up");
  }

  @Test
  void countsNoRoomOnAHostThatNobodyWakes() {
    hosts = List.of(NORTH_1, host("south-1", "up", 8), host("south-2", "maintenance", 0));

    assertBlocked("no-room", "south has 8 GiB free, 1 VMs with 16 GiB come");
    assertThat(only("host-not-up").level()).isEqualTo(Level.WARNING);
  }

  @Test
  void countsTheRoomOfHostsThatThePlanWakes() {
    hosts = List.of(NORTH_1, host("south-1", "maintenance", 0));

    List<Finding> findings = findings(FAIL_BACK, Set.of(hosts.get(1).ref()), false);

    assertThat(findings).noneMatch(Finding::isBlocker);
  }

  @Test
  void isBlockedWithoutRoom() {
    vms = List.of(vm("db-1", 16, VmPlacement.MIGRATABLE), vm("db-2", 17, VmPlacement.MIGRATABLE));

    assertBlocked("no-room", "south has 32 GiB free, 2 VMs with 33 GiB come");
  }

  @Test
  void isBlockedByAVmThatFitsOnNoSingleHost() {
    hosts = List.of(NORTH_1, host("south-1", "up", 10), host("south-2", "up", 10));

    assertBlocked(
        "vm-too-large", "VM db-1 needs 16 GiB, the emptiest host of south has 10 GiB free");
  }

  @Test
  void isBlockedWithoutTheLeases() {
    domains = List.of(domain("data", "inactive"));
    assertBlocked("lease-domain", "Lease domain data is inactive");

    domains = List.of(domain("other", "active"));
    assertBlocked("lease-domain", "The Manager knows no storage domain 'data' in this data centre");
  }

  @Test
  void warnsOfWhatCanBeLivedWith() {
    hosts =
        List.of(
            NORTH_1,
            SOUTH_1,
            host("south-2", "up", 0),
            host("south-3", "non_responsive", 0),
            host("west-1", "up", 1));
    domains = List.of(DATA, domain("archive", "maintenance"));
    networks = List.of(WIRE, new Network("vm-traffic", true, NetworkStatus.NON_OPERATIONAL));
    vms = List.of(vm("db-1", 16, VmPlacement.PINNED));

    assertThat(findings())
        .filteredOn(finding -> finding.level() == Level.WARNING)
        .extracting(Finding::what)
        .containsExactlyInAnyOrder(
            "Host south-3 of south is non responsive",
            "Host west-1 matches neither [north-*] nor [south-*]",
            "Data domain archive is maintenance",
            "Required network vm-traffic is non operational",
            "VM db-1 on north-1 is pinned to its host");
    assertThat(findings()).noneMatch(Finding::isBlocker);
  }

  /** An audit has said so for long, and a plan did not. */
  @Test
  void warnsOfAnImageTransferAsAnAuditDoes() {
    transfers = List.of(new Transfer("t-1", NORTH_1.ref().id(), "transferring"));

    assertThat(only("image-transfer").what())
        .isEqualTo("An image transfer is under way on north-1");
  }

  @Test
  void asksOnlyForThePermissionsThatThePlanNeeds() {
    permits = Set.of();

    assertThat(only("permission-missing").object()).isEqualTo("manipulate_host");
  }

  /** An audit has said so for long, and a plan did not. */
  @Test
  void warnsOfAPausedVmAsAnAuditDoes() {
    vms = List.of(vm("db-1", VmStatus.PAUSED, 16, VmPlacement.MIGRATABLE));

    assertThat(only("vm-cannot-move").what()).isEqualTo("VM db-1 on north-1 is paused");
  }

  /** The Manager knows nothing of its domains while it has no SPM, and the run gives it one. */
  @Test
  void doesNotBlockARecoveryByWhatTheRecoveryMends() {
    dataCenter = new DataCenter("dc", "Default", DataCenterStatus.PROBLEMATIC);
    domains = List.of(domain("data", "unknown"));

    assertThat(findings(RECOVERY, Set.of(), true)).noneMatch(Finding::isBlocker);
    assertThat(findings(RECOVERY, Set.of(), true))
        .filteredOn(finding -> finding.level() == Level.WARNING)
        .extracting(Finding::code)
        .containsExactly("data-center-not-up");
  }

  @Test
  void doesNotBlockARecoveryByOneHostOrTheLeases() {
    hosts = List.of(NORTH_1, SOUTH_1, SOUTH_2, withoutStorage("south-3"));
    domains = List.of(domain("data", "inactive"));

    assertThat(findings(RECOVERY, Set.of(), true)).noneMatch(Finding::isBlocker);
    assertThat(findings(RECOVERY, Set.of(), true))
        .extracting(Finding::code)
        .contains("lease-domain", "storage-unreachable");
  }

  @Test
  void tellsARecoveryWhatWasDownAlready() {
    vms = List.of(vm("db-1", VmStatus.DOWN, 16, VmPlacement.MIGRATABLE));

    assertThat(findings(RECOVERY, Set.of(), true))
        .extracting(Finding::what)
        .contains("1 protected VMs were down already and are not started: db-1");
    assertThat(findings()).extracting(Finding::code).doesNotContain("protected-vms-down");
  }

  @Test
  void blocksARecoveryWhereNoHostThatIsUpMayBecomeSpm() {
    hosts = List.of(NORTH_1, host("south-1", "non_operational", 32), host("south-2", "up", 32, -1));

    assertThat(findings(RECOVERY, Set.of(), true))
        .filteredOn(Finding::isBlocker)
        .extracting(Finding::what)
        .containsExactly("All hosts of south that are up have SPM priority -1");
  }

  @Test
  void saysTheWorstFirstAndARemedyForEach() {
    domains = List.of(domain("data", "inactive"), domain("archive", "maintenance"));

    assertThat(findings()).extracting(Finding::level).isSortedAccordingTo((a, b) -> b.compareTo(a));
    assertThat(findings())
        .filteredOn(finding -> finding.level() != Level.OK)
        .noneMatch(finding -> finding.remedy().isBlank());
  }

  private void assertBlocked(String code, String what) {
    assertThat(only(code))
        .satisfies(
            finding -> {
              assertThat(finding.isBlocker()).isTrue();
              assertThat(finding.what()).isEqualTo(what);
              assertThat(finding.remedy()).isNotBlank();
            });
  }

  private Finding only(String code) {
    List<Finding> found = findings().stream().filter(f -> f.code().equals(code)).toList();
    assertThat(found).as("findings %s of %s", code, findings()).hasSize(1);
    return found.get(0);
  }

  private List<Finding> findings() {
    return findings(FAIL_OVER, Set.of(), false);
  }

  private List<Finding> findings(Set<Need> needs, Set<HostRef> waking, boolean lost) {
    return Checks.of(
        new Wanted(needs),
        new Situation(
            cluster(),
            inventory(),
            new Circumstances(Reading.of(permits), Reading.of(transfers), List.of()),
            Optional.of(
                new Situation.Move(SOUTH, coming(), waking, lost, Set.of("manipulate_host")))));
  }

  private record Wanted(Set<Need> needs) implements Audited {
    @Override
    public String id() {
      return "wanted";
    }
  }

  private Set<VmRef> coming() {
    return vms.stream().map(Vm::ref).collect(Collectors.toSet());
  }

  private Inventory inventory() {
    return new Inventory(
        Instant.EPOCH,
        new Cluster("cluster", "Default", 100, Optional.empty(), "", new FencingPolicy(true, 0)),
        dataCenter,
        hosts,
        vms,
        domains,
        List.of(),
        networks);
  }

  private static Site site(String name) {
    return new Site(name, List.of(new NamePattern(name + "-*")));
  }

  private static StretchCluster cluster() {
    return new StretchCluster(
        "demo",
        new ManagerAccess(
            URI.create("http://manager.example.com/api"),
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
  }

  private static Host host(String name, String status, long free) {
    return host(name, status, free, 5);
  }

  private static Host host(String name, String status, long free, int spmPriority) {
    return new Host(
        new HostRef(name, name),
        "cluster",
        HostStatus.of(status),
        "",
        Host.Spm.NONE,
        spmPriority,
        new Host.Load(128 * GIB, free * GIB, 0),
        new Host.Access(name + ".example.com", 54_321, true, Optional.empty()));
  }

  private static Host withoutStorage(String name) {
    Host host = host(name, "non_operational", 0);
    return new Host(
        host.ref(),
        host.clusterId(),
        host.status(),
        "storage_domain_unreachable",
        host.spm(),
        host.spmPriority(),
        host.load(),
        host.access());
  }

  private static Vm vm(String name, long memory, VmPlacement placement) {
    return vm(name, VmStatus.UP, memory, placement);
  }

  private static Vm vm(String name, VmStatus status, long memory, VmPlacement placement) {
    return new Vm(
        new VmRef(name, name),
        status,
        Optional.of(NORTH_1.ref()),
        memory * GIB,
        new Protection(true, 50, Optional.of("data"), StorageErrorResume.KILL),
        placement,
        false,
        Set.of());
  }

  private static StorageDomain domain(String name, String status) {
    return new StorageDomain(
        name,
        name,
        StorageDomainType.DATA,
        StorageDomainStatus.of(status),
        name.equals("data"),
        ExternalStatus.OK);
  }
}
