package io.siteswap.twin;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ovirt.engine.sdk4.types.FenceType;

/** Hosts over REST: reading, editing, and their actions. */
final class HostResource {
  private static final int LOWEST_PRIORITY = -1;
  private static final int HIGHEST_PRIORITY = 10;

  private final Simulation sim;
  private final World world;
  private final Views views;
  private final Fencing fencing;

  HostResource(Simulation sim, Views views) {
    this.sim = sim;
    this.world = sim.world;
    this.views = views;
    this.fencing = new Fencing(sim);
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
    Element body = call.body();
    Optional<Integer> priority = number(call, "spm/priority");
    priority.ifPresent(HostResource::checkPriority);
    checkPort(host, number(call, "port"));
    if (body.child("cluster").isPresent() && !isOurCluster(body) && host.isUp()) {
      throw Refusal.conflict(
          "Cannot edit Host. Host parameters cannot be modified while Host is operational.\n"
              + "Please switch Host to Maintenance mode first.");
    }
    body.at("name").filter(name -> !name.equals(host.name)).ifPresent(this::checkName);
    priority.ifPresent(value -> host.spmPriority = value);
    body.at("name").ifPresent(name -> host.name = name);
    body.child("comment").ifPresent(comment -> host.comment = comment.text().orElse(""));
    sim.events.add(
        Note.of(EventKind.HOST_UPDATED, host.name, EventLog.USER).host(host).by(call.command()));
    return Reply.ok(views.hosts.show(host));
  }

  private boolean isOurCluster(Element body) {
    return body.child("cluster").flatMap(Element::id).filter(world.cluster::equals).isPresent()
        || body.at("cluster/name").filter(world.clusterName::equals).isPresent();
  }

  private static Optional<Integer> number(Call call, String path) {
    try {
      return call.body().at(path).map(Integer::valueOf);
    } catch (NumberFormatException noNumber) {
      throw Bodies.unreadable(call.request(), "services/host/methods/update");
    }
  }

  private static void checkPriority(int priority) {
    if (priority > HIGHEST_PRIORITY) {
      throw Refusal.bad(
          "must be less than or equal to " + HIGHEST_PRIORITY,
          "Attribute: vdsStatic.vdsSpmPriority");
    }
    if (priority < LOWEST_PRIORITY) {
      throw Refusal.bad(
          "must be greater than or equal to " + LOWEST_PRIORITY,
          "Attribute: vdsStatic.vdsSpmPriority");
    }
  }

  /** A body without a port means the default one, whatever port the host has. */
  private static void checkPort(TwinHost host, Optional<Integer> port) {
    if (port.orElse(TwinHost.DEFAULT_PORT) != host.port) {
      throw Refusal.bad("Cannot edit Host. Changing port is allowed only with re-installation.");
    }
  }

  private void checkName(String name) {
    if (world.hostNamed(name).isPresent()) {
      throw Refusal.conflict(
          "Cannot edit Host. The Host name is already in use, please choose a unique name and try"
              + " again.");
    }
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
