package io.siteswap.plan;

import io.siteswap.manager.inventory.HostRef;
import io.siteswap.manager.inventory.HostStatus;
import io.siteswap.manager.inventory.Inventory;
import io.siteswap.manager.inventory.Movability;
import io.siteswap.manager.inventory.Vm;
import io.siteswap.site.Site;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Returns hosts, SPM and VMs of a site to where they belong. VMs come by explicit migrations: the
 * Manager's affinity enforcer alone moves one a minute.
 *
 * @param record what is away from home, as it was known when it left
 * @param gently set when the site was lost: then host returns after host, and the VMs in waves
 */
public record FailbackPlanner(Site site, AsRecorded record, String reason, Optional<Gently> gently)
    implements Planner {

  /** From a planned failover: nothing is doubtful there, so all return at once. */
  public FailbackPlanner(Site site, AsRecorded record, String reason) {
    this(site, record, reason, Optional.empty());
  }

  /** So many VMs at once, and a pause after them. */
  public record Gently(int wave, Duration pause) {}

  @Override
  public Plan plan(Inventory now) {
    Homecoming found = Homecoming.of(record, site, now);
    AsRecorded home = found.home();
    List<HostRef> targets =
        Stream.concat(
                home.hosts().stream(),
                home.places().stream()
                    .map(AsRecorded.Place::host)
                    .filter(host -> now.host(host).isPresent()))
            .distinct()
            .toList();
    List<StayingVm> staying = new ArrayList<>();
    List<Vm> returning = new ArrayList<>();
    List<Change> migrations = migrations(home, now, targets, staying, returning);
    List<Change> activations =
        home.hosts().stream()
            .map(
                host ->
                    new LeaveMaintenance(
                        host,
                        reason,
                        gently.isPresent(),
                        HostStatus.MAINTENANCE,
                        home.statusOf(host)))
            .<Change>map(change -> change.seenIn(now))
            .toList();
    return new Plan(
        Phase.seenIn(
            now,
            new Phase("returnHostsToService", activations, activation(activations.size())),
            new Phase("moveSpm", moveSpm(home, now).stream().toList(), Forecast.SPM_MOVE),
            new Phase(
                "bringVmsHome",
                migrations,
                Forecast.of(now, returning, targets.size()).plus(pauses(migrations.size()))),
            new Phase("resumeAffinityGroups", groups(home, now)),
            new Phase("verifySite", List.of())),
        targets,
        staying,
        home,
        found.notes());
  }

  private Duration activation(int hosts) {
    return gently.isPresent() ? Forecast.ACTIVATION.multipliedBy(hosts) : Forecast.ACTIVATION;
  }

  /** Between the waves. */
  private Duration pauses(int migrations) {
    return gently
        .map(how -> how.pause().multipliedBy(Math.max(0, migrations - 1) / how.wave()))
        .orElse(Duration.ZERO);
  }

  private static List<Change> groups(AsRecorded home, Inventory now) {
    return home.suspended().stream()
        .flatMap(group -> group.resumption(now).stream())
        .<Change>map(group -> group)
        .toList();
  }

  private static Optional<Change> moveSpm(AsRecorded home, Inventory now) {
    return now.spm().flatMap(spm -> home.spm().map(to -> new MoveSpm(spm.ref(), to)));
  }

  private List<Change> migrations(
      AsRecorded home,
      Inventory now,
      List<HostRef> targets,
      List<StayingVm> staying,
      List<Vm> returning) {
    Movability movability = Movability.to(now, targets);
    List<MigrateVm> migrations = new ArrayList<>();
    for (AsRecorded.Place place : home.places()) {
      Optional<Vm> vm = now.vm(place.vm());
      Optional<String> why = whyNot(vm, place, movability, now);
      if (why.isPresent()) {
        staying.add(new StayingVm(place.vm(), place.host(), why.get()));
      } else {
        HostRef current = vm.orElseThrow().host().orElseThrow();
        migrations.add(new MigrateVm(place.vm(), current, place.host()));
        returning.add(vm.orElseThrow());
      }
    }
    return inWaves(
        migrations.stream()
            .sorted(Comparator.comparing((MigrateVm m) -> priority(now, m)).reversed())
            .toList());
  }

  private List<Change> inWaves(List<MigrateVm> migrations) {
    return IntStream.range(0, migrations.size())
        .<Change>mapToObj(at -> migrations.get(at).in(wave(at)))
        .toList();
  }

  private Optional<Wave> wave(int at) {
    return gently.map(how -> new Wave(at / how.wave() + 1, how.pause()));
  }

  private static Optional<String> whyNot(
      Optional<Vm> vm, AsRecorded.Place place, Movability movability, Inventory now) {
    if (vm.isEmpty()) {
      return Optional.of("is no longer there");
    }
    if (now.host(place.host()).isEmpty()) {
      return Optional.of("has no host left at its site");
    }
    return vm.get().runs()
        ? movability.whyNot(vm.get())
        : Optional.of("is " + vm.get().status() + ": it starts where the Manager decides");
  }

  private static int priority(Inventory now, MigrateVm migration) {
    return now.vm(migration.vm()).map(Vm::priority).orElse(0);
  }
}
