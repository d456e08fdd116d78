package io.siteswap.twin.world;

import java.util.LinkedHashSet;
import java.util.Optional;

/** An affinity group; a rule is switched on by saying whether it is positive. */
public final class TwinGroup {
  public String id = "";
  public String name = "";
  public Optional<String> description = Optional.empty();
  public String priority = "1";
  public Rule hostsRule = Rule.off();
  public Rule vmsRule = Rule.off();
  public LinkedHashSet<String> hosts = new LinkedHashSet<>();
  public LinkedHashSet<String> vms = new LinkedHashSet<>();

  /** One of the two rules of a group. */
  public record Rule(boolean enabled, boolean positive, boolean enforcing) {
    public static Rule off() {
      return new Rule(false, false, false);
    }
  }

  boolean attracts(String vm) {
    return hostsRule.enabled() && hostsRule.positive() && vms.contains(vm);
  }

  boolean repels(String vm) {
    return hostsRule.enabled() && !hostsRule.positive() && vms.contains(vm);
  }

  public boolean satisfiedBy(String vm, String host) {
    return (!attracts(vm) || hosts.contains(host)) && (!repels(vm) || !hosts.contains(host));
  }
}
