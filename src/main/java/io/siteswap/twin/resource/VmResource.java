package io.siteswap.twin.resource;

import io.siteswap.twin.behaviour.Refusal;
import io.siteswap.twin.behaviour.Simulation;
import io.siteswap.twin.behaviour.UserMigrations;
import io.siteswap.twin.protocol.Element;
import io.siteswap.twin.protocol.Hrefs;
import io.siteswap.twin.world.EventKind;
import io.siteswap.twin.world.EventLog;
import io.siteswap.twin.world.Note;
import io.siteswap.twin.world.TwinHost;
import io.siteswap.twin.world.TwinVm;
import io.siteswap.twin.world.World;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ovirt.engine.sdk4.types.CreationStatus;
import org.ovirt.engine.sdk4.types.VmStatus;

/** VMs over REST: reading, adding, removing, and their actions. */
final class VmResource {
  private static final long DEFAULT_MEMORY = 1L << 30;

  private final Simulation sim;
  private final World world;
  private final Views views;
  private final VmUpdate update;
  private final UserMigrations migrations;

  VmResource(Simulation sim, Views views) {
    this.sim = sim;
    this.world = sim.world;
    this.views = views;
    this.update = new VmUpdate(sim);
    this.migrations = new UserMigrations(sim);
  }

  List<Route> routes() {
    return List.of(
        Route.get("/vms", this::list),
        Route.post("/vms", "vm", this::add),
        Route.get("/vms/{vm}", this::get),
        Route.put("/vms/{vm}", "vm", this::update),
        Route.delete("/vms/{vm}", this::remove),
        Route.action("/vms/{vm}/migrate", this::migrate),
        Route.action("/vms/{vm}/cancelmigration", this::cancelMigration),
        Route.action("/vms/{vm}/start", this::start),
        Route.action("/vms/{vm}/stop", this::stop),
        Route.action("/vms/{vm}/shutdown", this::shutdown));
  }

  private TwinVm vm(Call call) {
    return world.vm(call.id("vm")).orElseThrow(Refusal::notFound);
  }

  private Reply list(Call call) {
    Element list = new Element("vms");
    List<TwinVm> byName = new ArrayList<>(world.vms.values());
    byName.sort(Comparator.comparing(vm -> vm.name));
    call.select(byName, views.vms::fields).forEach(vm -> list.add(show(call, vm)));
    return Reply.ok(list);
  }

  private Reply get(Call call) {
    TwinVm vm = vm(call);
    Element element = show(call, vm);
    boolean next = call.request().parameter("next_run").filter("true"::equals).isPresent();
    vm.nextResume
        .filter(later -> next)
        .ifPresent(
            later ->
                element.replace(Element.text("storage_error_resume_behaviour", later.value())));
    return Reply.ok(element);
  }

  private Element show(Call call, TwinVm vm) {
    Element element = views.vms.show(vm);
    for (String link : call.follow()) {
      switch (link) {
        case "host", "host.cluster" ->
            views
                .vms
                .host(vm)
                .flatMap(world::host)
                .map(views.hosts::show)
                .ifPresent(element::replace);
        case "cluster" -> element.replace(views.clusters.show());
        case "tags" -> element.replace(Tags.of(world, Hrefs.vm(vm.id), vm.tags));
        case "cluster.data_center" ->
            element.replace(views.clusters.show().replace(views.dataCentres.show()));
        default -> EmptyLists.follow(element, EmptyLists.LINKS_OF_VM, link);
      }
    }
    return element;
  }

  private Reply update(Call call) {
    TwinVm vm = vm(call);
    update.apply(vm, call.body(), call.command());
    sim.events.add(Note.of(EventKind.VM_UPDATED, vm.name, EventLog.USER).vm(vm).by(call.command()));
    return Reply.ok(views.vms.show(vm));
  }

  private Reply add(Call call) {
    Element body = call.body();
    String name = body.at("name").orElseThrow(() -> incomplete("name"));
    if (body.child("cluster").isEmpty()) {
      throw incomplete("cluster.id|name");
    }
    if (body.child("template").isEmpty()) {
      throw incomplete("template.id|name");
    }
    if (!world.hasCluster()) {
      throw Refusal.bad("Cannot add VM. Cluster ID is not valid.");
    }
    if (world.vmNamed(name).isPresent()) {
      throw Refusal.conflict(
          "Cannot add VM. The VM name is already in use, please choose a unique name and try"
              + " again.");
    }
    TwinVm vm = new TwinVm();
    vm.name = name;
    vm.id = UUID.randomUUID().toString();
    vm.status = VmStatus.DOWN;
    vm.created = world.now;
    vm.memory = body.at("memory").map(Long::valueOf).orElse(DEFAULT_MEMORY);
    update.apply(vm, body, call.command());
    world.vms.put(vm.id, vm);
    sim.events.add(Note.of(EventKind.VM_ADDED, vm.name, EventLog.USER).vm(vm).by(call.command()));
    return Reply.created(views.vms.show(vm));
  }

  private static Refusal incomplete(String field) {
    return Refusal.input(400, "Incomplete parameters", "Vm [" + field + "] required for add");
  }

  private Reply remove(Call call) {
    TwinVm vm = vm(call);
    if (!vm.isDown()) {
      throw Refusal.conflict("Cannot remove VM. VM is running.");
    }
    world.vms.remove(vm.id);
    world.groups.values().forEach(group -> group.vms.remove(vm.id));
    world.imageTransfers.values().removeIf(transfer -> transfer.vm().equals(vm.id));
    sim.events.add(Note.of(EventKind.VM_REMOVED, vm.name).vm(vm).by(call.command()));
    String job = sim.jobs.done("Removing VM " + vm.name, call.command());
    return Reply.ok(
        new Element("action")
            .add(Element.reference("job", Hrefs.job(job), job))
            .add("status", CreationStatus.COMPLETE.value()));
  }

  private Reply migrate(Call call) {
    TwinVm vm = vm(call);
    Optional<TwinHost> target = call.body().child("host").map(this::target);
    boolean force = call.body().at("force").filter("true"::equals).isPresent();
    String job = migrations.migrate(vm, target, force, call.command());
    return done(call, vm, Optional.of(job));
  }

  private TwinHost target(Element host) {
    return host.id()
        .flatMap(world::host)
        .or(() -> host.at("name").flatMap(world::hostNamed))
        .orElseThrow(
            () ->
                host.id().isPresent()
                    ? Refusal.bad("Cannot migrate VM. Invalid Host Id.")
                    : Refusal.unknown(host.at("name").orElse("host")));
  }

  private Reply cancelMigration(Call call) {
    TwinVm vm = vm(call);
    migrations.cancel(vm, call.command());
    return done(call, vm, Optional.empty());
  }

  private Reply start(Call call) {
    TwinVm vm =
        world
            .vm(call.id("vm"))
            .orElseThrow(
                () ->
                    Refusal.plain(
                        500,
                        "java.lang.NullPointerException: Cannot invoke"
                            + " \"org.ovirt.engine.core.common.businessentities.VM.getStatus()\""
                            + " because the return value of"
                            + " \"org.ovirt.engine.core.bll.RunVmCommand.getVm()\" is null"));
    List<String> onlyOn = call.body().child("vm").map(update::placementHosts).orElse(List.of());
    String job = sim.vms.start(vm, onlyOn, call.command());
    return done(call, vm, Optional.of(job));
  }

  private Reply stop(Call call) {
    TwinVm vm = vm(call);
    return done(call, vm, Optional.of(sim.vms.stop(vm, call.command())));
  }

  private Reply shutdown(Call call) {
    TwinVm vm = vm(call);
    return done(call, vm, Optional.of(sim.vms.shutdown(vm, call.command())));
  }

  private Reply done(Call call, TwinVm vm, Optional<String> job) {
    return Reply.done(call, views.vms.refer(vm), job);
  }
}
