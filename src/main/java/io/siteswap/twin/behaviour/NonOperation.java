package io.siteswap.twin.behaviour;

import io.siteswap.twin.world.EventKind;
import io.siteswap.twin.world.InstallOutcome;
import io.siteswap.twin.world.Note;
import io.siteswap.twin.world.TwinHost;
import io.siteswap.twin.world.TwinNetwork;
import io.siteswap.twin.world.TwinVm;
import io.siteswap.twin.world.Waiting;
import io.siteswap.twin.world.World;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Collectors;
import org.ovirt.engine.sdk4.types.HostStatus;
import org.ovirt.engine.sdk4.types.MigrateOnError;

/** Hosts that answer but do not fit their cluster: why, and what becomes of their VMs. */
final class NonOperation {
  static final String NETWORK = "network_unreachable";
  static final String STORAGE = "storage_domain_unreachable";
  private static final String CPU = "cpu_type_incompatible_with_cluster";

  private final Simulation sim;
  private final World world;

  NonOperation(Simulation sim) {
    this.sim = sim;
    this.world = sim.world;
  }

  /** What keeps the host from being up, as its status detail has it. */
  Optional<String> flaw(TwinHost host) {
    return Optional.ofNullable(world.installs.get(host.name))
        .filter(outcome -> outcome.result() == InstallOutcome.Result.NON_OPERATIONAL)
        .map(InstallOutcome::text)
        .or(() -> Optional.of(NETWORK).filter(detail -> !missing(host).isEmpty()))
        .or(() -> Optional.of(STORAGE).filter(detail -> isBlind(host)));
  }

  /** A host that comes up is asked at once; one that is up may see nothing for a while. */
  private boolean isBlind(TwinHost host) {
    return !host.isUp()
        && world.domains.stream()
            .anyMatch(domain -> !domain.inactive() && host.blindTo.contains(domain.id()));
  }

  private String missing(TwinHost host) {
    return world.networks.stream()
        .filter(network -> network.required() && host.missingNetworks.contains(network.id()))
        .map(TwinNetwork::name)
        .collect(Collectors.joining(","));
  }

  void enter(TwinHost host, String detail) {
    if (world.isSpm(host)) {
      sim.spm.release();
    }
    sim.maintenance.giveUp(host);
    sim.migrations.turnBackFrom(host);
    host.status = HostStatus.NON_OPERATIONAL;
    host.statusDue = Optional.empty();
    host.reason = Optional.of(detail);
    sim.events.add(note(host, detail).host(host));
    sendVmsAway(host);
  }

  private Note note(TwinHost host, String detail) {
    return switch (detail) {
      case NETWORK ->
          Note.of(EventKind.HOST_LACKS_NETWORKS, host.name, world.clusterName, missing(host));
      case STORAGE -> Note.of(EventKind.HOST_LACKS_STORAGE, host.name, world.dataCentre.name);
      case CPU -> Note.of(EventKind.HOST_LACKS_CPU_FLAGS, host.name, "unknown");
      default -> Note.of(EventKind.HOST_NON_OPERATIONAL, host.name);
    };
  }

  private void sendVmsAway(TwinHost host) {
    MigrateOnError rule = world.settings.onError;
    sim.placement.on(host).stream()
        .filter(vm -> rule != MigrateOnError.DO_NOT_MIGRATE)
        .filter(vm -> vm.ha || rule == MigrateOnError.MIGRATE)
        .filter(vm -> vm.canMigrateNow() && !sim.migrations.isBusy(vm))
        .sorted(Comparator.comparingInt((TwinVm vm) -> -vm.haPriority))
        .forEach(vm -> host.queue.add(Waiting.forNonOperation(vm.id)));
  }

  /** The monitoring found out what the controls have changed. */
  void look(TwinHost host) {
    flaw(host).filter(detail -> host.isUp()).ifPresent(detail -> enter(host, detail));
  }
}
