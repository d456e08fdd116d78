package io.siteswap.twin;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ovirt.engine.sdk4.types.FenceType;

/** Hosts over REST: reading, editing, and their actions. */
final class HostResource {
  private final Simulation sim;
  private final World world;
  private final Views views;
  private final Fencing fencing;
  private final HostUpdate update;

  HostResource(Simulation sim, Views views) {
    this.sim = sim;
    this.world = sim.world;
    this.views = views;
    this.fencing = new Fencing(sim);
    this.update = new HostUpdate(sim.world);
  }

  List<Route> routes() {
    return List.of(
        Route.get("/hosts", this::list),
        Route.get("/hosts/{host}", this::get),
        Route.put("/hosts/{host}", "host", this::update),
        Route.action("/hosts/{host}/activate", this::activate),
        Route.action("/hosts/{host}/deactivate", this::deactivate),
        Route.action("/hosts/{host}/forceselectspm", this::forceSelectSpm),
        Route.action("/hosts/{host}/fence", this::fence),
        Route.action("/hosts/{host}/refresh", call -> done(call, host(call), Optional.empty())),
        Route.get("/hosts/{host}/nics", call -> nothingOf(call, "host_nics")),
        Route.get("/hosts/{host}/tags", call -> nothingOf(call, "tags")),
        Route.get("/hosts/{host}/fenceagents", call -> nothingOf(call, "agents")),
        Route.get("/hosts/{host}/affinitylabels", call -> nothingOf(call, "affinity_labels")),
        Route.get("/hosts/{host}/statistics", call -> nothingOf(call, "statistics")),
        Route.get(
            "/hosts/{host}/networkattachments", call -> nothingOf(call, "network_attachments")));
  }

  private TwinHost host(Call call) {
    return world.host(call.id("host")).orElseThrow(Refusal::notFound);
  }

  private Reply nothingOf(Call call, String list) {
    host(call);
    return Reply.ok(new Element(list));
  }

  private Reply list(Call call) {
    Element list = new Element("hosts");
    List<TwinHost> byName = new ArrayList<>(world.hosts.values());
    byName.sort(Comparator.comparing(host -> host.name));
    call.select(byName, views.hosts::fields).forEach(host -> list.add(show(call, host)));
    return Reply.ok(list);
  }

  private Reply get(Call call) {
    return Reply.ok(show(call, host(call)));
  }

  private Element show(Call call, TwinHost host) {
    Element element = views.hosts.show(host);
    for (String link : call.follow()) {
      follow(element, link);
    }
    return element;
  }

  private void follow(Element host, String link) {
    switch (link) {
      case "cluster" -> host.replace(views.clusters.show());
      case "cluster.data_center" ->
          host.replace(views.clusters.show().replace(views.dataCentres.show()));
      case "nics" -> host.replace(new Element("nics"));
      case "tags" -> host.replace(new Element("tags"));
      case "network_attachments" -> host.replace(new Element("network_attachments"));
      case "affinity_labels" -> host.replace(new Element("affinity_labels"));
      case "statistics" -> host.replace(new Element("statistics"));
      default -> throw Refusal.page(500, "ERROR");
    }
  }

  private Reply update(Call call) {
    TwinHost host = host(call);
    update.apply(host, call);
    sim.events.add(
        Note.of(EventKind.HOST_UPDATED, host.name, EventLog.USER).host(host).by(call.command()));
    return Reply.ok(views.hosts.show(host));
  }

  private Reply activate(Call call) {
    TwinHost host =
        world
            .host(call.id("host"))
            .orElseThrow(() -> Refusal.bad("Cannot activate Host. Invalid Host Id."));
    return done(call, host, Optional.of(sim.hosts.activate(host, call.command())));
  }

  private Reply deactivate(Call call) {
    TwinHost host =
        world
            .host(call.id("host"))
            .orElseThrow(() -> Refusal.bad("Cannot maintenance Host. Invalid Host Id."));
    sim.maintenance.deactivate(host, call.body().at("reason"), call.command());
    return done(call, host, Optional.empty());
  }

  private Reply forceSelectSpm(Call call) {
    TwinHost host =
        world
            .host(call.id("host"))
            .orElseThrow(
                () ->
                    Refusal.plain(
                        500,
                        "java.lang.NullPointerException: Cannot invoke"
                            + " \"org.ovirt.engine.core.common.businessentities.VDS.getName()\""
                            + " because the return value of \"org.ovirt.engine.core.bll.storage"
                            + ".pool.ForceSelectSPMCommand.getVds()\" is null"));
    return done(call, host, Optional.of(sim.spm.forceSelect(host, call.command())));
  }

  private Reply fence(Call call) {
    TwinHost host = world.host(call.id("host")).orElseThrow(() -> Refusal.unknown(call.id("host")));
    String type = call.body().at("fence_type").orElseThrow(() -> Refusal.missing("fence_type"));
    return switch (fenceType(type)) {
      case MANUAL -> {
        fencing.manual(host, call.command());
        yield done(call, host, Optional.empty());
      }
      // Its failure hides in an answer of 200.
      case STATUS ->
          Reply.ok(
              new Element("action")
                  .add(
                      new Element("fault")
                          .add(
                              "reason",
                              "Invalid fence agents defined for host '" + host.name + "'."))
                  .add("fence_type", type)
                  .add("status", "failed"));
      default -> throw Fencing.powerRefusal(type);
    };
  }

  private static FenceType fenceType(String type) {
    for (FenceType known : FenceType.values()) {
      if (known.value().equals(type)) {
        return known;
      }
    }
    throw Refusal.input(
        400,
        "Invalid value",
        type.toUpperCase(Locale.ROOT)
            + " is not a member of FenceType. Possible values for FenceType are: manual, restart,"
            + " start, stop, status");
  }

  private Reply done(Call call, TwinHost host, Optional<String> job) {
    return Reply.done(call, views.hosts.refer(host), job);
  }
}
