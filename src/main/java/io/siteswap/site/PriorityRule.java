package io.siteswap.site;

import java.util.List;

/** Which VMs restart first: a priority of high availability, 0 to 100. */
public record PriorityRule(List<NamePattern> vms, int priority) {
  public PriorityRule {
    vms = List.copyOf(vms);
    if (priority < 0 || priority > 100) {
      throw new IllegalArgumentException(priority + " is no priority: expected 0 to 100");
    }
  }

  public boolean takes(String vmName) {
    return vms.stream().anyMatch(pattern -> pattern.matches(vmName));
  }
}
