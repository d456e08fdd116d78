package io.siteswap.twin.resource;

import io.siteswap.twin.behaviour.Refusal;
import io.siteswap.twin.protocol.Element;
import io.siteswap.twin.world.EventKind;
import io.siteswap.twin.world.TwinGroup;
import io.siteswap.twin.world.World;
import java.util.List;

/** The members of affinity groups over REST. */
final class GroupMembers {
  private final GroupResource groups;
  private final World world;
  private final Views views;

  GroupMembers(GroupResource groups, World world, Views views) {
    this.groups = groups;
    this.world = world;
    this.views = views;
  }

  List<Route> routes() {
    return List.of(
        Route.get(
            GroupResource.BASE + "/{group}/hosts",
            c -> Reply.ok(views.groups.hosts(groups.group(c), true))),
        Route.post(GroupResource.BASE + "/{group}/hosts", "host", this::addHost),
        Route.delete(GroupResource.BASE + "/{group}/hosts/{host}", this::removeHost),
        Route.get(
            GroupResource.BASE + "/{group}/vms",
            c -> Reply.ok(views.groups.vms(groups.group(c), true))),
        Route.post(GroupResource.BASE + "/{group}/vms", "vm", this::addVm),
        Route.delete(GroupResource.BASE + "/{group}/vms/{vm}", this::removeVm));
  }

  private Reply addHost(Call call) {
    TwinGroup group = groups.group(call);
    if (call.body().id().isEmpty() && call.body().at("name").isEmpty()) {
      throw Refusal.eitherMissing("host", "id", "name");
    }
    String id = call.body().id().orElseGet(() -> hostNamed(call));
    if (world.host(id).isEmpty()) {
      throw Refusal.bad(GroupResource.EDIT + "Host does not exist.");
    }
    if (!group.hosts.add(id)) {
      throw Refusal.bad(GroupResource.EDIT + "Duplicate VDS.");
    }
    groups.note(EventKind.GROUP_UPDATED, group, call);
    return Reply.ok(Reply.complete());
  }

  private String hostNamed(Call call) {
    String name = call.body().at("name").orElseThrow();
    return world.hostNamed(name).map(host -> host.id).orElseThrow(() -> Refusal.unknown(name));
  }

  private Reply addVm(Call call) {
    TwinGroup group = groups.group(call);
    String id = idOrPage(call);
    if (world.vm(id).isEmpty()) {
      throw Refusal.bad("The selected VM does not exist.");
    }
    if (!group.vms.add(id)) {
      throw Refusal.bad(GroupResource.EDIT + "Duplicate VM.");
    }
    groups.note(EventKind.GROUP_UPDATED, group, call);
    return Reply.ok(new Element("vm").attribute("id", id));
  }

  /** A VM by name instead of by id makes the Manager stumble. */
  private static String idOrPage(Call call) {
    return call.body().id().orElseThrow(() -> Refusal.page(500, "ERROR"));
  }

  private Reply removeHost(Call call) {
    TwinGroup group = groups.group(call);
    if (!group.hosts.remove(call.id("host"))) {
      throw Refusal.bad(GroupResource.EDIT + "Provided VDS is invalid (does not exist).");
    }
    groups.note(EventKind.GROUP_UPDATED, group, call);
    return Reply.ok(Reply.complete());
  }

  private Reply removeVm(Call call) {
    TwinGroup group = groups.group(call);
    if (!group.vms.remove(call.id("vm"))) {
      throw Refusal.bad(GroupResource.EDIT + "Provided VM is invalid (does not exist).");
    }
    groups.note(EventKind.GROUP_UPDATED, group, call);
    return Reply.ok(Reply.complete());
  }
}
