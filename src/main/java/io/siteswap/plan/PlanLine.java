package io.siteswap.plan;

import io.siteswap.manager.inventory.HostRef;
import java.util.Comparator;

/** One line of what people approve: an object by id, and what happens to it in words. */
record PlanLine(String key, String text) implements Comparable<PlanLine> {
  static PlanLine of(String phase, Change change) {
    return new PlanLine(
        phase + ": " + change.identity(),
        change.object().type() + " " + change.object().name() + ": " + change.action());
  }

  static PlanLine of(StayingVm vm) {
    return new PlanLine(
        "stays: " + vm.vm().id() + " " + vm.why(), "vm " + vm.vm() + ": stays, " + vm.why());
  }

  static PlanLine of(HostRef target) {
    return new PlanLine("target: " + target.id(), "host " + target + ": is up and takes VMs in");
  }

  @Override
  public int compareTo(PlanLine other) {
    return Comparator.comparing(PlanLine::key).compare(this, other);
  }
}
