package io.siteswap.twin.behaviour;

import io.siteswap.twin.world.EventKind;
import io.siteswap.twin.world.Note;
import io.siteswap.twin.world.Task;
import io.siteswap.twin.world.TwinDomain;
import io.siteswap.twin.world.TwinHost;
import io.siteswap.twin.world.World;
import java.time.Duration;
import java.util.List;

/**
 * Domains that hosts do not see: what only some do not see costs those hosts their place, what
 * nobody sees becomes inactive, and another domain becomes the master.
 */
public final class StorageHealth {
  static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Simulation sim;
  private final World world;

  StorageHealth(Simulation sim) {
    this.sim = sim;
    this.world = sim.world;
  }

  /** The Manager waits a while before it believes what its hosts say of a domain. */
  public void doubt() {
    sim.schedule(sim.after(PATIENCE), Task.Kind.STORAGE_CHECK, "");
  }

  void check() {
    List.copyOf(world.domains).stream()
        .filter(domain -> !domain.inactive() && world.isStorageAttached())
        .forEach(this::check);
  }

  private void check(TwinDomain domain) {
    List<TwinHost> up = world.hosts.values().stream().filter(TwinHost::isUp).toList();
    List<TwinHost> blind = up.stream().filter(host -> host.blindTo.contains(domain.id())).toList();
    if (blind.isEmpty()) {
      return;
    }
    if (blind.size() == up.size()) {
      deactivate(domain);
    } else {
      blind.forEach(host -> sim.nonOperation.enter(host, NonOperation.STORAGE));
    }
  }

  public void deactivate(TwinDomain domain) {
    replace(domain, domain.withInactive(true));
    sim.events.add(Note.of(EventKind.DOMAIN_DEACTIVATED, domain.name(), world.dataCentre.name));
    if (domain.master()) {
      rebuildMaster(domain);
    }
  }

  public void activate(TwinDomain domain) {
    replace(domain, domain.withInactive(false));
    sim.events.add(Note.of(EventKind.DOMAIN_RECOVERED, domain.name(), world.dataCentre.name));
    sim.spm.wake();
  }

  /** The data centre goes without an SPM for a moment; without another domain it stays so. */
  private void rebuildMaster(TwinDomain old) {
    world.domains.stream()
        .filter(domain -> !domain.inactive())
        .findFirst()
        .ifPresent(
            next -> {
              world.domain(old.id()).ifPresent(now -> replace(now, now.withMaster(false)));
              replace(next, next.withMaster(true));
              sim.events.add(Note.of(EventKind.MASTER_REBUILT, world.dataCentre.name));
            });
    if (world.isStorageAttached()) {
      sim.spm.release();
    }
  }

  private void replace(TwinDomain old, TwinDomain now) {
    world.domains.replaceAll(domain -> domain.id().equals(old.id()) ? now : domain);
  }
}
