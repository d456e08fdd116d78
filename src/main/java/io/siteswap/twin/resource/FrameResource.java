package io.siteswap.twin.resource;

import io.siteswap.twin.behaviour.Refusal;
import io.siteswap.twin.behaviour.Simulation;
import io.siteswap.twin.protocol.Element;
import io.siteswap.twin.world.TwinDomain;
import io.siteswap.twin.world.World;
import java.util.List;

/** What stands still over REST: the cluster, the data centre, domains, networks. */
final class FrameResource {
  private final World world;
  private final Views views;

  FrameResource(Simulation sim, Views views) {
    this.world = sim.world;
    this.views = views;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/clusters", this::clusters),
        Route.get("/clusters/{cluster}", this::cluster),
        Route.get("/clusters/{cluster}/networks", this::clusterNetworks),
        Route.get("/networks", this::networks),
        Route.get("/datacenters", this::dataCentres),
        Route.get("/datacenters/{dc}", this::dataCentre),
        Route.get("/datacenters/{dc}/clusters", this::clustersOfDataCentre),
        Route.get("/datacenters/{dc}/clusters/{cluster}", this::clusterOfDataCentre),
        Route.get("/datacenters/{dc}/clusters/{cluster}/affinitygroups", this::groupsOfCluster),
        Route.get("/datacenters/{dc}/networks", this::networks),
        Route.get("/datacenters/{dc}/storagedomains", this::attachedDomains),
        Route.get("/datacenters/{dc}/storagedomains/{sd}", this::attachedDomain),
        Route.get("/storagedomains", this::domains),
        Route.get("/storagedomains/{sd}", call -> Reply.ok(views.dataCentres.show(domain(call)))));
  }

  private Reply clusters(Call call) {
    Element list = new Element("clusters");
    List<World> there = world.hasCluster() ? List.of(world) : List.of();
    call.select(there, views.clusters::fields).forEach(one -> list.add(showCluster(call)));
    return Reply.ok(list);
  }

  private Reply cluster(Call call) {
    checkCluster(call);
    return Reply.ok(showCluster(call));
  }

  private Element showCluster(Call call) {
    Element cluster = views.clusters.show();
    for (String link : call.follow()) {
      switch (link) {
        case "data_center" -> cluster.replace(views.dataCentres.show());
        case "networks" -> cluster.replace(networkList());
        case "affinity_groups" -> cluster.replace(groupList());
        default -> EmptyLists.follow(cluster, EmptyLists.LINKS_OF_CLUSTER, link);
      }
    }
    return cluster;
  }

  private Reply clusterOfDataCentre(Call call) {
    checkDataCentre(call);
    return cluster(call);
  }

  private Reply groupsOfCluster(Call call) {
    checkDataCentre(call);
    checkCluster(call);
    return Reply.ok(groupList());
  }

  private Element groupList() {
    Element list = new Element("affinity_groups");
    world.groups.values().forEach(group -> list.add(views.groups.show(group, false)));
    return list;
  }

  private void checkCluster(Call call) {
    if (!world.cluster.equals(call.id("cluster"))) {
      throw Refusal.notFound();
    }
  }

  private Reply clusterNetworks(Call call) {
    checkCluster(call);
    return Reply.ok(networkList());
  }

  private Reply networks(Call call) {
    return Reply.ok(networkList());
  }

  private Element networkList() {
    Element list = new Element("networks");
    world.networks.forEach(network -> list.add(views.clusters.network(network)));
    return list;
  }

  private Reply dataCentres(Call call) {
    Element list = new Element("data_centers");
    List<World> there = world.hasDataCentre() ? List.of(world) : List.of();
    call.select(there, views.dataCentres::fields).forEach(one -> list.add(showDataCentre(call)));
    return Reply.ok(list);
  }

  private Reply dataCentre(Call call) {
    checkDataCentre(call);
    return Reply.ok(showDataCentre(call));
  }

  private Element showDataCentre(Call call) {
    Element dataCentre = views.dataCentres.show();
    for (String link : call.follow()) {
      switch (link) {
        case "clusters" -> dataCentre.replace(clusterList());
        case "networks" -> dataCentre.replace(networkList());
        case "storage_domains" -> dataCentre.replace(attachedList());
        default -> EmptyLists.follow(dataCentre, EmptyLists.LINKS_OF_DATA_CENTRE, link);
      }
    }
    return dataCentre;
  }

  private void checkDataCentre(Call call) {
    if (!world.dataCentre.id.equals(call.id("dc"))) {
      throw Refusal.notFound();
    }
  }

  private Reply clustersOfDataCentre(Call call) {
    checkDataCentre(call);
    return Reply.ok(clusterList());
  }

  private Element clusterList() {
    Element list = new Element("clusters");
    return world.hasCluster() ? list.add(views.clusters.show()) : list;
  }

  private Reply attachedDomains(Call call) {
    checkDataCentre(call);
    return Reply.ok(attachedList());
  }

  private Element attachedList() {
    Element list = new Element("storage_domains");
    if (world.isStorageAttached()) {
      world.domains.forEach(domain -> list.add(views.dataCentres.attached(domain)));
    }
    return list;
  }

  private Reply attachedDomain(Call call) {
    checkDataCentre(call);
    if (!world.isStorageAttached()) {
      throw Refusal.notFound();
    }
    return Reply.ok(views.dataCentres.attached(domain(call)));
  }

  private TwinDomain domain(Call call) {
    return world.domain(call.id("sd")).orElseThrow(Refusal::notFound);
  }

  private Reply domains(Call call) {
    Element list = new Element("storage_domains");
    call.select(world.domains, views.dataCentres::domainFields)
        .forEach(domain -> list.add(views.dataCentres.show(domain)));
    return Reply.ok(list);
  }
}
