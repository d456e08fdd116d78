package io.siteswap.twin.resource;

import io.siteswap.twin.behaviour.Refusal;
import io.siteswap.twin.behaviour.Simulation;
import io.siteswap.twin.protocol.Element;
import io.siteswap.twin.world.ClusterSettings;
import io.siteswap.twin.world.EventKind;
import io.siteswap.twin.world.EventLog;
import io.siteswap.twin.world.Note;
import io.siteswap.twin.world.Policies;
import io.siteswap.twin.world.TwinNetwork;
import io.siteswap.twin.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ovirt.engine.sdk4.types.DataCenterStatus;
import org.ovirt.engine.sdk4.types.MigrateOnError;

/** Makes, edits and removes the data centre and the cluster, of which there is at most one. */
final class FrameChanges {
  private final Simulation sim;
  private final World world;
  private final Views views;

  FrameChanges(Simulation sim, Views views) {
    this.sim = sim;
    this.world = sim.world;
    this.views = views;
  }

  List<Route> routes() {
    return List.of(
        Route.post("/datacenters", "data_center", this::addDataCentre),
        Route.delete("/datacenters/{dc}", this::removeDataCentre),
        Route.post("/clusters", "cluster", this::addCluster),
        Route.put("/clusters/{cluster}", "cluster", this::updateCluster),
        Route.delete("/clusters/{cluster}", this::removeCluster));
  }

  private void note(EventKind kind, String name, Call call) {
    sim.events.add(Note.of(kind, name, EventLog.USER).by(call.command()));
  }

  private Reply addDataCentre(Call call) {
    String name = required(call, "DataCenter", "name");
    String action = "Cannot create Data Center. ";
    if (world.hasDataCentre()) {
      throw Refusal.conflict(
          action
              + (world.dataCentre.name.equals(name)
                  ? "The Data Center name is already in use."
                  : "The twin has room for one Data Center."));
    }
    world.dataCentre.id = UUID.randomUUID().toString();
    world.dataCentre.name = name;
    world.dataCentre.status = DataCenterStatus.UNINITIALIZED;
    world.networks.add(TwinNetwork.ofManagement());
    note(EventKind.DATA_CENTRE_ADDED, name, call);
    sim.spm.wake();
    return Reply.created(views.dataCentres.show());
  }

  private static String required(Call call, String what, String field) {
    return call.body()
        .at(field)
        .orElseThrow(
            () ->
                Refusal.input(
                    400, "Incomplete parameters", what + " [" + field + "] required for add"));
  }

  private Reply removeDataCentre(Call call) {
    if (!world.dataCentre.id.equals(call.id("dc"))) {
      throw Refusal.notFound();
    }
    if (world.dataCentre.isUp()) {
      throw Refusal.conflict("Cannot remove an active Data Center.");
    }
    if (world.isStorageAttached()) {
      throw Refusal.conflict(
          "Cannot remove Data Center which contains Storage Domains that are not in Maintenance"
              + " mode.");
    }
    note(EventKind.DATA_CENTRE_REMOVED, world.dataCentre.name, call);
    world.dataCentre.id = "";
    world.dataCentre.name = "";
    world.dataCentre.spm = Optional.empty();
    world.networks = new ArrayList<>();
    return Reply.ok(Reply.complete());
  }

  private Reply addCluster(Call call) {
    String name = required(call, "Cluster", "name");
    Element home =
        call.body()
            .child("data_center")
            .orElseThrow(
                () ->
                    Refusal.input(
                        400,
                        "Incomplete parameters",
                        "Cluster [dataCenter.name|id] required for add"));
    checkHome(home);
    String action = "Cannot create Cluster. ";
    if (world.hasCluster()) {
      throw Refusal.conflict(
          action
              + (world.clusterName.equals(name)
                  ? "Cluster name is already in use."
                  : "The twin has room for one Cluster."));
    }
    ClusterSettings settings = new ClusterSettings();
    edit(settings, call);
    world.cluster = UUID.randomUUID().toString();
    world.clusterName = name;
    world.settings = settings;
    note(EventKind.CLUSTER_ADDED, name, call);
    return Reply.created(views.clusters.show());
  }

  private void checkHome(Element home) {
    home.at("name")
        .filter(name -> !name.equals(world.dataCentre.name))
        .ifPresent(
            name -> {
              throw Refusal.unknown("DataCenter: name=" + name);
            });
    if (home.id().filter(id -> !id.equals(world.dataCentre.id)).isPresent()) {
      throw Refusal.bad("Cannot create Cluster. The Data Center doesn't exist.");
    }
  }

  /** Everything is read before anything is changed. */
  private void edit(ClusterSettings settings, Call call) {
    Element body = call.body();
    String fencing = "fencing_policy/";
    String broken = fencing + "skip_if_connectivity_broken/";
    Optional<String> policy =
        body.child("scheduling_policy").flatMap(Element::id).map(this::policy);
    Optional<Integer> threshold = HostUpdate.number(call, broken + "threshold");
    Optional<Integer> percent = HostUpdate.number(call, "memory_policy/over_commit/percent");
    Optional<MigrateOnError> onError =
        body.at("error_handling/on_error")
            .map(word -> Refusal.oneOf(MigrateOnError.values(), MigrateOnError::value, word));

    policy.ifPresent(id -> settings.policy = id);
    threshold.ifPresent(value -> settings.connectivityThreshold = value);
    percent.ifPresent(value -> settings.overCommit = value);
    onError.ifPresent(rule -> settings.onError = rule);
    flag(body, fencing + "enabled").ifPresent(on -> settings.fencing = on);
    flag(body, broken + "enabled").ifPresent(on -> settings.skipIfConnectivityBroken = on);
    flag(body, fencing + "skip_if_sd_active/enabled").ifPresent(on -> settings.skipIfSdActive = on);
    flag(body, "ha_reservation").ifPresent(on -> settings.haReservation = on);
    body.at("cpu/type").ifPresent(type -> settings.cpu = type);
  }

  private static Optional<Boolean> flag(Element body, String path) {
    return body.at(path).map("true"::equals);
  }

  private String policy(String id) {
    if (!Policies.isKnown(world, id)) {
      throw Refusal.bad("Cannot edit Cluster. Parameters are invalid.");
    }
    return id;
  }

  private void checkCluster(Call call) {
    if (!world.cluster.equals(call.id("cluster"))) {
      throw Refusal.notFound();
    }
  }

  private Reply updateCluster(Call call) {
    checkCluster(call);
    boolean fenced = world.settings.fencing;
    call.body().at("name").ifPresent(name -> world.clusterName = name);
    edit(world.settings, call);
    note(EventKind.CLUSTER_UPDATED, world.clusterName, call);
    if (fenced && !world.settings.fencing) {
      sim.events.add(Note.of(EventKind.FENCING_DISABLED, world.clusterName).by(call.command()));
    }
    return Reply.ok(views.clusters.show());
  }

  private Reply removeCluster(Call call) {
    checkCluster(call);
    List<String> reasons = new ArrayList<>();
    if (!world.hosts.isEmpty()) {
      reasons.add("Cannot remove Cluster. Cluster contains one or more Hosts");
    }
    if (!world.vms.isEmpty()) {
      reasons.add("Cannot remove Cluster. One or more VMs are still assigned to the Cluster");
    }
    if (!reasons.isEmpty()) {
      throw Refusal.of(409, reasons);
    }
    note(EventKind.CLUSTER_REMOVED, world.clusterName, call);
    world.cluster = "";
    world.clusterName = "";
    world.groups.clear();
    return Reply.ok(Reply.complete());
  }
}
