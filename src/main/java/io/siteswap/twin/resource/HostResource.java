package io.siteswap.twin.resource;

import io.siteswap.twin.behaviour.Fencing;
import io.siteswap.twin.behaviour.HostRemoval;
import io.siteswap.twin.behaviour.Refusal;
import io.siteswap.twin.behaviour.Simulation;
import io.siteswap.twin.protocol.Element;
import io.siteswap.twin.protocol.Hrefs;
import io.siteswap.twin.protocol.Request;
import io.siteswap.twin.world.EventKind;
import io.siteswap.twin.world.EventLog;
import io.siteswap.twin.world.Note;
import io.siteswap.twin.world.TwinHost;
import io.siteswap.twin.world.World;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.ovirt.engine.sdk4.types.CreationStatus;
import org.ovirt.engine.sdk4.types.FenceType;
import org.ovirt.engine.sdk4.types.HostStatus;

/** Hosts over REST: reading, editing, and their actions. */
final class HostResource {
  private static final Set<HostStatus> INSTALLABLE =
      Set.of(
          HostStatus.MAINTENANCE,
          HostStatus.NON_OPERATIONAL,
          HostStatus.INSTALL_FAILED,
          HostStatus.INSTALLING_OS);

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
        Route.post("/hosts", "host", this::add),
        Route.get("/hosts/{host}", this::get),
        Route.put("/hosts/{host}", "host", this::update),
        Route.delete("/hosts/{host}", this::remove),
        Route.action("/hosts/{host}/install", this::install),
        Route.action("/hosts/{host}/activate", this::activate),
        Route.action("/hosts/{host}/deactivate", this::deactivate),
        Route.action("/hosts/{host}/forceselectspm", this::forceSelectSpm),
        Route.action("/hosts/{host}/fence", this::fence),
        Route.action("/hosts/{host}/refresh", call -> done(call, host(call), Optional.empty())),
        Route.get(
            "/hosts/{host}/networkattachments",
            call -> Reply.ok(views.attachments.of(host(call), call.follows("network")))));
  }

  private TwinHost host(Call call) {
    return world.host(call.id("host")).orElseThrow(Refusal::notFound);
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
    if (host.hostedEngine && wantsAll(call.request())) {
      element.add(HostView.hostedEngine());
    }
    for (String link : call.follow()) {
      follow(element, host, link);
    }
    return element;
  }

  private static boolean wantsAll(Request request) {
    return request
        .parameter("all_content")
        .or(() -> request.header("All-Content"))
        .filter("true"::equals)
        .isPresent();
  }

  private void follow(Element host, TwinHost known, String link) {
    switch (link) {
      case "cluster" -> host.replace(views.clusters.show());
      case "cluster.data_center" ->
          host.replace(views.clusters.show().replace(views.dataCentres.show()));
      case "tags" -> host.replace(Tags.of(world, Hrefs.host(known.id), known.tags));
      case "network_attachments", "networkattachments" ->
          host.replace(views.attachments.of(known, false));
      case "network_attachments.network", "networkattachments.network" ->
          host.replace(views.attachments.of(known, true));
      case "fence_agents", "fenceagents" -> host.replace(FenceAgents.list(known));
      default -> EmptyLists.follow(host, EmptyLists.LINKS_OF_HOST, link);
    }
  }

  private Reply update(Call call) {
    TwinHost host = host(call);
    update.apply(host, call);
    sim.events.add(
        Note.of(EventKind.HOST_UPDATED, host.name, EventLog.USER).host(host).by(call.command()));
    return Reply.ok(views.hosts.show(host));
  }

  private Reply add(Call call) {
    TwinHost host = new HostAddition(world).host(call);
    world.hosts.put(host.id, host);
    sim.installation.ofNew(host, call.command());
    sim.events.add(
        Note.of(EventKind.HOST_ADDED, host.name, EventLog.USER).host(host).by(call.command()));
    return Reply.created(views.hosts.show(host));
  }

  private Reply remove(Call call) {
    new HostRemoval(sim).remove(host(call), call.command());
    return Reply.ok(Reply.complete());
  }

  private Reply install(Call call) {
    TwinHost host = host(call);
    if (!INSTALLABLE.contains(host.status)) {
      throw Refusal.conflict("Cannot install Host. Please move Host to Maintenance mode first.");
    }
    HostAddition.checkCredentials(call.body());
    HostAddition.checkConnection(world, host.name, "Cannot install Host. ");
    host.activated = call.request().parameter("activate").filter("false"::equals).isEmpty();
    sim.installation.begin(host, call.command());
    String job = sim.jobs.done("Installing Host " + host.name, call.command());
    return done(call, host, Optional.of(job));
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
      case STATUS -> Reply.ok(powerStatus(host));
      default -> throw Fencing.powerRefusal(host, fenceType(type));
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

  /** What the power switch says; its failure hides in an answer of 200. */
  private Element powerStatus(TwinHost host) {
    Element action = new Element("action");
    Optional<String> trouble = fencing.trouble(host);
    trouble.ifPresent(why -> action.add(new Element("fault").add("reason", why)));
    action.add("fence_type", "status");
    if (trouble.isPresent()) {
      return action.add("status", CreationStatus.FAILED.value());
    }
    return action
        .add(new Element("power_management").add("status", host.powerAnswer().word()))
        .add("status", CreationStatus.COMPLETE.value());
  }
}
