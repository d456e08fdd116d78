package io.siteswap.recovery;

import static java.util.stream.Collectors.toMap;

import io.siteswap.manager.inventory.Host;
import io.siteswap.manager.inventory.HostRef;
import io.siteswap.manager.inventory.Inventory;
import io.siteswap.manager.inventory.Vm;
import io.siteswap.manager.inventory.VmStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What the VMs of a lost site wait for. */
record XrayOfVms(
    Inventory now, List<Host> silent, List<Host> siteHosts, LossEvents lossEvents, Instant clock) {
  // Others take a lease over that was not renewed for so long.
  static final Duration LEASE = Duration.ofSeconds(140);
  private static final Duration FIRST_TRY = Duration.ofSeconds(30);
  private static final Duration NEXT_TRY = Duration.ofSeconds(303);
  private static final Duration SHORT = Duration.ofSeconds(30);
  private static final Duration LONG = Duration.ofMinutes(30);
  private static final int SHORT_TRIES = 10;

  /** A VM and when something happens to it, as far as that is known. */
  private record Due(Vm vm, Optional<Instant> at) {}

  Stream<XrayLine> lines() {
    return Stream.of(leaseHeld(), leaseTry(), queue(), slowQueue(), withoutLease(), never())
        .flatMap(lines -> lines);
  }

  private Stream<XrayLine> leaseHeld() {
    List<Due> held =
        leased().stream().filter(due -> due.at().filter(clock::isBefore).isPresent()).toList();
    return line(
        held,
        "lease-held",
        "%s: the storage refuses their restart while the leases of their host live, about 140 s"
            + " from its last contact",
        last(held),
        "Wait: no confirmation makes it shorter.");
  }

  private List<Due> leased() {
    return onSilent(
        vm -> vm.protection().lease().isPresent(),
        (host, vm) -> lossEvents.unreachableSince(host).map(at -> at.plus(LEASE)));
  }

  private Stream<XrayLine> leaseTry() {
    List<Due> tries =
        onSilent(
            vm -> vm.is(VmStatus.UNKNOWN) && vm.protection().lease().isPresent(),
            (host, vm) -> next(host));
    return line(
        tries,
        "lease-restart",
        "%s with a lease are unknown: the Manager tries to restart them once their lease is over,"
            + " 30 s after it gave their host up and then every 5 min",
        first(tries),
        "Wait; or attest that the hosts are down: once confirmed, they are tried every 30 s.");
  }

  /** The first try that the storage does not refuse. */
  private Optional<Instant> next(Host host) {
    Instant free = lossEvents.unreachableSince(host).map(at -> at.plus(LEASE)).orElse(Instant.MIN);
    Instant from = free.isAfter(clock) ? free : clock;
    return lossEvents
        .nonResponsiveSince(host, now.vmsOn(host.ref()).size())
        .map(at -> at.plus(FIRST_TRY))
        .map(
            first -> {
              long late = Duration.between(first, from).toSeconds();
              long tries = late <= 0 ? 0 : -Math.floorDiv(-late, NEXT_TRY.toSeconds());
              return first.plus(NEXT_TRY.multipliedBy(tries));
            });
  }

  private Stream<XrayLine> queue() {
    return queue(
        due -> failures(due.vm()) < SHORT_TRIES,
        "restart-queue",
        "%s are down and wait for the Manager's next try to restart them, every 30 s",
        "Wait, or let the run start them.");
  }

  private Stream<XrayLine> slowQueue() {
    return queue(
        due -> failures(due.vm()) >= SHORT_TRIES,
        "restart-queue-slow",
        "%s could not be restarted in 10 tries: the Manager tries again every 30 min only",
        "Start them by hand, or let the run start them; look why they did not start.");
  }

  private Stream<XrayLine> queue(Predicate<Due> wanted, String code, String what, String unblock) {
    List<Due> waiting =
        wentDown().stream()
            .filter(vm -> vm.protection().highlyAvailable())
            .map(vm -> new Due(vm, nextTry(vm)))
            .filter(wanted)
            .toList();
    return line(waiting, code, what, first(waiting), unblock);
  }

  private int failures(Vm vm) {
    return lossEvents.failures(vm, downSince(vm));
  }

  private Instant downSince(Vm vm) {
    return lossEvents.latest(vm, LossEvents.FAILED).orElse(Instant.MIN);
  }

  /** None while the first is still to come: that is at once. */
  private Optional<Instant> nextTry(Vm vm) {
    int failures = failures(vm);
    return failures == 0
        ? Optional.empty()
        : lossEvents
            .latest(vm, LossEvents.RESTART_FAILED)
            .map(at -> at.plus(failures < SHORT_TRIES ? SHORT : LONG));
  }

  /** Because their host was confirmed or fenced, and nobody has stopped them since. */
  private List<Vm> wentDown() {
    return now.vms().stream().filter(vm -> vm.is(VmStatus.DOWN) && wentDown(vm)).toList();
  }

  private boolean wentDown(Vm vm) {
    Optional<Instant> failed = lossEvents.latest(vm, LossEvents.FAILED);
    boolean stopped =
        lossEvents.latest(vm, LossEvents.STOPPED).filter(downSince(vm)::isBefore).isPresent();
    return failed.isPresent()
        && !stopped
        && lossEvents.wentDownWith(vm, siteHosts).orElse(!silent.isEmpty());
  }

  private Stream<XrayLine> withoutLease() {
    return line(
        onSilent(
            vm -> vm.protection().highlyAvailable() && vm.protection().lease().isEmpty(),
            (host, vm) -> Optional.empty()),
        "wait-for-fencing",
        "%s are highly available without a lease: the Manager restarts them only when their host"
            + " is fenced or confirmed",
        Optional.empty(),
        Xray.ATTEST);
  }

  private Stream<XrayLine> never() {
    List<Due> unprotected =
        new ArrayList<>(
            onSilent(
                vm -> !vm.protection().highlyAvailable() && vm.protection().lease().isEmpty(),
                (host, vm) -> Optional.empty()));
    wentDown().stream()
        .filter(vm -> !vm.protection().highlyAvailable())
        .map(vm -> new Due(vm, Optional.empty()))
        .forEach(unprotected::add);
    return line(
        unprotected,
        "never-restarted",
        "%s never restart by themselves: they are not highly available",
        Optional.empty(),
        "Nothing the Manager does: once the hosts are confirmed, the run or you start them.");
  }

  private interface When {
    Optional<Instant> of(Host host, Vm vm);
  }

  private List<Due> onSilent(Predicate<Vm> wanted, When when) {
    Map<HostRef, Host> dead = silent.stream().collect(toMap(Host::ref, host -> host));
    return now.vms().stream()
        .filter(vm -> vm.runs() && wanted.test(vm))
        .filter(vm -> dead.containsKey(vm.host().orElseThrow()))
        .map(vm -> new Due(vm, when.of(dead.get(vm.host().orElseThrow()), vm)))
        .toList();
  }

  private static Optional<Instant> first(List<Due> all) {
    return all.stream().flatMap(due -> due.at().stream()).min(Comparator.naturalOrder());
  }

  private static Optional<Instant> last(List<Due> all) {
    return Xray.latest(all.stream().map(Due::at));
  }

  private static Stream<XrayLine> line(
      List<Due> vms, String code, String what, Optional<Instant> until, String unblock) {
    return vms.isEmpty()
        ? Stream.empty()
        : Stream.of(
            new XrayLine(
                code,
                what.formatted(Counted.vms(vms.stream().map(due -> due.vm().name()).toList())),
                until,
                unblock));
  }
}
