package io.siteswap.twin.resource;

import io.siteswap.twin.behaviour.Simulation;
import io.siteswap.twin.protocol.Element;
import io.siteswap.twin.protocol.Hrefs;
import io.siteswap.twin.world.TwinGroup;
import io.siteswap.twin.world.TwinHost;
import io.siteswap.twin.world.TwinVm;
import io.siteswap.twin.world.World;
import java.util.Optional;

/** Affinity groups as the API shows them. */
final class GroupView {
  private final Simulation sim;
  private final World world;

  GroupView(Simulation sim) {
    this.sim = sim;
    this.world = sim.world;
  }

  Element show(TwinGroup group, boolean named) {
    Element element =
        Element.reference("affinity_group", Hrefs.group(world.cluster, group.id), group.id);
    element.add("name", group.name);
    group.description.ifPresent(text -> element.add("description", text));
    element.add("broken", String.valueOf(isBroken(group)));
    element.add("enforcing", String.valueOf(group.vmsRule.enforcing()));
    element.add(rule("hosts_rule", group.hostsRule));
    if (group.vmsRule.enabled()) {
      element.add("positive", String.valueOf(group.vmsRule.positive()));
    }
    element.add("priority", group.priority);
    element.add(rule("vms_rule", group.vmsRule));
    element.add(Element.reference("cluster", Hrefs.cluster(world.cluster), world.cluster));
    element.add(new Element("host_labels"));
    element.add(hosts(group, named));
    element.add(new Element("vm_labels"));
    return element.add(vms(group, named));
  }

  private static Element rule(String name, TwinGroup.Rule rule) {
    return new Element(name)
        .add("enabled", String.valueOf(rule.enabled()))
        .add("enforcing", String.valueOf(rule.enforcing()))
        .add("positive", String.valueOf(rule.positive()));
  }

  Element hosts(TwinGroup group, boolean named) {
    Element list = new Element("hosts");
    for (String id : group.hosts) {
      Element host = Element.reference("host", Hrefs.host(id), id);
      Optional<TwinHost> known = world.host(id).filter(h -> named);
      known.ifPresent(found -> host.add("name", found.name));
      list.add(host);
    }
    return list;
  }

  Element vms(TwinGroup group, boolean named) {
    Element list = new Element("vms");
    for (String id : group.vms) {
      Element vm = Element.reference("vm", Hrefs.vm(id), id);
      Optional<TwinVm> known = world.vm(id).filter(v -> named);
      known.ifPresent(found -> vm.add("name", found.name));
      list.add(vm);
    }
    return list;
  }

  private boolean isBroken(TwinGroup group) {
    return sim.vmRules.isBroken(group) || isBrokenByHosts(group);
  }

  private boolean isBrokenByHosts(TwinGroup group) {
    return group.hostsRule.enabled()
        && group.vms.stream()
            .flatMap(id -> world.vm(id).stream())
            .filter(vm -> vm.host.isPresent())
            .anyMatch(vm -> !group.satisfiedBy(vm.id, vm.host.get()));
  }
}
