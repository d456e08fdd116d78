package io.siteswap.twin;

import java.util.LinkedHashSet;
import java.util.Optional;

/** An affinity group; a rule is switched on by saying whether it is positive. */
final class TwinGroup {
  String id = "";
  String name = "";
  Optional<String> description = Optional.empty();
  String priority = "1";
  Rule hostsRule = Rule.off();
  Rule vmsRule = Rule.off();
  LinkedHashSet<String> hosts = new LinkedHashSet<>();
  LinkedHashSet<String> vms = new LinkedHashSet<>();

  /** One of the two rules of a group. */
  record Rule(boolean enabled, boolean positive, boolean enforcing) {
    static Rule off() {
      return new Rule(false, false, false);
    }
  }

  boolean attracts(String vm) {
    return hostsRule.enabled() && hostsRule.positive() && vms.contains(vm);
  }

  boolean repels(String vm) {
    return hostsRule.enabled() && !hostsRule.positive() && vms.contains(vm);
  }

  boolean satisfiedBy(String vm, String host) {
    return (!attracts(vm) || hosts.contains(host)) && (!repels(vm) || !hosts.contains(host));
  }
}
