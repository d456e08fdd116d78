package io.siteswap.twin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ovirt.engine.sdk4.ConnectionBuilder.connection;
import static org.ovirt.engine.sdk4.builders.Builders.affinityGroup;
import static org.ovirt.engine.sdk4.builders.Builders.affinityRule;
import static org.ovirt.engine.sdk4.builders.Builders.agent;
import static org.ovirt.engine.sdk4.builders.Builders.event;
import static org.ovirt.engine.sdk4.builders.Builders.highAvailability;
import static org.ovirt.engine.sdk4.builders.Builders.host;
import static org.ovirt.engine.sdk4.builders.Builders.spm;
import static org.ovirt.engine.sdk4.builders.Builders.storageDomain;
import static org.ovirt.engine.sdk4.builders.Builders.storageDomainLease;
import static org.ovirt.engine.sdk4.builders.Builders.vm;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ovirt.engine.sdk4.Connection;
import org.ovirt.engine.sdk4.Error;
import org.ovirt.engine.sdk4.builders.Builders;
import org.ovirt.engine.sdk4.services.HostService;
import org.ovirt.engine.sdk4.services.SystemService;
import org.ovirt.engine.sdk4.types.AffinityGroup;
import org.ovirt.engine.sdk4.types.Cluster;
import org.ovirt.engine.sdk4.types.DataCenter;
import org.ovirt.engine.sdk4.types.DataCenterStatus;
import org.ovirt.engine.sdk4.types.Event;
import org.ovirt.engine.sdk4.types.Host;
import org.ovirt.engine.sdk4.types.HostStatus;
import org.ovirt.engine.sdk4.types.LogSeverity;
import org.ovirt.engine.sdk4.types.NetworkAttachment;
import org.ovirt.engine.sdk4.types.Permit;
import org.ovirt.engine.sdk4.types.SpmStatus;
import org.ovirt.engine.sdk4.types.SshAuthenticationMethod;
import org.ovirt.engine.sdk4.types.StorageDomainStatus;
import org.ovirt.engine.sdk4.types.Vm;
import org.ovirt.engine.sdk4.types.VmStatus;
import org.ovirt.engine.sdk4.types.VmStorageErrorResumeBehaviour;

class SdkTest {
  private final TwinDrill drill = TwinDrill.start();
  private final Connection connection =
      connection()
          .url(drill.twin.api().toString())
          .user("admin@internal")
          .password("admin")
          .build();
  private final SystemService system = connection.systemService();

  @AfterEach
  void stop() throws Exception {
    connection.close();
    drill.close();
  }

  private List<Host> hosts() {
    return system.hostsService().list().send().hosts();
  }

  private Host hostNamed(String name) {
    return hosts().stream().filter(h -> h.name().equals(name)).findFirst().orElseThrow();
  }

  private HostService hostService(String name) {
    return system.hostsService().hostService(hostNamed(name).id());
  }

  private Vm vmNamed(String name) {
    return system.vmsService().list().search("name=" + name).send().vms().get(0);
  }

  private Cluster cluster() {
    return system.clustersService().list().send().clusters().get(0);
  }

  @Test
  void readsWhatAnAuditAsksFor() {
    String me = system.get().send().api().authenticatedUser().id();
    List<String> permits =
        system
            .usersService()
            .userService(me)
            .permissionsService()
            .list()
            .follow("role.permits")
            .send()
            .permissions()
            .get(0)
            .role()
            .permits()
            .stream()
            .map(Permit::name)
            .toList();
    assertThat(permits).contains("manipulate_host", "edit_vm_properties");

    String policy = cluster().schedulingPolicy().id();
    assertThat(
            system
                .schedulingPoliciesService()
                .policyService(policy)
                .weightsService()
                .list()
                .follow("scheduling_policy_unit")
                .send()
                .weights())
        .anyMatch(weight -> weight.schedulingPolicyUnit().name().equals("VmToHostsAffinityGroups"));

    Host host =
        system
            .hostsService()
            .list()
            .search("name=south-1")
            .follow("network_attachments.network")
            .send()
            .hosts()
            .get(0);
    assertThat(host.networkAttachments())
        .allMatch(NetworkAttachment::inSync)
        .anyMatch(attachment -> attachment.network().name().equals("ovirtmgmt"));
    assertThat(vmNamed("db-1").storageErrorResumeBehaviour())
        .isEqualTo(VmStorageErrorResumeBehaviour.KILL);
  }

  @Test
  void addsAHostWithItsSwitchAndRemovesItAgain() {
    Host added =
        system
            .hostsService()
            .add()
            .host(
                host()
                    .name("south-9")
                    .address("south-9.example.com")
                    .cluster(Builders.cluster().id(cluster().id()))
                    .ssh(
                        Builders.ssh()
                            .port(22)
                            .authenticationMethod(SshAuthenticationMethod.PUBLICKEY))
                    .spm(spm().priority(2)))
            .send()
            .host();
    HostService service = system.hostsService().hostService(added.id());
    drill.after(Duration.ofMinutes(1));
    assertThat(service.get().send().host().status()).isEqualTo(HostStatus.UP);
    service
        .fenceAgentsService()
        .add()
        .agent(agent().type("ipmilan").address("bmc").username("u").password("p").order(1))
        .send();
    assertThat(service.fenceAgentsService().list().send().agents()).hasSize(1);

    service.deactivate().send();
    drill.after(Duration.ofSeconds(5));
    service.remove().send();
    assertThat(hosts()).hasSize(6);
  }

  @Test
  void readsTheWholeInventory() {
    assertThat(system.get().send().api().productInfo().version().major()).isEqualTo(4);
    assertThat(hosts()).hasSize(6).allMatch(h -> h.status() == HostStatus.UP);
    assertThat(hostNamed("north-1").spm().status()).isEqualTo(SpmStatus.SPM);
    assertThat(hostNamed("south-1").spm().priorityAsInteger()).isEqualTo(4);
    assertThat(hostNamed("north-1").cluster().id()).isEqualTo(cluster().id());
    List<Vm> vms = system.vmsService().list().send().vms();
    assertThat(vms).hasSize(24).allMatch(v -> v.status() == VmStatus.UP && v.host() != null);
    assertThat(cluster().schedulingPolicy().id()).startsWith("b4ed2332");
    assertThat(cluster().migration().bandwidth().customValueAsInteger()).isEqualTo(8000);
  }

  @Test
  void readsTheDataCentreItsDomainsAndNetworks() {
    DataCenter dataCenter = system.dataCentersService().list().send().dataCenters().get(0);
    assertThat(dataCenter.status()).isEqualTo(DataCenterStatus.UP);
    assertThat(
            system
                .dataCentersService()
                .dataCenterService(dataCenter.id())
                .storageDomainsService()
                .list()
                .send()
                .storageDomains())
        .hasSize(2)
        .allMatch(domain -> domain.status() == StorageDomainStatus.ACTIVE);
    assertThat(system.networksService().list().send().networks()).hasSize(2);
    assertThat(
            system
                .clustersService()
                .clusterService(cluster().id())
                .networksService()
                .list()
                .send()
                .networks())
        .allMatch(network -> network.required());
    assertThat(system.imageTransfersService().list().send().imageTransfer()).isEmpty();
    assertThat(system.jobsService().list().send().jobs()).isEmpty();
  }

  @Test
  void readsAndWritesAffinityGroups() {
    var groups = system.clustersService().clusterService(cluster().id()).affinityGroupsService();
    AffinityGroup group = groups.list().send().groups().get(0);
    assertThat(group.hosts()).hasSize(3);
    assertThat(group.vms()).hasSize(18);
    assertThat(group.hostsRule().positive()).isTrue();
    groups
        .add()
        .group(
            affinityGroup()
                .name("stay-south")
                .hostsRule(affinityRule().enabled(true).positive(true).enforcing(false))
                .hosts(host().id(hostNamed("south-1").id()))
                .vms(vm().id(vmNamed("batch-1").id())))
        .send();
    String id =
        groups.list().send().groups().stream()
            .filter(g -> g.name().equals("stay-south"))
            .findFirst()
            .orElseThrow()
            .id();
    groups.groupService(id).vmsService().add().vm(vm().id(vmNamed("batch-2").id())).send();
    groups.groupService(id).vmsService().vmService(vmNamed("batch-1").id()).remove().send();
    assertThat(groups.groupService(id).get().send().group().vms()).hasSize(1);
    groups.groupService(id).remove().send();
    assertThat(groups.list().send().groups()).hasSize(1);
  }

  @Test
  void movesTheSpmAndEmptiesAHost() {
    hostService("south-1").forceSelectSpm().send();
    drill.after(Duration.ofSeconds(15));
    assertThat(hostNamed("south-1").spm().status()).isEqualTo(SpmStatus.SPM);

    hostService("north-1").deactivate().reason("CHG0001234").send();
    assertThat(hostNamed("north-1").status()).isEqualTo(HostStatus.PREPARING_FOR_MAINTENANCE);
    assertThat(hostNamed("north-1").statusDetail()).isEqualTo("CHG0001234");
    drill.after(Duration.ofMinutes(2));
    assertThat(hostNamed("north-1").status()).isEqualTo(HostStatus.MAINTENANCE);

    hostService("north-1").activate().send();
    drill.after(Duration.ofSeconds(4));
    assertThat(hostNamed("north-1").status()).isEqualTo(HostStatus.UP);
  }

  @Test
  void protectsAVmAndTakesTheProtectionAway() {
    var service = system.vmsService().vmService(vmNamed("batch-1").id());
    String domain = system.storageDomainsService().list().send().storageDomains().get(0).id();
    service
        .update()
        .vm(
            vm().highAvailability(highAvailability().enabled(true).priority(50))
                .lease(storageDomainLease().storageDomain(storageDomain().id(domain))))
        .send();
    assertThat(vmNamed("batch-1").lease().storageDomain().id()).isEqualTo(domain);

    service.update().vm(vm().lease(storageDomainLease())).send();
    assertThat(vmNamed("batch-1").leasePresent()).isFalse();
    assertThat(vmNamed("batch-1").highAvailability().enabled()).isTrue();
  }

  @Test
  void editsTheSpmPriorityOfAHost() {
    hostService("south-3").update().host(host().spm(spm().priority(7))).send();

    assertThat(hostNamed("south-3").spm().priorityAsInteger()).isEqualTo(7);
    assertThatThrownBy(
            () -> hostService("south-3").update().host(host().spm(spm().priority(11))).send())
        .isInstanceOf(Error.class)
        .hasMessageContaining("must be less than or equal to 10")
        .hasMessageContaining("\"400\"");
  }

  @Test
  void seesFaultsAsErrors() {
    assertThatThrownBy(() -> hostService("north-1").activate().send())
        .isInstanceOf(Error.class)
        .hasMessageContaining("[Cannot activate Host. Host in Up status.]")
        .hasMessageContaining("\"409\"");
  }

  @Test
  void migratesAndFollowsTheEvents() {
    String vm = vmNamed("web-1").id();
    system
        .vmsService()
        .vmService(vm)
        .migrate()
        .host(host().id(hostNamed("south-2").id()))
        .header("Correlation-Id", "sw-7f3a9c2e-0042")
        .send();
    assertThat(vmNamed("web-1").status()).isEqualTo(VmStatus.MIGRATING);
    drill.after(Duration.ofSeconds(10));

    assertThat(vmNamed("web-1").host().id()).isEqualTo(hostNamed("south-2").id());
    List<Event> events =
        system.eventsService().list().search("correlation_id=sw-7f3a9c2e-0042").send().events();
    assertThat(events).extracting(e -> e.code().intValue()).containsExactly(63, 62);
    assertThat(system.jobsService().list().search("correlation_id=sw-7f3a9c2e-0042").send().jobs())
        .hasSize(1);
  }

  @Test
  void writesEventsFromOutside() {
    system
        .eventsService()
        .add()
        .event(
            event()
                .origin("siteswap")
                .severity(LogSeverity.WARNING)
                .customId(7)
                .description("Failover began"))
        .send();

    Event first = system.eventsService().list().max(1).send().events().get(0);
    assertThat(first.description()).isEqualTo("Failover began");
    assertThat(first.codeAsInteger()).isEqualTo(9802);
  }

  @Test
  void logsInAgainWhenTheSessionIsOver() {
    hosts();
    drill.control("POST", "/sessions/expire", "");

    assertThat(hosts()).hasSize(6);
  }
}
