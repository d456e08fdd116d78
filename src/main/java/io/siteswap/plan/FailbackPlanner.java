package io.siteswap.plan;

import io.siteswap.manager.HostRef;
import io.siteswap.manager.Inventory;
import io.siteswap.manager.Movability;
import io.siteswap.manager.Vm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Returns hosts, SPM and VMs to where a failover found them. VMs come by explicit migrations: the
 * Manager's affinity enforcer alone moves one a minute.
 *
 * @param home the world before the failover, as its ledger recorded it
 * @param gently set when the site was lost: then host returns after host, and the VMs in waves
 */
public record FailbackPlanner(AsRecorded home, String reason, Optional<Gently> gently)
    implements Planner {

  /** From a planned failover: nothing is doubtful there, so all return at once. */
  public FailbackPlanner(AsRecorded home, String reason) {
    this(home, reason, Optional.empty());
  }

  /** So many VMs at once, and a pause after them. */
  public record Gently(int wave, Duration pause) {}

  @Override
  public Plan plan(Inventory now) {
    List<StayingVm> staying = new ArrayList<>();
    List<Vm> returning = new ArrayList<>();
    List<Change> migrations = migrations(now, staying, returning);
    List<Change> activations =
        home.hosts().stream()
            .<Change>map(host -> new LeaveMaintenance(host, reason, gently.isPresent()))
            .toList();
    return new Plan(
        List.of(
            new Phase("returnHostsToService", activations),
            new Phase("moveSpm", moveSpm(now).stream().toList()),
            new Phase("bringVmsHome", migrations),
            new Phase("resumeAffinityGroups", groups()),
            new Phase("verifySite", List.of())),
        home.hosts(),
        staying,
        Forecast.of(now, returning, home.hosts().size())
            .plus(Forecast.SPM_MOVE)
            .plus(Forecast.ACTIVATION),
        home);
  }

  private List<Change> groups() {
    return home.suspended().stream().<Change>map(PlaceVms::inverse).toList();
  }

  private Optional<Change> moveSpm(Inventory now) {
    return now.spm().map(spm -> new MoveSpm(spm.ref(), home.spm()));
  }

  private List<Change> migrations(Inventory now, List<StayingVm> staying, List<Vm> returning) {
    Movability movability = Movability.to(now, home.hosts());
    List<MigrateVm> migrations = new ArrayList<>();
    for (AsRecorded.Place place : home.places()) {
      Optional<Vm> vm = now.vm(place.vm());
      Optional<String> why = whyNot(vm, movability);
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

  private static Optional<String> whyNot(Optional<Vm> vm, Movability movability) {
    if (vm.isEmpty()) {
      return Optional.of("is no longer there");
    }
    return vm.get().runs()
        ? movability.whyNot(vm.get())
        : Optional.of("is " + vm.get().status() + ": it starts where the Manager decides");
  }

  private static int priority(Inventory now, MigrateVm migration) {
    return now.vm(migration.vm()).map(Vm::priority).orElse(0);
  }
}
