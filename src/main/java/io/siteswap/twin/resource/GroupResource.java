package io.siteswap.twin.resource;

import io.siteswap.twin.behaviour.Refusal;
import io.siteswap.twin.behaviour.Simulation;
import io.siteswap.twin.protocol.Element;
import io.siteswap.twin.world.EventKind;
import io.siteswap.twin.world.EventLog;
import io.siteswap.twin.world.Note;
import io.siteswap.twin.world.TwinGroup;
import io.siteswap.twin.world.World;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Affinity groups over REST. */
final class GroupResource {
  static final String BASE = "/clusters/{cluster}/affinitygroups";
  private static final String ADD = "Cannot add Affinity Group. ";
  static final String EDIT = "Cannot edit Affinity Group. ";

  private final Simulation sim;
  private final World world;
  private final Views views;

  GroupResource(Simulation sim, Views views) {
    this.sim = sim;
    this.world = sim.world;
    this.views = views;
  }

  List<Route> routes() {
    return List.of(
        Route.get(BASE, this::list),
        Route.post(BASE, "affinity_group", this::add),
        Route.get(BASE + "/{group}", call -> Reply.ok(show(call, group(call)))),
        Route.put(BASE + "/{group}", "affinity_group", this::update),
        Route.delete(BASE + "/{group}", this::remove),
        Route.get(BASE + "/{group}/hostlabels", c -> Reply.ok(new Element("affinity_labels"))),
        Route.get(BASE + "/{group}/vmlabels", c -> Reply.ok(new Element("affinity_labels"))));
  }

  TwinGroup group(Call call) {
    checkCluster(call);
    return Optional.ofNullable(world.groups.get(call.id("group")))
        .orElseThrow(
            () ->
                Refusal.input(
                    400,
                    "Operation Failed",
                    "cannot invoke \"org.ovirt.engine.core.common.scheduling.affinitygroup"
                        + ".getvmlabels()\" because \"ag\" is null"));
  }

  private void checkCluster(Call call) {
    if (!world.cluster.equals(call.id("cluster"))) {
      throw Refusal.notFound();
    }
  }

  private Element show(Call call, TwinGroup group) {
    return views.groups.show(group, call.follows("hosts") || call.follows("vms"));
  }

  /** The list of groups cannot be searched: whatever is asked, all are there. */
  private Reply list(Call call) {
    checkCluster(call);
    Element list = new Element("affinity_groups");
    long max = call.max().orElse(world.groups.size());
    world.groups.values().stream().limit(max).forEach(group -> list.add(show(call, group)));
    return Reply.ok(list);
  }

  private Reply add(Call call) {
    checkCluster(call);
    TwinGroup group = new TwinGroup();
    group.id = UUID.randomUUID().toString();
    group.name = call.body().at("name").orElseThrow(() -> Refusal.missing("group.name"));
    checkName(group, ADD);
    fill(group, call.body(), ADD);
    world.groups.put(group.id, group);
    note(EventKind.GROUP_ADDED, group, call);
    return Reply.created(views.groups.show(group, false));
  }

  private Reply update(Call call) {
    TwinGroup old = group(call);
    TwinGroup group = copy(old);
    call.body().at("name").ifPresent(name -> group.name = name);
    checkName(group, EDIT);
    fill(group, call.body(), EDIT);
    world.groups.put(group.id, group);
    note(EventKind.GROUP_UPDATED, group, call);
    return Reply.ok(views.groups.show(group, false));
  }

  private static TwinGroup copy(TwinGroup old) {
    TwinGroup group = new TwinGroup();
    group.id = old.id;
    group.name = old.name;
    group.description = old.description;
    group.priority = old.priority;
    group.hostsRule = old.hostsRule;
    group.vmsRule = old.vmsRule;
    group.hosts.addAll(old.hosts);
    group.vms.addAll(old.vms);
    return group;
  }

  private void checkName(TwinGroup group, String action) {
    if (world.groups.values().stream()
        .anyMatch(other -> !other.id.equals(group.id) && other.name.equals(group.name))) {
      throw Refusal.bad(action + "Affinity Group name already exists.");
    }
  }

  private void fill(TwinGroup group, Element body, String action) {
    body.at("description").ifPresent(text -> group.description = Optional.of(text));
    body.at("priority").ifPresent(text -> group.priority = text);
    body.child("hosts_rule").ifPresent(rule -> group.hostsRule = merge(group.hostsRule, rule));
    // Without the rule of today the two fields of long ago count for it.
    group.vmsRule = merge(group.vmsRule, body.child("vms_rule").orElse(body));
    body.child("hosts").ifPresent(list -> members(list, group.hosts, action));
    body.child("vms").ifPresent(list -> members(list, group.vms, action));
    checkContradictions(group);
  }

  /** A rule is on only where "positive" is given; "enabled" alone switches nothing on. */
  private static TwinGroup.Rule merge(TwinGroup.Rule old, Element rule) {
    boolean off = rule.at("enabled").filter("false"::equals).isPresent();
    boolean on = !off && (old.enabled() || rule.at("positive").isPresent());
    boolean positive = rule.at("positive").map("true"::equals).orElse(old.positive());
    boolean enforcing = rule.at("enforcing").map("true"::equals).orElse(old.enforcing());
    return on ? new TwinGroup.Rule(true, positive, enforcing) : TwinGroup.Rule.off();
  }

  private void members(Element list, Set<String> into, String action) {
    into.clear();
    boolean hosts = list.name().equals("hosts");
    for (Element member : list.children()) {
      String id = member.id().orElse("");
      if (hosts ? world.host(id).isEmpty() : world.vm(id).isEmpty()) {
        throw Refusal.bad(
            action + "Provided " + (hosts ? "VDS" : "VM") + " is invalid (does not exist).");
      }
      if (!into.add(id)) {
        throw Refusal.bad(action + "Duplicate " + (hosts ? "VDS." : "VM."));
      }
    }
  }

  private void checkContradictions(TwinGroup group) {
    for (TwinGroup other : world.groups.values()) {
      if (!other.id.equals(group.id) && contradict(group, other)) {
        throw Refusal.conflict(
            "The following affinity groups, containing the indicated hosts and VMs, have VM to"
                + " host conflicts between positive and negative enforcing affinity groups.",
            "Affinity Groups: " + other.name + "," + group.name,
            "Hosts: " + String.join(",", hostNames(group, other)),
            "VMs: " + String.join(",", vmNames(group, other)));
      }
    }
  }

  private boolean contradict(TwinGroup one, TwinGroup other) {
    return one.hostsRule.enabled()
        && other.hostsRule.enabled()
        && one.hostsRule.enforcing()
        && other.hostsRule.enforcing()
        && one.hostsRule.positive() != other.hostsRule.positive()
        && !hostNames(one, other).isEmpty()
        && !vmNames(one, other).isEmpty();
  }

  private List<String> hostNames(TwinGroup one, TwinGroup other) {
    return one.hosts.stream()
        .filter(other.hosts::contains)
        .map(id -> world.hosts.get(id).name)
        .toList();
  }

  private List<String> vmNames(TwinGroup one, TwinGroup other) {
    return one.vms.stream().filter(other.vms::contains).map(id -> world.vms.get(id).name).toList();
  }

  private Reply remove(Call call) {
    TwinGroup group = group(call);
    world.groups.remove(group.id);
    note(EventKind.GROUP_REMOVED, group, call);
    return Reply.ok(Reply.complete());
  }

  void note(EventKind kind, TwinGroup group, Call call) {
    sim.events.add(Note.of(kind, group.name, EventLog.USER).by(call.command()));
  }
}
