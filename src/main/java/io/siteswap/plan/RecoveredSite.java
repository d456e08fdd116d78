package io.siteswap.plan;

import io.siteswap.manager.inventory.HostRef;
import io.siteswap.manager.inventory.Inventory;
import java.util.List;
import java.util.Optional;

/**
 * A lost site is replaced by the other one: the SPM works there, the dead hosts are in maintenance,
 * and each VM of the plan runs. What was to stay down is named with its reason.
 *
 * @param spm the host that had the role before
 */
public record RecoveredSite(String site, List<HostRef> dead, List<HostRef> survivors, HostRef spm)
    implements Goal {
  public RecoveredSite {
    dead = List.copyOf(dead);
    survivors = List.copyOf(survivors);
  }

  @Override
  public String inWords() {
    return "The %d hosts of the lost site %s are in maintenance, and each VM that is brought up runs at the other site"
        .formatted(dead.size(), site);
  }

  @Override
  public List<Difference> missing(Plan plan, Inventory now) {
    List<Difference> missing = HostState.stillInService(dead, now);
    plan.bringUps()
        .forEach(
            change -> {
              ObservedState observed = change.observe(now);
              if (!observed.is(ObservedState.Kind.AFTER)) {
                missing.add(Difference.of(change.vm(), change.after(), observed.description()));
              }
            });
    plan.staying().forEach(vm -> stays(vm, now).ifPresent(missing::add));
    return missing;
  }

  private Optional<Difference> stays(StayingVm vm, Inventory now) {
    return now.vm(vm.vm())
        .filter(seen -> seen.host().filter(survivors::contains).isEmpty())
        .map(
            seen ->
                Difference.of(
                    vm.vm(), "to run at the other site", seen.status() + ": " + vm.why()));
  }
}
