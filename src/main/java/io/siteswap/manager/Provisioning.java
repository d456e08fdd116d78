package io.siteswap.manager;

import static io.siteswap.manager.Manager.CORRELATION;

import io.siteswap.manager.inventory.NamedRef;
import java.util.List;
import java.util.function.Consumer;
import org.ovirt.engine.sdk4.Connection;
import org.ovirt.engine.sdk4.builders.AffinityGroupBuilder;
import org.ovirt.engine.sdk4.builders.Builders;
import org.ovirt.engine.sdk4.services.AffinityGroupService;
import org.ovirt.engine.sdk4.services.AffinityGroupsService;
import org.ovirt.engine.sdk4.types.AffinityGroup;

/** The requests that make and remove what stands around hosts and VMs; all of it goes by name. */
class Provisioning {
  private final Calls calls;

  Provisioning(Calls calls) {
    this.calls = calls;
  }

  private void make(String what, Consumer<Connection> request) {
    calls.make(
        what,
        connection -> {
          request.accept(connection);
          return true;
        });
  }

  void addDataCenter(NamedRef dataCenter, CorrelationId id) {
    make(
        "add data centre " + dataCenter,
        c ->
            c.systemService()
                .dataCentersService()
                .add()
                .dataCenter(Builders.dataCenter().name(dataCenter.name()).local(false))
                .header(CORRELATION, id.value())
                .send());
  }

  void removeDataCenter(NamedRef dataCenter, CorrelationId id) {
    make(
        "remove data centre " + dataCenter,
        c ->
            InventoryReader.find(c, dataCenter.name())
                .ifPresent(
                    found ->
                        c.systemService()
                            .dataCentersService()
                            .dataCenterService(found.id())
                            .remove()
                            .header(CORRELATION, id.value())
                            .send()));
  }

  void addCluster(NamedRef cluster, NamedRef dataCenter, CorrelationId id) {
    make(
        "add cluster " + cluster,
        c ->
            c.systemService()
                .clustersService()
                .add()
                .cluster(
                    Builders.cluster()
                        .name(cluster.name())
                        .dataCenter(Builders.dataCenter().name(dataCenter.name())))
                .header(CORRELATION, id.value())
                .send());
  }

  void removeCluster(NamedRef cluster, CorrelationId id) {
    make(
        "remove cluster " + cluster,
        c ->
            c.systemService()
                .clustersService()
                .clusterService(clusterId(c, cluster))
                .remove()
                .header(CORRELATION, id.value())
                .send());
  }

  void addGroup(NamedRef cluster, NamedRef group, Manager.Rule rule, CorrelationId id) {
    make(
        "add affinity group " + group,
        c ->
            groups(c, cluster)
                .add()
                .group(builder(group, rule))
                .header(CORRELATION, id.value())
                .send());
  }

  /** The SDK does not write empty lists, so the last members are taken out one by one. */
  void changeGroup(NamedRef cluster, NamedRef group, Manager.Rule rule, CorrelationId id) {
    make(
        "change affinity group " + group,
        c -> {
          AffinityGroup present = group(c, cluster, group);
          AffinityGroupService service = groups(c, cluster).groupService(present.id());
          service.update().group(builder(group, rule)).header(CORRELATION, id.value()).send();
          if (rule.hosts().isEmpty() && present.hostsPresent()) {
            present
                .hosts()
                .forEach(host -> service.hostsService().hostService(host.id()).remove().send());
          }
          if (rule.vms().isEmpty() && present.vmsPresent()) {
            present.vms().forEach(vm -> service.vmsService().vmService(vm.id()).remove().send());
          }
        });
  }

  void removeGroup(NamedRef cluster, NamedRef group, CorrelationId id) {
    make(
        "remove affinity group " + group,
        c ->
            groups(c, cluster)
                .groupService(group(c, cluster, group).id())
                .remove()
                .header(CORRELATION, id.value())
                .send());
  }

  private static AffinityGroupBuilder builder(NamedRef group, Manager.Rule rule) {
    AffinityGroupBuilder builder =
        Builders.affinityGroup()
            .name(group.name())
            .hostsRule(
                rule.enabled()
                    ? Builders.affinityRule()
                        .enabled(true)
                        .positive(rule.positive())
                        .enforcing(rule.enforcing())
                    : Builders.affinityRule().enabled(false));
    if (!rule.hosts().isEmpty()) {
      builder.hosts(rule.hosts().stream().map(id -> Builders.host().id(id).build()).toList());
    }
    if (!rule.vms().isEmpty()) {
      builder.vms(rule.vms().stream().map(id -> Builders.vm().id(id).build()).toList());
    }
    return builder;
  }

  private static AffinityGroup group(Connection c, NamedRef cluster, NamedRef group) {
    List<AffinityGroup> all = groups(c, cluster).list().follow("hosts,vms").send().groups();
    return all.stream()
        .filter(found -> found.name().equals(group.name()))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("there is no affinity group " + group));
  }

  private static AffinityGroupsService groups(Connection c, NamedRef cluster) {
    return c.systemService()
        .clustersService()
        .clusterService(clusterId(c, cluster))
        .affinityGroupsService();
  }

  private static String clusterId(Connection c, NamedRef cluster) {
    return c
        .systemService()
        .clustersService()
        .list()
        .search("name=" + InventoryReader.quoted(cluster.name()))
        .send()
        .clusters()
        .stream()
        .filter(found -> found.name().equals(cluster.name()))
        .findFirst()
        .orElseThrow(() -> new UnknownCluster(cluster.name()))
        .id();
  }
}
