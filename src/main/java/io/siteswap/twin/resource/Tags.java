package io.siteswap.twin.resource;

import io.siteswap.twin.behaviour.Refusal;
import io.siteswap.twin.behaviour.Simulation;
import io.siteswap.twin.protocol.Element;
import io.siteswap.twin.protocol.Hrefs;
import io.siteswap.twin.world.EventKind;
import io.siteswap.twin.world.EventLog;
import io.siteswap.twin.world.Note;
import io.siteswap.twin.world.TwinHost;
import io.siteswap.twin.world.TwinTag;
import io.siteswap.twin.world.TwinVm;
import io.siteswap.twin.world.World;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Tags over REST: a tag is made first, and then put on hosts and VMs. */
final class Tags {
  private final Simulation sim;
  private final World world;

  Tags(Simulation sim) {
    this.sim = sim;
    this.world = sim.world;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/tags", this::list),
        Route.post("/tags", "tag", this::add),
        Route.get(
            "/vms/{vm}/tags", call -> Reply.ok(of(world, Hrefs.vm(vm(call).id), vm(call).tags))),
        Route.post("/vms/{vm}/tags", "tag", this::tagVm),
        Route.delete("/vms/{vm}/tags/{tag}", this::untagVm),
        Route.get(
            "/hosts/{host}/tags",
            call -> Reply.ok(of(world, Hrefs.host(host(call).id), host(call).tags))),
        Route.post("/hosts/{host}/tags", "tag", this::tagHost),
        Route.delete("/hosts/{host}/tags/{tag}", this::untagHost));
  }

  private TwinVm vm(Call call) {
    return world.vm(call.id("vm")).orElseThrow(Refusal::notFound);
  }

  private TwinHost host(Call call) {
    return world.host(call.id("host")).orElseThrow(Refusal::notFound);
  }

  static Element of(World world, String owner, Set<String> tags) {
    Element list = new Element("tags");
    tags.stream().map(world.tags::get).forEach(tag -> list.add(show(tag, owner)));
    return list;
  }

  static List<String> names(World world, Set<String> tags) {
    return tags.stream().map(tag -> world.tags.get(tag).name()).toList();
  }

  private static Element show(TwinTag tag, String owner) {
    return Element.reference("tag", owner + "/tags/" + tag.id(), tag.id()).add("name", tag.name());
  }

  private Reply list(Call call) {
    Element list = new Element("tags");
    world.tags.values().forEach(tag -> list.add(show(tag, Hrefs.BASE)));
    return Reply.ok(list);
  }

  private Optional<TwinTag> named(String name) {
    return world.tags.values().stream().filter(tag -> tag.name().equals(name)).findFirst();
  }

  private Reply add(Call call) {
    String name = call.body().at("name").orElseThrow(() -> Refusal.missing("tag.name"));
    if (named(name).isPresent()) {
      throw Refusal.conflict("Cannot add Tag. Tag name already exists.");
    }
    TwinTag tag = new TwinTag(UUID.randomUUID().toString(), name);
    world.tags.put(tag.id(), tag);
    note(Note.of(EventKind.TAG_ADDED, name, EventLog.USER), call);
    return Reply.created(show(tag, Hrefs.BASE));
  }

  private void note(Note note, Call call) {
    sim.events.add(note.by(call.command()));
  }

  private TwinTag wanted(Call call) {
    String wanted = call.body().id().or(() -> call.body().at("name")).orElse("");
    return Optional.ofNullable(world.tags.get(wanted))
        .or(() -> named(wanted))
        .orElseThrow(() -> Refusal.unknown("Tag: name=" + wanted));
  }

  private TwinTag attached(Call call, Set<String> tags) {
    return Optional.of(call.id("tag"))
        .filter(tags::contains)
        .map(world.tags::get)
        .orElseThrow(Refusal::notFound);
  }

  private Reply tagVm(Call call) {
    TwinVm vm = vm(call);
    TwinTag tag = wanted(call);
    vm.tags.add(tag.id());
    note(Note.of(EventKind.TAG_ATTACHED_TO_VM, tag.name(), vm.name, EventLog.USER).vm(vm), call);
    return Reply.created(show(tag, Hrefs.vm(vm.id)));
  }

  private Reply untagVm(Call call) {
    TwinVm vm = vm(call);
    TwinTag tag = attached(call, vm.tags);
    vm.tags.remove(tag.id());
    note(Note.of(EventKind.TAG_DETACHED_FROM_VM, tag.name(), vm.name, EventLog.USER).vm(vm), call);
    return Reply.ok(Reply.complete());
  }

  private Reply tagHost(Call call) {
    TwinHost host = host(call);
    TwinTag tag = wanted(call);
    host.tags.add(tag.id());
    note(
        Note.of(EventKind.TAG_ATTACHED_TO_HOST, tag.name(), host.name, EventLog.USER).host(host),
        call);
    return Reply.created(show(tag, Hrefs.host(host.id)));
  }

  private Reply untagHost(Call call) {
    TwinHost host = host(call);
    TwinTag tag = attached(call, host.tags);
    host.tags.remove(tag.id());
    note(
        Note.of(EventKind.TAG_DETACHED_FROM_HOST, tag.name(), host.name, EventLog.USER).host(host),
        call);
    return Reply.ok(Reply.complete());
  }
}
