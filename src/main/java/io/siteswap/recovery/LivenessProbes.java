package io.siteswap.recovery;

import io.siteswap.manager.Manager;
import io.siteswap.manager.ManagerUnreachable;
import io.siteswap.manager.Managers;
import io.siteswap.manager.PowerStatus;
import io.siteswap.manager.inventory.Host;
import io.siteswap.manager.inventory.HostRef;
import io.siteswap.manager.inventory.Inventory;
import io.siteswap.manager.inventory.LogEntry;
import io.siteswap.manager.inventory.Reading;
import io.siteswap.readiness.probe.SideBySide;
import io.siteswap.recovery.ProbeResult.Sign;
import io.siteswap.site.LeaseProbe;
import io.siteswap.site.Recovery;
import io.siteswap.site.StretchCluster;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/** Asks all who may know whether hosts are really down. None of them can prove that alone. */
@Component
public class LivenessProbes implements Earshot {
  // Fewer than the Manager's connections: others read it meanwhile.
  private static final int AT_ONCE = 8;
  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final ProbeResult LATE = ProbeResult.neither("no answer in time");

  private final Managers managers;
  private final InstantSource clock;
  private final StorageProbe storage = new StorageProbe();

  LivenessProbes(Managers managers, InstantSource clock) {
    this.managers = managers;
    this.clock = clock;
  }

  /**
   * In the order of the hosts. The network is waited for no longer than the patience of the
   * recovery, the storage no longer than its probe's timeout, and power management as long as a
   * call of the Manager may take: its agents are slow.
   */
  public List<ProbeReport> ask(
      StretchCluster cluster, Recovery recovery, List<HostRef> hosts, Inventory now) {
    Manager manager = managers.of(cluster);
    Reading<List<LogEntry>> events = Xrays.events(manager);
    LossEvents lossEvents = new LossEvents(events.value().orElse(List.of()));
    List<Supplier<List<ProbeResult>>> probes =
        List.of(
            () -> hosts.stream().map(host -> seen(now.host(host), lossEvents)).toList(),
            () -> network(recovery, hosts, now),
            () -> each(hosts, host -> power(manager, now.host(host))),
            () -> leases(events, lossEvents, hosts, now),
            () -> each(hosts, host -> stored(recovery.leaseProbe(), host)));
    List<List<ProbeResult>> said =
        SideBySide.ask(
            probes,
            Supplier::get,
            late -> hosts.stream().map(host -> LATE).toList(),
            probes.size(),
            LONGEST);
    return IntStream.range(0, hosts.size())
        .mapToObj(at -> report(hosts.get(at), said.stream().map(s -> s.get(at)).toList()))
        .toList();
  }

  /** Those of which nothing is heard on the network, with what was tried. */
  @Override
  public Map<HostRef, String> unheard(Recovery recovery, List<HostRef> hosts, Inventory now) {
    List<ProbeResult> said = network(recovery, hosts, now);
    return IntStream.range(0, hosts.size())
        .filter(at -> said.get(at).is(Sign.NEITHER))
        .boxed()
        .collect(
            Collectors.toMap(
                hosts::get,
                at -> said.get(at).description(),
                (one, same) -> one,
                LinkedHashMap::new));
  }

  private static ProbeReport report(HostRef host, List<ProbeResult> said) {
    return new ProbeReport(
        host,
        said.get(0).description(),
        said.get(1).description(),
        said.get(2).description(),
        said.get(3).description(),
        said.get(4).description(),
        verdict(said),
        descriptions(said, Sign.ALIVE),
        descriptions(said, Sign.HINT));
  }

  private static List<String> descriptions(List<ProbeResult> said, Sign sign) {
    return said.stream().filter(one -> one.is(sign)).map(ProbeResult::description).toList();
  }

  private static Liveness verdict(List<ProbeResult> said) {
    return switch (said.stream().map(ProbeResult::sign).min(Enum::compareTo).orElseThrow()) {
      case ALIVE -> Liveness.ALIVE;
      case HINT -> Liveness.ANSWERED;
      case DOWN -> Liveness.DOWN_BY_POWER;
      case NEITHER, UNKNOWN -> Liveness.SILENT;
    };
  }

  private static List<ProbeResult> each(List<HostRef> hosts, Function<HostRef, ProbeResult> ask) {
    return SideBySide.ask(hosts, ask, late -> LATE, AT_ONCE, LONGEST);
  }

  /** What it shows is a minute old at worst, unless its log knows better. */
  private ProbeResult seen(Optional<Host> host, LossEvents lossEvents) {
    if (host.isEmpty()) {
      return ProbeResult.neither("the Manager does not have it");
    }
    String description = "the Manager shows it " + host.get().status();
    if (!host.get().status().isHeard()) {
      return ProbeResult.neither(description);
    }
    return lossEvents
        .unheardSince(host.get(), clock.instant())
        .map(
            since ->
                ProbeResult.neither(
                    "%s, and has heard nothing of it since %s"
                        .formatted(description, Times.of(since))))
        .orElseGet(() -> ProbeResult.alive(description));
  }

  private static List<ProbeResult> network(Recovery recovery, List<HostRef> hosts, Inventory now) {
    return new NetworkProbe(recovery.ports(), recovery.patience())
        .ask(hosts.stream().map(host -> target(host, now.host(host))).toList());
  }

  private static NetworkProbe.Target target(HostRef host, Optional<Host> seen) {
    Optional<Host.Access> access = seen.map(Host::access);
    String address = access.map(Host.Access::address).orElse("");
    return new NetworkProbe.Target(
        address, Set.of(host.name(), address), access.flatMap(Host.Access::sshFingerprint));
  }

  private static ProbeResult power(Manager manager, Optional<Host> host) {
    if (host.filter(one -> one.access().powerManaged()).isEmpty()) {
      return ProbeResult.neither("it has no power management");
    }
    try {
      return power(manager.powerStatus(host.get().ref()));
    } catch (ManagerUnreachable e) {
      return ProbeResult.neither("not known: " + e.getMessage());
    }
  }

  /** On says of the power only, and it is better to be careful. */
  static ProbeResult power(PowerStatus status) {
    return switch (status.state()) {
      case ON -> ProbeResult.hint("its power is on");
      case OFF -> ProbeResult.down("its power is off");
      case UNKNOWN -> ProbeResult.neither("its power management does not know");
      case FAILED -> ProbeResult.neither("it could not be asked: " + status.description());
    };
  }

  private List<ProbeResult> leases(
      Reading<List<LogEntry>> events, LossEvents lossEvents, List<HostRef> hosts, Inventory now) {
    Instant at = clock.instant();
    return hosts.stream()
        .map(
            host ->
                now.host(host)
                    .filter(Host::isSilent)
                    .flatMap(lossEvents::unreachableSince)
                    .map(lost -> lease(lost, at))
                    .orElseGet(() -> noContact(events.whyNot())))
        .toList();
  }

  private static ProbeResult noContact(String whyNot) {
    return ProbeResult.neither(
        whyNot.isEmpty() ? "the Manager tells of no contact lost" : "not known: " + whyNot);
  }

  /** An estimate: it says when the storage would let others in, not that the host is down. */
  static ProbeResult lease(Instant lost, Instant now) {
    Instant over = lost.plus(XrayOfVms.LEASE);
    return ProbeResult.neither(
        "last contact about %s, its leases are over %s %s"
            .formatted(Times.of(lost), over.isAfter(now) ? "at" : "since", Times.of(over)));
  }

  private ProbeResult stored(Optional<LeaseProbe> probe, HostRef host) {
    return storage.ask(probe, host.name(), clock.instant());
  }
}
