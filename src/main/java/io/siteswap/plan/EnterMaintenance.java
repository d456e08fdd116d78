package io.siteswap.plan;

import io.siteswap.manager.CorrelationId;
import io.siteswap.manager.HostRef;
import io.siteswap.manager.HostStatus;
import io.siteswap.manager.Inventory;
import io.siteswap.manager.Manager;
import java.util.List;
import java.util.stream.Collectors;

/** Puts a host into maintenance; its VMs leave it by the Manager's own migrations. */
public record EnterMaintenance(HostRef host, String reason) implements Change {
  @Override
  public HostRef object() {
    return host;
  }

  @Override
  public String action() {
    return "host enters maintenance";
  }

  @Override
  public String before() {
    return HostStatus.UP.word();
  }

  @Override
  public String after() {
    return HostStatus.MAINTENANCE.word();
  }

  @Override
  public ObservedState observe(Inventory now) {
    return now.host(host)
        .map(
            seen ->
                switch (seen.status()) {
                  case MAINTENANCE -> ObservedState.after(seen.status().word());
                  case UP -> ObservedState.before(seen.status().word());
                  case PREPARING_FOR_MAINTENANCE ->
                      ObservedState.underWay(seen.status() + stillThere(now));
                  default -> ObservedState.underWay(seen.status().word());
                })
        .orElseGet(() -> HostState.gone(host));
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
  public LeaveMaintenance inverse() {
    return new LeaveMaintenance(host, reason, false);
  }
}
