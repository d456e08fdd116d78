package io.siteswap.twin.resource;

import static org.ovirt.engine.sdk4.builders.Builders.cpu;
import static org.ovirt.engine.sdk4.builders.Builders.errorHandling;
import static org.ovirt.engine.sdk4.builders.Builders.fencingPolicy;
import static org.ovirt.engine.sdk4.builders.Builders.memoryOverCommit;
import static org.ovirt.engine.sdk4.builders.Builders.memoryPolicy;
import static org.ovirt.engine.sdk4.builders.Builders.migrationBandwidth;
import static org.ovirt.engine.sdk4.builders.Builders.migrationOptions;
import static org.ovirt.engine.sdk4.builders.Builders.skipIfConnectivityBroken;
import static org.ovirt.engine.sdk4.builders.Builders.skipIfSdActive;
import static org.ovirt.engine.sdk4.builders.Builders.version;

import io.siteswap.twin.behaviour.Migrations;
import io.siteswap.twin.protocol.Element;
import io.siteswap.twin.protocol.ElementWriter;
import io.siteswap.twin.protocol.Hrefs;
import io.siteswap.twin.world.ClusterSettings;
import io.siteswap.twin.world.TwinNetwork;
import io.siteswap.twin.world.World;
import java.util.List;
import java.util.Optional;
import org.ovirt.engine.sdk4.builders.Builders;
import org.ovirt.engine.sdk4.builders.ClusterBuilder;
import org.ovirt.engine.sdk4.builders.NetworkBuilder;
import org.ovirt.engine.sdk4.internal.xml.XmlClusterWriter;
import org.ovirt.engine.sdk4.internal.xml.XmlNetworkWriter;
import org.ovirt.engine.sdk4.types.Architecture;
import org.ovirt.engine.sdk4.types.InheritableBoolean;
import org.ovirt.engine.sdk4.types.MigrationBandwidthAssignmentMethod;
import org.ovirt.engine.sdk4.types.NetworkStatus;
import org.ovirt.engine.sdk4.types.NetworkUsage;

/** The cluster and its networks as the API shows them. */
final class ClusterView {
  private static final String MINIMAL_DOWNTIME = "80554327-0569-496b-bdeb-fcbbf52b827b";
  private static final int LEVEL_MAJOR = 4;
  private static final int LEVEL_MINOR = 7;

  private final World world;

  ClusterView(World world) {
    this.world = world;
  }

  Element show() {
    String href = Hrefs.cluster(world.cluster);
    Element element = ElementWriter.write(describe(href).build(), XmlClusterWriter::writeOne);
    Hrefs.withLinks(element, href, "affinitygroups", "networks");
    element.add("upgrade_in_progress", "false");
    String policy = world.settings.policy;
    String policies = Hrefs.BASE + "/schedulingpolicies/";
    element.add(Element.reference("scheduling_policy", policies + policy, policy));
    if (world.hasDataCentre()) {
      String home = world.dataCentre.id;
      element.add(Element.reference("data_center", Hrefs.dataCentre(home), home));
    }
    return element;
  }

  private ClusterBuilder describe(String href) {
    ClusterSettings settings = world.settings;
    return Builders.cluster()
        .id(world.cluster)
        .href(href)
        .name(world.clusterName)
        .description("")
        .comment("")
        .cpu(cpu().architecture(Architecture.X86_64).type(settings.cpu))
        .version(version().major(LEVEL_MAJOR).minor(LEVEL_MINOR))
        .errorHandling(errorHandling().onError(settings.onError))
        .fencingPolicy(
            fencingPolicy()
                .enabled(settings.fencing)
                .skipIfConnectivityBroken(
                    skipIfConnectivityBroken()
                        .enabled(settings.skipIfConnectivityBroken)
                        .threshold(settings.connectivityThreshold))
                .skipIfGlusterBricksUp(false)
                .skipIfGlusterQuorumNotMet(false)
                .skipIfSdActive(skipIfSdActive().enabled(settings.skipIfSdActive)))
        .haReservation(settings.haReservation)
        .memoryPolicy(memoryPolicy().overCommit(memoryOverCommit().percent(settings.overCommit)))
        .migration(
            migrationOptions()
                .autoConverge(InheritableBoolean.INHERIT)
                .bandwidth(
                    migrationBandwidth()
                        .assignmentMethod(MigrationBandwidthAssignmentMethod.CUSTOM)
                        .customValue(Migrations.BANDWIDTH_MBPS))
                .compressed(InheritableBoolean.INHERIT)
                .encrypted(InheritableBoolean.INHERIT)
                .policy(Builders.migrationPolicy().id(MINIMAL_DOWNTIME)))
        .virtService(true)
        .glusterService(false);
  }

  Element network(TwinNetwork network) {
    NetworkUsage usage = network.management() ? NetworkUsage.MANAGEMENT : NetworkUsage.VM;
    NetworkBuilder builder =
        Builders.network()
            .id(network.id())
            .href(Hrefs.network(network.id()))
            .name(network.name())
            .required(network.required())
            .status(NetworkStatus.OPERATIONAL)
            .usages(List.of(usage))
            .dataCenter(
                Builders.dataCenter()
                    .id(world.dataCentre.id)
                    .href(Hrefs.dataCentre(world.dataCentre.id)));
    network.vlan().ifPresent(tag -> builder.vlan(Builders.vlan().id(tag)));
    return ElementWriter.write(builder.build(), XmlNetworkWriter::writeOne);
  }

  Optional<List<String>> fields(World any, String field) {
    return switch (field) {
      case "name" -> Optional.of(List.of(world.clusterName));
      case "id" -> Optional.of(List.of(world.cluster));
      case "datacenter", "datacenter.name" -> Optional.of(List.of(world.dataCentre.name));
      default -> Optional.empty();
    };
  }
}
