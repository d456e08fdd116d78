package io.siteswap.plan;

import io.siteswap.manager.CorrelationId;
import io.siteswap.manager.Manager;
import io.siteswap.manager.inventory.Host;
import io.siteswap.manager.inventory.HostRef;
import io.siteswap.manager.inventory.HostStatus;
import io.siteswap.manager.inventory.Inventory;
import io.siteswap.manager.inventory.Part;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Puts a host into maintenance; its VMs leave it by the Manager's own migrations.
 *
 * @param from the status in which it was seen before
 * @param to maintenance; in an undo the status that it had, if it was not in maintenance then
 */
public record EnterMaintenance(HostRef host, String reason, HostStatus from, HostStatus to)
    implements Change {
  public EnterMaintenance {
    // Plans of earlier versions tell neither.
    from = from == null ? HostStatus.UP : from;
    to = to == null ? HostStatus.MAINTENANCE : to;
  }

  public EnterMaintenance(HostRef host, String reason) {
    this(host, reason, HostStatus.UP, HostStatus.MAINTENANCE);
  }

  @Override
  public HostRef object() {
    return host;
  }

  @Override
  public String action() {
    return from.doesNotAnswer()
        ? "host enters maintenance, though it does not answer"
        : "host enters maintenance";
  }

  /** One that does not answer is another matter: the Manager may refuse it, and its VMs stay. */
  @Override
  public String identity() {
    return from.doesNotAnswer() ? Change.super.identity() + ", silent" : Change.super.identity();
  }

  @Override
  public String before() {
    return from.toString();
  }

  @Override
  public String after() {
    return to.word();
  }

  @Override
  public Set<Part> judgedBy() {
    return Set.of(Part.HOSTS);
  }

  @Override
  public ObservedState observe(Inventory now) {
    return now.host(host).map(seen -> observe(seen, now)).orElseGet(() -> HostState.gone(host));
  }

  private ObservedState observe(Host seen, Inventory now) {
    if (seen.is(HostStatus.MAINTENANCE) || seen.is(to)) {
      return ObservedState.after(seen.status().toString());
    }
    if (seen.is(HostStatus.PREPARING_FOR_MAINTENANCE)) {
      return ObservedState.underWay(seen.status() + stillThere(now));
    }
    return seen.status().mayEnterMaintenance()
        ? ObservedState.before(HostState.describe(seen))
        : ObservedState.underWay(seen.status().toString());
  }

  private String stillThere(Inventory now) {
    List<String> vms = now.vmsOn(host).stream().map(vm -> vm.name()).toList();
    if (vms.isEmpty()) {
      return "";
    }
    return ", %d VMs still there: %s%s"
        .formatted(
            vms.size(),
            vms.stream().limit(3).collect(Collectors.joining(", ")),
            vms.size() > 3 ? ", …" : "");
  }

  @Override
  public void ask(Manager manager, CorrelationId id) {
    manager.deactivate(host, reason, id);
  }

  @Override
  public EnterMaintenance seenIn(Inventory now) {
    return now.host(host)
        .map(Host::status)
        .filter(seen -> seen != HostStatus.PREPARING_FOR_MAINTENANCE)
        .map(seen -> new EnterMaintenance(host, reason, seen, to))
        .orElse(this);
  }

  @Override
  public LeaveMaintenance inverse() {
    return new LeaveMaintenance(host, reason, false, to, from);
  }
}
