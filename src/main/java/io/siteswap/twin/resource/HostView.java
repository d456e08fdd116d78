package io.siteswap.twin.resource;

import static org.ovirt.engine.sdk4.builders.Builders.cpu;
import static org.ovirt.engine.sdk4.builders.Builders.cpuTopology;
import static org.ovirt.engine.sdk4.builders.Builders.operatingSystem;
import static org.ovirt.engine.sdk4.builders.Builders.powerManagement;
import static org.ovirt.engine.sdk4.builders.Builders.spm;
import static org.ovirt.engine.sdk4.builders.Builders.ssh;
import static org.ovirt.engine.sdk4.builders.Builders.version;
import static org.ovirt.engine.sdk4.builders.Builders.vmSummary;

import io.siteswap.twin.behaviour.Simulation;
import io.siteswap.twin.protocol.Element;
import io.siteswap.twin.protocol.ElementWriter;
import io.siteswap.twin.protocol.Hrefs;
import io.siteswap.twin.world.CountedVms;
import io.siteswap.twin.world.TwinHost;
import io.siteswap.twin.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ovirt.engine.sdk4.builders.Builders;
import org.ovirt.engine.sdk4.builders.HostBuilder;
import org.ovirt.engine.sdk4.internal.xml.XmlHostWriter;
import org.ovirt.engine.sdk4.types.DataCenterStatus;
import org.ovirt.engine.sdk4.types.ExternalStatus;
import org.ovirt.engine.sdk4.types.HostType;
import org.ovirt.engine.sdk4.types.KdumpStatus;
import org.ovirt.engine.sdk4.types.SpmStatus;

/** Hosts as the API shows and searches them. */
final class HostView {
  // What the hypervisor keeps for itself.
  private static final long RESERVED = 321L << 20;

  private final Simulation sim;
  private final World world;

  HostView(Simulation sim) {
    this.sim = sim;
    this.world = sim.world;
  }

  Element show(TwinHost host) {
    String href = Hrefs.host(host.id);
    Element element = ElementWriter.write(describe(host).build(), XmlHostWriter::writeOne);
    element
        .child("os")
        .ifPresent(
            os ->
                os.add(0, Element.text("custom_kernel_cmdline", ""))
                    .add("reported_kernel_cmdline", ""));
    element.add(
        0,
        Hrefs.actions(
            href, "activate", "deactivate", "fence", "forceselectspm", "install", "refresh"));
    Hrefs.withLinks(
        element,
        href,
        "nics",
        "networkattachments",
        "fenceagents",
        "affinitylabels",
        "tags",
        "statistics");
    return element.add(Element.reference("cluster", Hrefs.cluster(world.cluster), world.cluster));
  }

  /** What is told only to those who ask for all content. */
  static Element hostedEngine() {
    return new Element("hosted_engine")
        .add("active", "true")
        .add("configured", "true")
        .add("global_maintenance", "false")
        .add("local_maintenance", "false")
        .add("score", "3400");
  }

  Element refer(TwinHost host) {
    return Element.reference("host", Hrefs.host(host.id), host.id);
  }

  private HostBuilder describe(TwinHost host) {
    HostBuilder builder =
        hardware(host)
            .id(host.id)
            .href(Hrefs.host(host.id))
            .name(host.name)
            .comment(host.comment)
            .address(host.address)
            .port(host.port)
            .ssh(ssh().port(host.sshPort))
            .powerManagement(
                powerManagement()
                    .enabled(host.power.enabled())
                    .automaticPmEnabled(host.power.automatic())
                    .kdumpDetection(host.power.kdumpDetection()))
            .status(host.status)
            .spm(spm().priority(host.spmPriority).status(spmStatus(host)))
            .summary(summary(host));
    host.reason.ifPresent(builder::statusDetail);
    return builder;
  }

  private HostBuilder hardware(TwinHost host) {
    return Builders.host()
        .type(HostType.RHEL)
        .externalStatus(ExternalStatus.OK)
        .kdumpStatus(KdumpStatus.DISABLED)
        .updateAvailable(false)
        .memory(host.memory)
        .maxSchedulingMemory(Math.max(0, sim.placement.free(host) - RESERVED))
        .cpu(
            cpu()
                .name("Intel(R) Xeon(R) Gold 6130 CPU @ 2.10GHz")
                .type("Intel Skylake Server Family")
                .topology(cpuTopology().cores(host.cores).sockets(2).threads(1)))
        .os(operatingSystem().type("RHEL").version(version().major(9).fullVersion("9 - 9.0.el9")))
        .version(
            version().major(4).minor(50).build(5).revision(1).fullVersion("vdsm-4.50.5.1-1.el9"));
  }

  private SpmStatus spmStatus(TwinHost host) {
    if (!world.isSpm(host)) {
      return SpmStatus.NONE;
    }
    return world.dataCentre.status == DataCenterStatus.CONTEND
        ? SpmStatus.CONTENDING
        : SpmStatus.SPM;
  }

  private org.ovirt.engine.sdk4.builders.VmSummaryBuilder summary(TwinHost host) {
    CountedVms vms = sim.placement.counted(host);
    return vmSummary().active(vms.active()).migrating(vms.migrating()).total(vms.total());
  }

  Optional<List<String>> fields(TwinHost host, String field) {
    return switch (field) {
      case "name", "hosts.name" -> one(host.name);
      case "id" -> one(host.id);
      case "comment" -> one(host.comment);
      case "address" -> one(host.address);
      case "status" -> one(host.status.value().replace("_", ""), host.status.value());
      case "cluster" -> one(world.clusterName);
      case "datacenter" -> one(world.dataCentre.name);
      case "external_status" -> one(ExternalStatus.OK.value());
      case "type" -> one(HostType.RHEL.value());
      case "architecture" -> one("x86_64");
      case "update_available" -> one("false");
      case "memory" -> one(String.valueOf(host.memory >> 20));
      case "mem_usage" -> one(String.valueOf(memoryUsage(host)));
      case "cpus" -> one(String.valueOf(host.cores * 2));
      case "spm_id" -> one(String.valueOf(lockNumber(host)));
      case "migrating_vms" -> one(String.valueOf(sim.placement.counted(host).migrating()));
      case "cpu_usage",
          "network_usage",
          "load",
          "version",
          "cpu_speed",
          "cpu_model",
          "committed_mem",
          "ha_score",
          "hw_id" ->
          throw LeftOut.field("hosts", field);
      case "tag" -> Optional.of(Tags.names(world, host.tags));
      case "active_vms" -> one(String.valueOf(sim.placement.counted(host).active()));
      case "vms.name" -> Optional.of(sim.placement.on(host).stream().map(vm -> vm.name).toList());
      default -> {
        if (field.matches("(vms|storage|templates|events|users|nic)\\..+")) {
          throw LeftOut.field("hosts", field);
        }
        yield Optional.empty();
      }
    };
  }

  private long memoryUsage(TwinHost host) {
    return host.memory == 0 ? 0 : (host.memory - sim.placement.free(host)) * 100 / host.memory;
  }

  /** The number under which it locks storage: in the order of their making, from 1. */
  private int lockNumber(TwinHost host) {
    return new ArrayList<>(world.hosts.keySet()).indexOf(host.id) + 1;
  }

  private static Optional<List<String>> one(String... values) {
    return Optional.of(List.of(values));
  }
}
