package io.siteswap.readiness.checks;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.siteswap.manager.inventory.AffinityGroup;
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
import io.siteswap.manager.inventory.LogEntry;
import io.siteswap.manager.inventory.Network;
import io.siteswap.manager.inventory.NetworkStatus;
import io.siteswap.manager.inventory.Protection;
import io.siteswap.manager.inventory.Reading;
import io.siteswap.manager.inventory.Severity;
import io.siteswap.manager.inventory.StorageDomain;
import io.siteswap.manager.inventory.StorageDomainStatus;
import io.siteswap.manager.inventory.StorageDomainType;
import io.siteswap.manager.inventory.StorageErrorResume;
import io.siteswap.manager.inventory.Surroundings;
import io.siteswap.manager.inventory.Surroundings.HostDetail;
import io.siteswap.manager.inventory.Surroundings.Transfer;
import io.siteswap.manager.inventory.Surroundings.Version;
import io.siteswap.manager.inventory.Vm;
import io.siteswap.manager.inventory.VmPlacement;
import io.siteswap.manager.inventory.VmRef;
import io.siteswap.manager.inventory.VmStatus;
import io.siteswap.readiness.checks.Finding.Level;
import io.siteswap.readiness.probe.Replicated;
import io.siteswap.readiness.probe.Roundtrips;
import io.siteswap.readiness.probe.Roundtrips.HostTrips;
import io.siteswap.site.Blueprint;
import io.siteswap.site.ClusterSettings;
import io.siteswap.site.Latency;
import io.siteswap.site.LocalTimes;
import io.siteswap.site.ManagerAccess;
import io.siteswap.site.ManagerAvailability;
import io.siteswap.site.NamePattern;
import io.siteswap.site.Recovery;
import io.siteswap.site.Replication;
import io.siteswap.site.Site;
import io.siteswap.site.StretchCluster;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What each check finds in a cluster of which all else is as it should be. */
class ChecksTest {
  private static final long GIB = 1L << 30;
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final LocalDate NEXT_YEAR = LocalDate.of(2027, 10, 1);
  private static final Network WIRE = new Network("ovirtmgmt", true, NetworkStatus.OPERATIONAL);

  private DataCenter dataCenter = new DataCenter("dc", "Default", DataCenterStatus.UP);
  private FencingPolicy fencing = new FencingPolicy(true, 0);
  private String policy = "custom";
  private String manager = "manager.example.com";
  private final List<Host> hosts =
      new ArrayList<>(
          List.of(host("north-1", 8), host("north-2", 8), host("south-1", 4), host("south-2", 4)));
  private List<Vm> vms = List.of(vm("db-1", 16, held("data")), vm("web-1", 4, held("data")));
  private List<StorageDomain> domains = List.of(domain("data", "active"));
  private List<Network> networks = List.of(WIRE);
  private List<AffinityGroup> groups =
      List.of(group("at-north", true, false, Set.of("north-1", "north-2")));
  private Reading<Version> version = Reading.of(new Version(4, 5, "4.5.7"));
  private final Map<String, HostDetail> details = new HashMap<>();
  private Reading<String> health = Reading.of("DB Up!Welcome to Health Status!");
  private Reading<Set<String>> weights = Reading.of(Set.of("VmToHostsAffinityGroups"));
  private Reading<List<Transfer>> transfers = Reading.of(List.of());
  private Reading<Set<String>> permits =
      Reading.of(Permission.ALL.stream().map(Permission::name).collect(toSet()));
  private List<String> alsoCalled = List.of();
  private final List<LogEntry> events = new ArrayList<>();
  private final Map<String, Attestation> attestations = new HashMap<>();
  private List<Roundtrips> roundtrips = List.of(trips("north", 2), trips("south", 5));
  private final Map<String, Replication> ways =
      new HashMap<>(Map.of("data", new Replication.ExternalStatus()));
  private Optional<ManagerAvailability> availability = Optional.of(ManagerAvailability.HA_VM);
  private final Map<String, Replicated> replicated = new HashMap<>();

  ChecksTest() {
    for (Host host : hosts) {
      details.put(
          host.name(), detail(host.name(), ExternalStatus.OK, false, Map.of("ovirtmgmt", true)));
    }
    for (String subject : List.of("l2", "writable-storage", "manager-availability")) {
      attest(subject, Optional.empty(), NEXT_YEAR);
    }
  }

  @Test
  void nothingIsWrongOfACompleteCluster() {
    assertThat(troubles()).isEmpty();
    assertThat(findings()).hasSizeGreaterThan(15).allMatch(finding -> finding.remedy().isEmpty());
  }

  @Test
  void everyCheckConcernsSomeRunbook() {
    assertThat(Checks.ALL).noneMatch(check -> check.concerns().isEmpty());
  }

  @Test
  void theDataCentreHasToBeUp() {
    dataCenter = new DataCenter("dc", "Default", DataCenterStatus.PROBLEMATIC);

    assertBlocked("data-center-not-up", "Data centre Default is problematic");
  }

  @Test
  void aClusterHasOneNameHere() {
    alsoCalled = List.of("second");

    assertBlocked("configured-twice:second", "second is the very same cluster of the same Manager");
  }

  @Test
  void whatTheAccountMayNotDoIsSaidOfTheRunbooksThatNeedIt() {
    permits = Reading.of(Set.of("manipulate_host", "migrate_vm", "manipulate_affinity_groups"));

    assertThat(codes()).contains("permission-missing");
    assertWarned("permission-missing:run_vm", "The account user lacks the permission run_vm");

    permits = Reading.failed("403");
    assertThat(codes()).containsExactly("permissions-unknown");
  }

  @Test
  void dataDomainsHaveToBeActive() {
    ways.put("archive", new Replication.ExternalStatus());
    domains = List.of(domain("data", "active"), domain("archive", "inactive"));
    assertWarned("data-domain:archive", "Data domain archive is inactive");

    domains = List.of(domain("data", "inactive"));
    ways.remove("archive");
    assertBlocked("lease-domain:data", "Lease domain data is inactive");
  }

  @Test
  void hostsOfBothSitesHaveToBeUp() {
    change("south-1", "non_responsive", "");

    assertThat(codes())
        .containsExactlyInAnyOrder(
            "few-hosts", "host-not-up", "few-hosts-for-failback", "host-not-up-for-failback");
  }

  @Test
  void hostsInMaintenanceAreEnoughForAFailback() {
    change("north-1", "maintenance", "");
    change("north-2", "maintenance", "");

    assertThat(codes()).containsExactlyInAnyOrder("no-host-up", "host-not-up", "host-not-up");
    assertThat(only("no-host-up:north").what()).isEqualTo("0 of 2 hosts of north are up");
  }

  @Test
  void aHostThatDoesNotReachItsStorageIsSaidSo() {
    change("south-1", "non_operational", "storage_domain_unreachable");

    assertThat(only("storage-unreachable:south-1").isBlocker()).isTrue();
  }

  @Test
  void requiredNetworksHaveToBeThere() {
    Network traffic = new Network("vm-traffic", true, NetworkStatus.NON_OPERATIONAL);
    networks = List.of(WIRE, traffic);
    for (Host host : hosts) {
      details.put(
          host.name(),
          detail(
              host.name(),
              ExternalStatus.OK,
              false,
              Map.of("ovirtmgmt", true, "vm-traffic", true)));
    }
    assertWarned("network:vm-traffic", "Required network vm-traffic is non operational");

    networks = List.of(WIRE);
    details.put("south-2", detail("south-2", ExternalStatus.OK, false, Map.of("ovirtmgmt", false)));
    assertThat(only("network-out-of-sync:south-2/ovirtmgmt").level()).isEqualTo(Level.WARNING);

    details.put("south-2", detail("south-2", ExternalStatus.OK, false, Map.of("other", true)));
    assertBlocked(
        "network-missing:south-2/ovirtmgmt",
        "Required network ovirtmgmt is not attached to host south-2");

    details.put("south-2", detail("south-2", ExternalStatus.OK, false, Map.of()));
    assertThat(only("network-attachments-unknown:south-2").evidence())
        .isEqualTo("the Manager named no network of host south-2");
  }

  @Test
  void eachSiteHasToCarryAll() {
    vms = List.of(vm("db-1", 120, held("data")), vm("db-2", 120, held("data")));
    assertThat(troubles()).isEmpty();

    vms = List.of(vm("a", 90, held("data")), vm("b", 90, held("data")), vm("c", 70, held("data")));
    assertThat(only("site-packs-badly:south").evidence()).isEqualTo("left over: c");

    vms = List.of(vm("db-1", 129, held("data")));
    assertBlocked(
        "vm-fits-nowhere:db-1@south", "VM db-1 needs 129 GiB, more than any host of south has");

    vms =
        List.of(vm("a", 100, held("data")), vm("b", 100, held("data")), vm("c", 100, held("data")));
    assertBlocked("site-too-small:south", "south can carry 256 GiB, 3 protected VMs need 300 GiB");
  }

  @Test
  void replicationHasToBeProved() {
    replicated.put("data", Replicated.failing("data", "it says 'split'", "at /state"));
    ways.put("data", new Replication.Prometheus(null, "", null));
    assertBlocked(
        "replication-not-proved:data",
        "That storage domain data is replicated is not proved: it says 'split'");

    ways.put("data", new Replication.Attestation());
    assertThat(only("replication-not-proved:data").what()).endsWith("nobody vouches for it");
    attest("replication:data", Optional.empty(), NEXT_YEAR);
    assertThat(troubles()).isEmpty();
    attest("replication:data", Optional.empty(), LocalDate.of(2026, 11, 21));
    assertThat(only("replication-not-proved:data").isBlocker()).isTrue();

    ways.clear();
    assertWarned(
        "replication-not-watched:data", "Nothing watches the replication of storage domain data");

    ways.put("data", new Replication.ExternalStatus());
    domains =
        List.of(
            new StorageDomain(
                "data",
                "data",
                StorageDomainType.DATA,
                StorageDomainStatus.ACTIVE,
                true,
                ExternalStatus.ERROR));
    assertThat(only("replication-not-proved:data").what()).endsWith("its external status is error");

    ways.put("dta", new Replication.Attestation());
    assertThat(only("replication-of-no-domain:dta").level()).isEqualTo(Level.WARNING);
  }

  @Test
  void theSitesHaveToBeNear() {
    roundtrips = List.of(trips("north", 1), trips("south", 140));
    assertBlocked(
        "latency-too-long", "The sites are at least 139.0 ms apart, 100.0 ms are allowed");

    roundtrips = List.of(trips("north", 60), trips("south", 60));
    assertThat(only("latency-open").what())
        .isEqualTo(
            "From here it is only known that the sites are between 0.0 ms and 120.0 ms apart");

    attest("latency", Optional.of(4.2), NEXT_YEAR);
    assertThat(troubles()).isEmpty();
    attest("latency", Optional.of(140.0), NEXT_YEAR);
    assertThat(only("latency-too-long").isBlocker()).isTrue();
    attest("latency", Optional.of(4.2), LocalDate.of(2026, 11, 21));
    assertThat(only("latency-attestation-expired").level()).isEqualTo(Level.WARNING);
  }

  @Test
  void whatNoProgramSeesHasToBeAttested() {
    attestations.remove("l2");
    assertWarned("l2-not-attested", "Nobody vouches that the networks reach both sites on layer 2");

    attest("l2", Optional.empty(), LocalDate.of(2026, 11, 30));
    assertThat(only("l2-attestation-ends").evidence()).isEqualTo("asha on 2026-11-01: seen");

    attest("l2", Optional.empty(), LocalDate.of(2026, 11, 21));
    assertThat(only("l2-attestation-expired").level()).isEqualTo(Level.WARNING);
  }

  @Test
  void theManagerHasToBeApartAndAvailable() {
    version = Reading.of(new Version(4, 1, "4.1.9"));
    assertBlocked("manager-too-old", "The Manager is of version 4.1.9");
    version = Reading.of(new Version(5, 0, "5.0"));
    health = Reading.of("DB Down!");
    assertWarned("manager-unhealthy", "The Manager's health page says: DB Down!");
    health = Reading.of("DB Up!Welcome to Health Status!");

    manager = "SOUTH-2.example.com";
    assertBlocked("manager-on-host:south-2", "The Manager has the address of host south-2");
    manager = "manager.example.com";

    details.put("south-2", detail("south-2", ExternalStatus.OK, true, Map.of("ovirtmgmt", true)));
    assertThat(only("hosted-engine:south-2").isBlocker()).isTrue();
    details.put("south-2", detail("south-2", ExternalStatus.OK, false, Map.of("ovirtmgmt", true)));

    availability = Optional.empty();
    assertWarned(
        "manager-availability-not-configured", "It is not said how the Manager is kept available");
  }

  @Test
  void aManagerThatHasJustStartedFencesNobody() {
    events.add(event(Remembered.ENGINE_STARTED, NOW.minusSeconds(200), "Starting oVirt Engine."));
    assertThat(only("manager-just-started").remedy())
        .isEqualTo(
            "Wait until %s.".formatted(LocalTimes.ofDay(Instant.parse("2026-11-22T10:01:40Z"))));

    events.set(
        0, event(Remembered.ENGINE_STARTED, NOW.minusSeconds(301), "Starting oVirt Engine."));
    assertThat(troubles()).isEmpty();
  }

  /** T-12: with two halves the loss of one is exactly the default threshold. */
  @Test
  void theLossOfHalfOfTheHostsMustNotSuppressFencing() {
    fencing = new FencingPolicy(true, 50);
    assertThat(only("fencing-suppressed:north").evidence())
        .isEqualTo("2 of 4 hosts would be without connection, from 50 % on it gives up");
    assertThat(codes()).containsExactly("fencing-suppressed", "fencing-suppressed");

    fencing = new FencingPolicy(true, 51);
    assertThat(troubles()).isEmpty();

    fencing = new FencingPolicy(false, 0);
    assertThat(codes()).containsExactly("fencing-off");
  }

  @Test
  void hostsNeedPowerManagementAndAGoodReport() {
    Host old = hosts.get(3);
    hosts.set(
        3,
        new Host(
            old.ref(),
            "cluster",
            HostStatus.UP,
            "",
            Host.Spm.NONE,
            4,
            new Host.Load(old.load().memory(), 0, 0),
            new Host.Access("", 1, false, Optional.empty())));
    assertWarned("power-management-missing:south-2", "Host south-2 has no power management");

    hosts.set(3, old);
    details.put(
        "south-2", detail("south-2", ExternalStatus.ERROR, false, Map.of("ovirtmgmt", true)));
    assertThat(only("host-external-status:south-2").level()).isEqualTo(Level.WARNING);
  }

  @Test
  void thePrimarySiteIsPreferredForTheSpm() {
    hosts.set(0, host("north-1", 4));
    assertThat(only("spm-priorities-mixed").evidence())
        .isEqualTo("the lowest at north is 4 (north-1), the highest at south is 4 (south-1)");

    hosts.set(0, host("north-1", 8));
    hosts.set(2, host("south-1", -1));
    assertThat(troubles()).isEmpty();
    hosts.set(3, host("south-2", -1));
    assertBlocked("no-spm-candidate:south", "All hosts of south have SPM priority -1");
  }

  @Test
  void protectedVmsRestartByThemselves() {
    assertVm(
        "vm-not-ha",
        new Protection(false, 0, Optional.empty(), StorageErrorResume.AUTO_RESUME),
        false);
    assertVm(
        "vm-without-lease",
        new Protection(true, 50, Optional.empty(), StorageErrorResume.KILL),
        false);
    assertVm(
        "vm-lease-without-ha",
        new Protection(false, 0, Optional.of("data"), StorageErrorResume.KILL),
        false);
    assertVm("vm-lease-elsewhere", held("archive"), false);
    assertVm("vm-pending", held("data"), true);

    events.add(event(Remembered.LEASE_NOT_PLUGGED, NOW, "Failed to hot-plug lease to VM db-1."));
    assertVm("vm-lease-not-held", held("data"), false);
  }

  @Test
  void verySimilarFindingsAreOne() {
    vms =
        Stream.iterate(1, i -> i + 1)
            .limit(51)
            .map(
                i ->
                    vm(
                        "db-" + i,
                        1,
                        new Protection(false, 0, Optional.empty(), StorageErrorResume.AUTO_RESUME)))
            .toList();
    groups = List.of(groups.get(0));

    Finding all = only("vm-not-ha");

    assertThat(all.what()).isEqualTo("51 protected VMs are not highly available");
    assertThat(all.evidence()).startsWith("db-1, db-2, ").endsWith(" and 41 more");
  }

  @Test
  void hardGroupsMustNotNailVmsToASite() {
    groups = List.of(groups.get(0), group("only-north", true, true, Set.of("north-1", "north-2")));

    assertThat(codes()).containsOnly("vm-confined", "vm-cannot-move");
    assertThat(only("vm-confined:db-1@south").isBlocker()).isTrue();
  }

  @Test
  void softGroupsPreferASite() {
    groups = List.of();
    assertThat(codes()).containsExactly("no-site-preference");

    groups = List.of(group("at-north", false, false, Set.of("north-1", "north-2")));
    assertThat(codes()).containsExactlyInAnyOrder("site-preference-off", "no-site-preference");

    groups = List.of(group("at-north", true, false, Set.of("north-1")));
    assertWarned(
        "site-preference-lacks-host:at-north/north-2",
        "Affinity group at-north lacks host north-2 of its site");

    groups =
        List.of(
            group("at-north", true, false, Set.of("north-1", "north-2")),
            group("at-south", true, false, Set.of("south-1", "south-2")));
    assertThat(codes()).containsOnly("site-preference-contradicts");
  }

  @Test
  void thePolicyWeighsAffinity() {
    weights = Reading.of(Set.of("OptimalForEvenDistributionCpu"));
    assertThat(only("affinity-weight-missing").evidence())
        .isEqualTo("it weighs by [OptimalForEvenDistributionCpu]");

    weights = Reading.failed("403");
    assertThat(only("affinity-weight-unknown").evidence()).isEqualTo("403");

    weights = Reading.of(Set.of("VmToHostsAffinityGroups"));
    policy = "7677771e-5eab-422e-83fa-dc04080d21b7";
    assertThat(only("cluster-maintenance-policy").isBlocker()).isTrue();
  }

  @Test
  void nothingHoldsAHostOutOfMaintenance() {
    Vm pinned = vms.get(0);
    vms =
        List.of(
            new Vm(
                pinned.ref(),
                VmStatus.UP,
                pinned.host(),
                GIB,
                held("data"),
                VmPlacement.PINNED,
                false,
                Set.of()));
    assertWarned("vm-cannot-move:db-1", "VM db-1 on north-1 is pinned to its host");

    vms =
        List.of(
            new Vm(
                pinned.ref(),
                VmStatus.PAUSED,
                pinned.host(),
                GIB,
                held("data"),
                VmPlacement.MIGRATABLE,
                false,
                Set.of()));
    assertWarned("vm-cannot-move:db-1", "VM db-1 on north-1 is paused");

    vms = List.of(pinned);
    transfers = Reading.of(List.of(new Transfer("t1", "north-1", "transferring")));
    assertWarned("image-transfer:t1", "An image transfer is under way on north-1");
  }

  @Test
  void theManagersWarningsOfCertificatesArePassedOn() {
    events.add(
        new LogEntry(
            7,
            9999,
            Severity.WARNING,
            NOW,
            "Host north-1 certification is about to expire at 2026-12-01.",
            "",
            "north-1",
            ""));

    assertWarned(
        "certificate-expires:north-1", "The certificate of host north-1 is about to expire");
  }

  private void assertVm(String code, Protection protection, boolean pending) {
    Vm old = vms.get(0);
    vms =
        List.of(
            new Vm(
                old.ref(),
                VmStatus.UP,
                old.host(),
                GIB,
                protection,
                VmPlacement.MIGRATABLE,
                pending,
                Set.of()));
    assertThat(only(code + ":db-1").level()).isEqualTo(Level.WARNING);
    assertThat(codes()).containsExactly(code);
  }

  private void assertBlocked(String key, String what) {
    assertThat(only(key).level()).isEqualTo(Level.BLOCKER);
    assertThat(only(key).what()).isEqualTo(what);
  }

  private void assertWarned(String key, String what) {
    assertThat(only(key).level()).isEqualTo(Level.WARNING);
    assertThat(only(key).what()).isEqualTo(what);
  }

  private Finding only(String key) {
    List<Finding> found = troubles().stream().filter(f -> f.key().equals(key)).toList();
    assertThat(found).as(key + " in " + troubles()).hasSize(1);
    assertThat(found.get(0).remedy()).isNotBlank();
    return found.get(0);
  }

  private List<String> codes() {
    return troubles().stream().map(Finding::code).toList();
  }

  private List<Finding> troubles() {
    return findings().stream().filter(finding -> finding.level() != Level.OK).toList();
  }

  private List<Finding> findings() {
    Facts facts = facts();
    return Checks.ALL.stream().flatMap(check -> check.look(facts)).toList();
  }

  private Facts facts() {
    return new Facts(
        cluster(),
        new ClusterSettings(
            new Latency(54321, 5, Duration.ofSeconds(2), Duration.ofMillis(100)),
            new TreeMap<>(ways),
            availability,
            Recovery.usual()),
        NOW,
        new Inventory(
            NOW,
            new Cluster("cluster", "Default", 100, Optional.empty(), policy, fencing),
            dataCenter,
            hosts,
            vms,
            domains,
            groups,
            networks),
        new Circumstances(permits, transfers, alsoCalled),
        new Surroundings(version, health, Reading.of(details), weights, Reading.of(events)),
        Remembered.NOTHING.with(events, NOW),
        attestations,
        roundtrips,
        replicated);
  }

  private StretchCluster cluster() {
    return new StretchCluster(
        "demo",
        new ManagerAccess(
            URI.create("https://" + manager + "/ovirt-engine/api"),
            "user",
            "secret",
            Optional.empty(),
            false),
        "Default",
        Optional.of("data"),
        new Site("north", List.of(new NamePattern("north-*"))),
        new Site("south", List.of(new NamePattern("south-*"))),
        List.of(new NamePattern("*")),
        Blueprint.empty());
  }

  private void change(String host, String status, String detail) {
    hosts.replaceAll(
        old ->
            old.name().equals(host)
                ? new Host(
                    old.ref(),
                    "cluster",
                    HostStatus.of(status),
                    detail,
                    Host.Spm.NONE,
                    old.spmPriority(),
                    new Host.Load(old.load().memory(), 0, 0),
                    new Host.Access(old.access().address(), 54321, true, Optional.empty()))
                : old);
  }

  private void attest(String subject, Optional<Double> milliseconds, LocalDate expires) {
    attestations.put(
        subject,
        new Attestation(
            subject, "seen", milliseconds, expires, "asha", Instant.parse("2026-11-01T10:00:00Z")));
  }

  private static Host host(String name, int spmPriority) {
    return new Host(
        new HostRef(name, name),
        "cluster",
        HostStatus.UP,
        "",
        Host.Spm.NONE,
        spmPriority,
        new Host.Load(128 * GIB, 128 * GIB, 0),
        new Host.Access(name + ".example.com", 54321, true, Optional.empty()));
  }

  private static HostDetail detail(
      String name,
      ExternalStatus externalStatus,
      boolean hostedEngine,
      Map<String, Boolean> networks) {
    return new HostDetail(new HostRef(name, name), externalStatus, hostedEngine, networks);
  }

  private static Protection held(String domain) {
    return new Protection(true, 50, Optional.of(domain), StorageErrorResume.KILL);
  }

  private static Vm vm(String name, long memory, Protection protection) {
    return new Vm(
        new VmRef(name, name),
        VmStatus.UP,
        Optional.of(new HostRef("north-1", "north-1")),
        memory * GIB,
        protection,
        VmPlacement.MIGRATABLE,
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

  /** One with every VM of these tests. */
  private static AffinityGroup group(
      String name, boolean on, boolean enforcing, Set<String> hostIds) {
    Set<String> all =
        Stream.concat(
                Stream.of("web-1", "a", "b", "c"),
                Stream.iterate(1, i -> i + 1).limit(51).map(i -> "db-" + i))
            .collect(toSet());
    return new AffinityGroup(name, name, on, on, enforcing, hostIds, all);
  }

  private static Roundtrips trips(String site, double milliseconds) {
    return new Roundtrips(
        site, List.of(new HostTrips(site + "-1", "10.0.0.1", List.of(milliseconds), "")));
  }

  private static LogEntry event(int code, Instant time, String description) {
    return new LogEntry(code, code, Severity.NORMAL, time, description, "", "", "");
  }
}
