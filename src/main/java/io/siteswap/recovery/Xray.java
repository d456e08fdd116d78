package io.siteswap.recovery;

import io.siteswap.manager.inventory.DataCenterStatus;
import io.siteswap.manager.inventory.FencingPolicy;
import io.siteswap.manager.inventory.Host;
import io.siteswap.manager.inventory.HostStatus;
import io.siteswap.manager.inventory.Inventory;
import io.siteswap.manager.inventory.LogEntry;
import io.siteswap.manager.inventory.Reading;
import io.siteswap.site.Site;
import io.siteswap.site.StretchCluster;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Why the Manager does not fail over by itself when a site is lost, and until when. The times are
 * those of a Manager with its default settings, counted from its events, so they are some seconds
 * late.
 */
public final class Xray {
  static final String ATTEST = "Attest that the hosts are down: the run then confirms them.";
  static final String WAIT = "Wait.";
  private static final Duration NO_FENCING_AFTER_START = Duration.ofMinutes(5);
  private static final Duration RETRY_OF_DATA_CENTER = Duration.ofMinutes(3);

  private final StretchCluster cluster;
  private final Site site;
  private final Inventory now;
  private final LossEvents lossEvents;
  private final Instant clock;
  private final List<Host> silent;
  private final List<Host> unconfirmed;

  private Xray(
      StretchCluster cluster, Site site, Inventory now, LossEvents lossEvents, Instant clock) {
    this.cluster = cluster;
    this.site = site;
    this.now = now;
    this.lossEvents = lossEvents;
    this.clock = clock;
    this.silent = hosts(Host::isSilent);
    this.unconfirmed =
        silent.stream().filter(host -> !lossEvents.since(host, LossEvents.CONFIRMED)).toList();
  }

  /**
   * In the order in which they matter; empty when the site answers and nothing of it waits.
   *
   * @param events of {@link Xrays#CODES}
   */
  public static List<XrayLine> of(
      StretchCluster cluster,
      Site site,
      Inventory now,
      Reading<List<LogEntry>> events,
      Instant clock) {
    LossEvents lossEvents = new LossEvents(events.value().orElse(List.of()));
    List<XrayLine> lines = new Xray(cluster, site, now, lossEvents, clock).lines().toList();
    return Stream.concat(lines.stream(), unread(events, lines)).toList();
  }

  private static Stream<XrayLine> unread(Reading<List<LogEntry>> events, List<XrayLine> lines) {
    return events.value().isPresent() || lines.isEmpty()
        ? Stream.empty()
        : Stream.of(
            new XrayLine(
                "events-unread",
                "The Manager's events could not be read, so its times are not known: "
                    + events.whyNot(),
                Optional.empty(),
                WAIT));
  }

  private Stream<XrayLine> lines() {
    return Stream.of(
            inGrace(),
            justStarted(),
            fencingOff(),
            fencingSuppressed(),
            withoutPower(),
            powerFailed(),
            fencingSkipped(),
            spm(),
            dataCenter(),
            notCleared(),
            nowhere(),
            new XrayOfVms(now, silent, siteHosts(), lossEvents, clock).lines())
        .flatMap(lines -> lines);
  }

  private List<Host> siteHosts() {
    return hosts(host -> true);
  }

  private List<Host> hosts(Predicate<Host> wanted) {
    return now.clusterHosts().stream()
        .filter(host -> site.holds(host.name()) && wanted.test(host))
        .toList();
  }

  private Stream<XrayLine> inGrace() {
    List<Host> waiting = hosts(host -> host.is(HostStatus.CONNECTING));
    return line(
        waiting,
        "grace-period",
        "%s: the Manager still waits, 60 s and more from the last contact",
        latest(waiting.stream().map(this::endOfGrace)),
        "Wait: before, a confirmation would not free their VMs.");
  }

  /** From the event that it does not respond: that is some seconds after the last contact. */
  private Optional<Instant> endOfGrace(Host host) {
    int vms = Math.max(host.load().vms(), now.vmsOn(host.ref()).size());
    return lossEvents
        .latest(host, LossEvents.UNREACHABLE)
        .map(at -> at.plus(LossEvents.grace(host, vms)));
  }

  private Stream<XrayLine> justStarted() {
    return lossEvents.latest(LossEvents.ENGINE_STARTED).stream()
        .map(start -> start.plus(NO_FENCING_AFTER_START))
        .filter(end -> end.isAfter(clock) && !unconfirmed.isEmpty())
        .map(
            end ->
                new XrayLine(
                    "manager-just-started",
                    "The Manager was started less than 300 s ago: it fences nobody yet",
                    Optional.of(end),
                    ATTEST));
  }

  private Stream<XrayLine> fencingOff() {
    return now.cluster().fencing().enabled()
        ? Stream.empty()
        : line(
            unconfirmed,
            "fencing-off",
            "The cluster's fencing policy is switched off: the Manager fences none of %s",
            Optional.empty(),
            ATTEST);
  }

  private Stream<XrayLine> fencingSuppressed() {
    FencingPolicy policy = now.cluster().fencing();
    int all = now.clusterHosts().size();
    long away = now.clusterHosts().stream().filter(host -> host.status().doesNotAnswer()).count();
    boolean gives = policy.enabled() && policy.thresholdPercent() > 0;
    return gives && away * 100 >= (long) policy.thresholdPercent() * all
        ? line(
            unconfirmed,
            "fencing-suppressed",
            "%d of %d hosts do not answer, and from %d %%%% on the Manager fences none: %%s"
                .formatted(away, all, policy.thresholdPercent()),
            Optional.empty(),
            ATTEST)
        : Stream.empty();
  }

  private Stream<XrayLine> withoutPower() {
    return line(
        unconfirmed.stream().filter(host -> !host.access().powerManaged()).toList(),
        "no-power-management",
        "%s without power management: the Manager cannot fence there",
        Optional.empty(),
        ATTEST);
  }

  private Stream<XrayLine> powerFailed() {
    return line(
        unconfirmed.stream()
            .filter(
                host ->
                    host.access().powerManaged() && lossEvents.since(host, LossEvents.FENCE_FAILED))
            .toList(),
        "fencing-failed",
        "%s: the Manager has tried to fence, and power management did not help",
        Optional.empty(),
        ATTEST);
  }

  private Stream<XrayLine> fencingSkipped() {
    return line(
        unconfirmed.stream()
            .filter(host -> lossEvents.since(host, LossEvents.FENCE_SKIPPED))
            .toList(),
        "fencing-skipped",
        "%s: the Manager does not fence, because of what others report or because the host still"
            + " writes to the storage",
        Optional.empty(),
        "Look closely whether they are really down; then attest it: the run then confirms them.");
  }

  private Stream<XrayLine> spm() {
    return now.spm().stream()
        .filter(host -> host.isSilent() && site.holds(host.name()))
        .map(
            host ->
                new XrayLine(
                    "spm-lost",
                    "The SPM is %s, which does not answer: the Manager elects no other before it"
                            .formatted(host.name())
                        + " is fenced or confirmed",
                    Optional.empty(),
                    "Attest that the hosts are down: the run confirms the SPM first."));
  }

  private Stream<XrayLine> dataCenter() {
    String name = now.dataCenter().name();
    if (silent.isEmpty()) {
      return Stream.empty();
    }
    if (now.dataCenter().status() == DataCenterStatus.NOT_OPERATIONAL) {
      return Stream.of(
          new XrayLine(
              "data-center-not-operational",
              "Data centre %s is not_operational: its SPM was lost just after the Manager's start;"
                      .formatted(name)
                  + " one try after 3 min, else it stays so",
              lossEvents
                  .latest(LossEvents.NO_HOST_FOR_SPM)
                  .map(at -> at.plus(RETRY_OF_DATA_CENTER)),
              "Attest that the SPM is down: the run then confirms it."));
    }
    return now.dataCenter().status() == DataCenterStatus.PROBLEMATIC
        ? Stream.of(
            new XrayLine(
                "data-center-problematic",
                "Data centre %s has no SPM: until it has, VMs can be restarted by the Manager only"
                    .formatted(name),
                Optional.empty(),
                ATTEST))
        : Stream.empty();
  }

  /** A confirmation that came too early freed no VM, and was answered with success (T-13). */
  private Stream<XrayLine> notCleared() {
    return line(
        silent.stream()
            .filter(host -> lossEvents.since(host, LossEvents.CONFIRMED))
            .filter(host -> !now.vmsOn(host.ref()).isEmpty())
            .toList(),
        "confirmed-too-early",
        "%s: confirmed, but VMs are still held there: it came before the grace period was over",
        Optional.empty(),
        "Confirm them once more, as soon as they are non_responsive.");
  }

  private Stream<XrayLine> nowhere() {
    return silent.isEmpty() || now.clusterHosts().stream().anyMatch(Host::isUp)
        ? Stream.empty()
        : Stream.of(
            new XrayLine(
                "no-host-up",
                "No host of cluster %s is up: no VM can start anywhere".formatted(cluster.name()),
                Optional.empty(),
                "Bring hosts of %s up.".formatted(cluster.other(site).name())));
  }

  private static Stream<XrayLine> line(
      List<Host> hosts, String code, String what, Optional<Instant> until, String unblock) {
    return hosts.isEmpty()
        ? Stream.empty()
        : Stream.of(
            new XrayLine(
                code,
                what.formatted(Counted.hosts(hosts.stream().map(Host::name).toList())),
                until,
                unblock));
  }

  static Optional<Instant> latest(Stream<Optional<Instant>> times) {
    return times.flatMap(Optional::stream).max(Comparator.naturalOrder());
  }
}
