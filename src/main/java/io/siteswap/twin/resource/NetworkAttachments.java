package io.siteswap.twin.resource;

import io.siteswap.twin.protocol.Element;
import io.siteswap.twin.protocol.Hrefs;
import io.siteswap.twin.world.DefaultWorld;
import io.siteswap.twin.world.TwinHost;
import io.siteswap.twin.world.TwinNetwork;
import io.siteswap.twin.world.World;
import java.util.List;

/** Which networks a host has, over REST; their names only where they are followed. */
final class NetworkAttachments {
  private final World world;
  private final ClusterView clusters;

  NetworkAttachments(World world, ClusterView clusters) {
    this.world = world;
    this.clusters = clusters;
  }

  Element of(TwinHost host, boolean named) {
    Element list = new Element("network_attachments");
    attached(host).forEach(network -> list.add(show(host, network, named)));
    return list;
  }

  /** Before its software is there a host has no networks. */
  private List<TwinNetwork> attached(TwinHost host) {
    return world.networks.stream()
        .filter(network -> host.memory > 0 && !host.missingNetworks.contains(network.id()))
        .toList();
  }

  private Element show(TwinHost host, TwinNetwork network, boolean named) {
    String id = DefaultWorld.id("networkattachment", host.id + network.id());
    String nic = DefaultWorld.id("hostnic", host.id);
    String home = Hrefs.host(host.id);
    boolean inSync = !host.unsyncedNetworks.contains(network.id());
    return Element.reference("network_attachment", home + "/networkattachments/" + id, id)
        .add("in_sync", String.valueOf(inSync))
        .add(Element.reference("host", home, host.id))
        .add(Element.reference("host_nic", home + "/nics/" + nic, nic))
        .add(
            named
                ? clusters.network(network)
                : Element.reference("network", Hrefs.network(network.id()), network.id()));
  }
}
