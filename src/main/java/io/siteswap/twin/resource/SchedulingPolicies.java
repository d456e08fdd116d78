package io.siteswap.twin.resource;

import io.siteswap.twin.behaviour.Refusal;
import io.siteswap.twin.protocol.Element;
import io.siteswap.twin.protocol.Hrefs;
import io.siteswap.twin.world.DefaultWorld;
import io.siteswap.twin.world.Policies;
import io.siteswap.twin.world.World;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Scheduling policies over REST: what weighs how much when a host is chosen. */
final class SchedulingPolicies {
  static final String VM_TO_HOSTS = "427aed70-dae3-48ba-8fe9-a902a9d563c8";
  private static final String VM_TO_HOSTS_FILTER = "e69808a9-8a41-40f1-94ba-dd5d385d82d8";
  private static final String BASE = "/schedulingpolicies";

  /** A unit of the scheduler; only the ids of the two for affinity are the Manager's own. */
  private record Unit(String id, String name, String type) {
    static Unit weight(String name) {
      return new Unit(DefaultWorld.id("schedulingpolicyunit", name), name, "weight");
    }
  }

  /** A unit of a policy and its factor. */
  private record Weight(Unit unit, int factor) {}

  // All built-in policies weigh these alike.
  private static final List<Weight> WEIGHTS =
      List.of(
          new Weight(Unit.weight("PreferredHosts"), 99),
          new Weight(new Unit(VM_TO_HOSTS, "VmToHostsAffinityGroups", "weight"), 20),
          new Weight(Unit.weight("OptimalForCpuEvenDistribution"), 2),
          new Weight(Unit.weight("OptimalForMemoryEvenDistribution"), 1));

  private final World world;

  SchedulingPolicies(World world) {
    this.world = world;
  }

  List<Route> routes() {
    return List.of(
        Route.get(BASE, this::list),
        Route.post(BASE, "scheduling_policy", this::add),
        Route.get(BASE + "/{policy}", call -> Reply.ok(show(policy(call), name(call)))),
        Route.get(BASE + "/{policy}/weights", this::weights),
        Route.get("/schedulingpolicyunits", this::units),
        Route.get("/schedulingpolicyunits/{unit}", this::unit));
  }

  private String policy(Call call) {
    return Optional.of(call.id("policy"))
        .filter(id -> Policies.isKnown(world, id))
        .orElseThrow(Refusal::notFound);
  }

  private String name(Call call) {
    return all().get(policy(call));
  }

  private Map<String, String> all() {
    Map<String, String> names = new LinkedHashMap<>(Policies.BUILT_IN);
    names.putAll(world.policies);
    return names;
  }

  private Reply list(Call call) {
    Element list = new Element("scheduling_policies");
    all().entrySet().stream()
        .sorted(Map.Entry.comparingByValue())
        .forEach(policy -> list.add(show(policy.getKey(), policy.getValue())));
    return Reply.ok(list);
  }

  private static Element show(String id, String name) {
    String href = Hrefs.BASE + BASE + "/" + id;
    boolean builtIn = Policies.BUILT_IN.containsKey(id);
    Element element =
        Element.reference("scheduling_policy", href, id)
            .add("name", name)
            .add("default_policy", String.valueOf(id.equals(Policies.NONE)))
            .add("locked", String.valueOf(builtIn));
    return Hrefs.withLinks(element, href, "filters", "weights", "balances");
  }

  /** A new policy has no units at all. */
  private Reply add(Call call) {
    String name = call.body().at("name").orElseThrow(() -> Refusal.missing("policy.name"));
    if (all().containsValue(name)) {
      throw Refusal.conflict("Cannot add Scheduling Policy. Name is in use.");
    }
    String id = UUID.randomUUID().toString();
    world.policies.put(id, name);
    return Reply.created(show(id, name));
  }

  private Reply weights(Call call) {
    String policy = policy(call);
    Element list = new Element("weights");
    if (Policies.BUILT_IN.containsKey(policy)) {
      WEIGHTS.forEach(weight -> list.add(show(policy, weight, call)));
    }
    return Reply.ok(list);
  }

  private static Element show(String policy, Weight weight, Call call) {
    String href = Hrefs.BASE + BASE + "/" + policy;
    Unit unit = weight.unit();
    return Element.reference("weight", href + "/weights/" + unit.id(), unit.id())
        .add("factor", String.valueOf(weight.factor()))
        .add(Element.reference("scheduling_policy", href, policy))
        .add(call.follows("scheduling_policy_unit") ? show(unit) : refer(unit));
  }

  private static Element refer(Unit unit) {
    String href = Hrefs.BASE + "/schedulingpolicyunits/" + unit.id();
    return Element.reference("scheduling_policy_unit", href, unit.id());
  }

  private static Element show(Unit unit) {
    return refer(unit)
        .add("name", unit.name())
        .add("enabled", "true")
        .add("internal", "true")
        .add("type", unit.type());
  }

  private static List<Unit> allUnits() {
    Unit filter = new Unit(VM_TO_HOSTS_FILTER, "VmToHostsAffinityGroups", "filter");
    return Stream.concat(WEIGHTS.stream().map(Weight::unit), Stream.of(filter)).toList();
  }

  private Reply units(Call call) {
    Element list = new Element("scheduling_policy_units");
    allUnits().forEach(unit -> list.add(show(unit)));
    return Reply.ok(list);
  }

  private Reply unit(Call call) {
    return allUnits().stream()
        .filter(unit -> unit.id().equals(call.id("unit")))
        .findFirst()
        .map(unit -> Reply.ok(show(unit)))
        .orElseThrow(Refusal::notFound);
  }
}
