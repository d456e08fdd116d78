package io.siteswap.twin.resource;

import io.siteswap.twin.behaviour.Simulation;

/** All the ways the world is shown. */
final class Views {
  final HostView hosts;
  final VmView vms;
  final ClusterView clusters;
  final DataCentreView dataCentres;
  final GroupView groups;
  final NetworkAttachments attachments;

  Views(Simulation sim) {
    hosts = new HostView(sim);
    vms = new VmView(sim.world);
    clusters = new ClusterView(sim.world);
    dataCentres = new DataCentreView(sim.world);
    groups = new GroupView(sim);
    attachments = new NetworkAttachments(sim.world, clusters);
  }
}
