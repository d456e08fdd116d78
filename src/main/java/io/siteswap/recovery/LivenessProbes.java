package io.siteswap.recovery;

import io.siteswap.manager.Host;
import io.siteswap.manager.HostRef;
import io.siteswap.manager.Inventory;
import io.siteswap.manager.LogEntry;
import io.siteswap.manager.Manager;
import io.siteswap.manager.ManagerUnreachable;
import io.siteswap.manager.Managers;
import io.siteswap.manager.PowerStatus;
import io.siteswap.manager.Reading;
import io.siteswap.readiness.SideBySide;
import io.siteswap.site.LeaseProbe;
import io.siteswap.site.Recovery;
import io.siteswap.site.StretchCluster;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/** Asks all who may know whether hosts are really down. None of them can prove that alone. */
@Component
public class LivenessProbes {
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
    List<Supplier<List<ProbeResult>>> probes =
        List.of(
            () -> hosts.stream().map(host -> seen(now.host(host))).toList(),
            () -> network(recovery, hosts, now),
            () -> each(hosts, host -> power(manager, now.host(host))),
            () -> leases(manager, hosts, now),
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

  private static ProbeReport report(HostRef host, List<ProbeResult> said) {
    List<String> alive =
        said.stream().filter(ProbeResult::isAlive).map(ProbeResult::description).toList();
    return new ProbeReport(
        host,
        said.get(0).description(),
        said.get(1).description(),
        said.get(2).description(),
        said.get(3).description(),
        said.get(4).description(),
        verdict(said),
        alive);
  }

  private static Liveness verdict(List<ProbeResult> said) {
    if (said.stream().anyMatch(ProbeResult::isAlive)) {
      return Liveness.ALIVE;
    }
    return said.stream().anyMatch(ProbeResult::isDown) ? Liveness.DOWN_BY_POWER : Liveness.SILENT;
  }

  private static List<ProbeResult> each(List<HostRef> hosts, Function<HostRef, ProbeResult> ask) {
    return SideBySide.ask(hosts, ask, late -> LATE, AT_ONCE, LONGEST);
  }

  private static ProbeResult seen(Optional<Host> host) {
    if (host.isEmpty()) {
      return ProbeResult.neither("the Manager does not have it");
    }
    String description = "the Manager shows it " + host.get().status();
    return host.get().status().isHeard()
        ? ProbeResult.alive(description)
        : ProbeResult.neither(description);
  }

  private static List<ProbeResult> network(Recovery recovery, List<HostRef> hosts, Inventory now) {
    List<String> addresses =
        hosts.stream().map(host -> now.host(host).map(Host::address).orElse("")).toList();
    Map<String, ProbeResult> answers =
        new NetworkProbe(recovery.ports(), recovery.patience()).ask(addresses);
    return addresses.stream().map(answers::get).toList();
  }

  private static ProbeResult power(Manager manager, Optional<Host> host) {
    if (host.filter(Host::powerManaged).isEmpty()) {
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
      case ON -> ProbeResult.alive("its power is on");
      case OFF -> ProbeResult.down("its power is off");
      case UNKNOWN -> ProbeResult.neither("its power management does not know");
      case FAILED -> ProbeResult.neither("it could not be asked: " + status.description());
    };
  }

  private List<ProbeResult> leases(Manager manager, List<HostRef> hosts, Inventory now) {
    Reading<List<LogEntry>> events = Xrays.events(manager);
    LossEvents lossEvents = new LossEvents(events.value().orElse(List.of()));
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
