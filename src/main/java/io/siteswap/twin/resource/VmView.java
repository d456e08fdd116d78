package io.siteswap.twin.resource;

import static org.ovirt.engine.sdk4.builders.Builders.cpu;
import static org.ovirt.engine.sdk4.builders.Builders.cpuTopology;
import static org.ovirt.engine.sdk4.builders.Builders.highAvailability;
import static org.ovirt.engine.sdk4.builders.Builders.memoryPolicy;
import static org.ovirt.engine.sdk4.builders.Builders.storageDomain;
import static org.ovirt.engine.sdk4.builders.Builders.storageDomainLease;
import static org.ovirt.engine.sdk4.builders.Builders.vmPlacementPolicy;

import io.siteswap.twin.protocol.Element;
import io.siteswap.twin.protocol.ElementWriter;
import io.siteswap.twin.protocol.Hrefs;
import io.siteswap.twin.world.TwinVm;
import io.siteswap.twin.world.World;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.ovirt.engine.sdk4.builders.Builders;
import org.ovirt.engine.sdk4.builders.HostBuilder;
import org.ovirt.engine.sdk4.builders.VmBuilder;
import org.ovirt.engine.sdk4.builders.VmPlacementPolicyBuilder;
import org.ovirt.engine.sdk4.internal.xml.XmlVmWriter;
import org.ovirt.engine.sdk4.types.Architecture;
import org.ovirt.engine.sdk4.types.VmType;

/** VMs as the API shows and searches them. */
final class VmView {
  private static final String BLANK = "00000000-0000-0000-0000-000000000000";

  private final World world;

  VmView(World world) {
    this.world = world;
  }

  Element show(TwinVm vm) {
    String href = Hrefs.vm(vm.id);
    Element element = ElementWriter.write(describe(vm).build(), XmlVmWriter::writeOne);
    element.add(0, Hrefs.actions(href, "migrate", "cancelmigration", "start", "stop", "shutdown"));
    Hrefs.withLinks(
        element, href, "nics", "diskattachments", "affinitylabels", "snapshots", "tags");
    host(vm).ifPresent(id -> element.add(Element.reference("host", Hrefs.host(id), id)));
    element.add(Element.reference("cluster", Hrefs.cluster(world.cluster), world.cluster));
    return element.add(Element.reference("template", Hrefs.BASE + "/templates/" + BLANK, BLANK));
  }

  Element refer(TwinVm vm) {
    return Element.reference("vm", Hrefs.vm(vm.id), vm.id);
  }

  Optional<String> host(TwinVm vm) {
    return Optional.ofNullable(world.migrations.get(vm.id))
        .map(migration -> migration.shownHost(world.now))
        .or(() -> vm.host);
  }

  private VmBuilder describe(TwinVm vm) {
    VmBuilder builder =
        hardware(vm)
            .id(vm.id)
            .href(Hrefs.vm(vm.id))
            .name(vm.name)
            .description(vm.description)
            .comment(vm.comment)
            .status(vm.status)
            .creationTime(date(vm.created))
            .nextRunConfigurationExists(vm.nextResume.isPresent())
            .storageErrorResumeBehaviour(vm.resume)
            .runOnce(false)
            .highAvailability(highAvailability().enabled(vm.ha).priority(vm.haPriority))
            .placementPolicy(placement(vm));
    vm.started.ifPresent(start -> builder.startTime(date(start)));
    vm.lease.ifPresent(
        id ->
            builder.lease(
                storageDomainLease().storageDomain(storageDomain().id(id).href(Hrefs.domain(id)))));
    return builder;
  }

  private static VmBuilder hardware(TwinVm vm) {
    return Builders.vm()
        .type(VmType.SERVER)
        .origin("ovirt")
        .stateless(false)
        .deleteProtected(false)
        .memory(vm.memory)
        .memoryPolicy(memoryPolicy().guaranteed(vm.memory).max(vm.memory * 4).ballooning(true))
        .cpu(
            cpu()
                .architecture(Architecture.X86_64)
                .topology(cpuTopology().cores(1).sockets(1).threads(1)));
  }

  // The SDK's types carry the old date class.
  @SuppressWarnings("JavaUtilDate")
  static Date date(Instant instant) {
    return Date.from(instant);
  }

  private static VmPlacementPolicyBuilder placement(TwinVm vm) {
    VmPlacementPolicyBuilder policy = vmPlacementPolicy().affinity(vm.affinity);
    if (!vm.placement.isEmpty()) {
      policy.hosts(
          vm.placement.stream()
              .map(id -> Builders.host().id(id).href(Hrefs.host(id)))
              .toArray(HostBuilder[]::new));
    }
    return policy;
  }

  Optional<List<String>> fields(TwinVm vm, String field) {
    return switch (field) {
      case "name", "vms.name" -> one(vm.name);
      case "id" -> one(vm.id);
      case "comment" -> one(vm.comment);
      case "status" -> one(vm.status.value().replace("_", ""), vm.status.value());
      case "host", "hosts.name" ->
          Optional.of(host(vm).flatMap(world::host).stream().map(host -> host.name).toList());
      case "cluster" -> one(world.clusterName);
      case "datacenter" -> one(world.dataCentre.name);
      case "description" -> one(vm.description);
      case "memory" -> one(String.valueOf(vm.memory >> 20));
      case "architecture" -> one("x86_64");
      case "ip",
          "fqdn",
          "uptime",
          "os",
          "creationdate",
          "address",
          "cpu_usage",
          "mem_usage",
          "network_usage",
          "guaranteed_memory",
          "migration_progress_percent",
          "apps",
          "pool",
          "loggedinuser",
          "type",
          "quota",
          "custom_emulated_machine",
          "custom_cpu_type",
          "compatibility_level",
          "custom_compatibility_level",
          "created_by_user_id",
          "has_illegal_images",
          "bios_type",
          "namespace",
          "vcpus" ->
          throw LeftOut.field("VMs", field);
      case "next_run_config_exists" -> one(String.valueOf(vm.nextResume.isPresent()));
      case "tag" -> Optional.of(Tags.names(world, vm.tags));
      default -> {
        if (field.matches("(hosts|templates|events|users|storage|vnic)\\..+")) {
          throw LeftOut.field("VMs", field);
        }
        yield Optional.empty();
      }
    };
  }

  private static Optional<List<String>> one(String... values) {
    return Optional.of(List.of(values));
  }
}
