package io.siteswap.plan;

import io.siteswap.manager.CorrelationId;
import io.siteswap.manager.Manager;
import io.siteswap.manager.inventory.Host;
import io.siteswap.manager.inventory.HostRef;
import io.siteswap.manager.inventory.HostStatus;
import io.siteswap.manager.inventory.Inventory;
import io.siteswap.manager.inventory.Part;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps a dead host in maintenance, so that it does nothing when it returns until people let it.
 */
public record QuarantineHost(HostRef host, String reason) implements Change {
  @Override
  public HostRef object() {
    return host;
  }

  @Override
  public String action() {
    return "host is quarantined";
  }

  @Override
  public String before() {
    return "would come up by itself";
  }

  @Override
  public String after() {
    return HostStatus.MAINTENANCE.word();
  }

  @Override
  public String why() {
    return "its storage may be stale, and it would pull VMs home";
  }

  @Override
  public Set<Part> judgedBy() {
    return Set.of(Part.HOSTS, Part.VMS);
  }

  @Override
  public ObservedState observe(Inventory now) {
    return now.host(host)
        .map(
            seen ->
                switch (seen.status()) {
                  case MAINTENANCE -> ObservedState.after(seen.status().toString());
                  case PREPARING_FOR_MAINTENANCE ->
                      ObservedState.underWay(seen.status().toString());
                  default -> ObservedState.before("is " + seen.status());
                })
        .orElseGet(() -> HostState.gone(host));
  }

  /** What makes the Manager refuse a host that does not answer. */
  @Override
  public Optional<String> notYet(Inventory now) {
    return now.host(host).flatMap(seen -> notYet(seen, now));
  }

  private Optional<String> notYet(Host seen, Inventory now) {
    return switch (seen.status()) {
      case CONNECTING, UNASSIGNED, INITIALIZING, REBOOT, KDUMPING ->
          Optional.of("is " + seen.status());
      case NON_RESPONSIVE -> {
        int vms = Math.max(seen.load().vms(), now.vmsOn(host).size());
        yield vms > 0 || seen.spm() != Host.Spm.NONE
            ? Optional.of("still holds %d VMs%s".formatted(vms, seen.isSpm() ? ", is SPM" : ""))
            : Optional.empty();
      }
      default -> Optional.empty();
    };
  }

  @Override
  public Optional<Dependency> dependsOn() {
    return Optional.of(new Dependency(ConfirmRebooted.class, host.name()));
  }

  @Override
  public void ask(Manager manager, CorrelationId id) {
    manager.deactivate(host, reason, id);
  }

  @Override
  public LeaveMaintenance inverse() {
    return new LeaveMaintenance(host, reason, false);
  }
}
