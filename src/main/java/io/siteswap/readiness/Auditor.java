package io.siteswap.readiness;

import io.siteswap.manager.ManagerRefused;
import io.siteswap.manager.ManagerUnreachable;
import io.siteswap.manager.Managers;
import io.siteswap.manager.UnknownCluster;
import io.siteswap.manager.inventory.Circumstances;
import io.siteswap.manager.inventory.Inventory;
import io.siteswap.manager.inventory.LogEntry;
import io.siteswap.manager.inventory.Surroundings;
import io.siteswap.readiness.Audit.Line;
import io.siteswap.readiness.checks.Audited;
import io.siteswap.readiness.checks.Check;
import io.siteswap.readiness.checks.Checks;
import io.siteswap.readiness.checks.Facts;
import io.siteswap.readiness.checks.Finding;
import io.siteswap.readiness.checks.InventoryCheck;
import io.siteswap.readiness.checks.Remembered;
import io.siteswap.readiness.probe.LatencyProbe;
import io.siteswap.readiness.probe.LatencyProbe.Target;
import io.siteswap.readiness.probe.ReplicationProbe;
import io.siteswap.readiness.probe.Roundtrips;
import io.siteswap.site.ClusterSettings;
import io.siteswap.site.ClusterSettingsByName;
import io.siteswap.site.Site;
import io.siteswap.site.StretchCluster;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Looks at a cluster from all sides, and keeps what was found. */
@Component
public class Auditor {
  private static final Logger log = LoggerFactory.getLogger(Auditor.class);
  private static final String MANAGER_AWAY = "manager-away";

  private final Managers managers;
  private final ClusterSettingsByName clusterSettings;
  private final Audits audits;
  private final Attestations attestations;
  private final List<Audited> runbooks;
  private final ReadinessProperties properties;
  private final InstantSource clock;
  private final LatencyProbe latency = new LatencyProbe();
  private final ReplicationProbe replication = new ReplicationProbe();

  Auditor(
      Managers managers,
      ClusterSettingsByName clusterSettings,
      Audits audits,
      Attestations attestations,
      List<Audited> runbooks,
      ReadinessProperties properties,
      InstantSource clock) {
    this.managers = managers;
    this.clusterSettings = clusterSettings;
    this.audits = audits;
    this.attestations = attestations;
    this.runbooks = Audited.among(runbooks);
    this.properties = properties;
    this.clock = clock;
  }

  /** What one look has brought. */
  private record Look(
      List<Line> lines, List<Roundtrips> roundtrips, Remembered remembered, List<LogEntry> news) {}

  public Audit audit(StretchCluster cluster) {
    Look look = look(cluster, audits.kept(cluster.name()));
    Audit audit = audits.inTurn(cluster.name(), last -> keep(cluster, last, look));
    audits.forget(cluster.name(), clock.instant().minus(properties.keep()));
    return audit;
  }

  private Look look(StretchCluster cluster, Optional<Audits.Kept> last) {
    Remembered remembered = last.map(Audits.Kept::remembered).orElse(Remembered.NOTHING);
    try {
      Inventory inventory = managers.inventory(cluster);
      Surroundings surroundings =
          managers.of(cluster).surroundings(inventory, remembered.lastEvent());
      return look(cluster, inventory, managers.circumstances(cluster), surroundings, remembered);
    } catch (ManagerUnreachable | ManagerRefused | UnknownCluster e) {
      return away(last, remembered, e);
    }
  }

  private Look look(
      StretchCluster cluster,
      Inventory inventory,
      Circumstances circumstances,
      Surroundings surroundings,
      Remembered before) {
    Instant now = clock.instant();
    ClusterSettings settings = clusterSettings.of(cluster);
    List<LogEntry> news = surroundings.events().value().orElse(List.of());
    Remembered remembered = before.with(news, now);
    Facts facts =
        new Facts(
            cluster,
            settings,
            now,
            inventory,
            circumstances,
            surroundings,
            remembered,
            attestations.latest(cluster.name()),
            roundtrips(cluster, settings, inventory),
            replication.ask(settings.replication(), now));
    // At first everything is new, and the events of all days would tell of it.
    boolean first = before.equals(Remembered.NOTHING);
    return new Look(lines(facts), facts.roundtrips(), remembered, first ? List.of() : news);
  }

  private List<Roundtrips> roundtrips(
      StretchCluster cluster, ClusterSettings settings, Inventory inventory) {
    List<Site> sites = List.of(cluster.primary(), cluster.secondary());
    return latency.measure(
        sites.stream().map(Site::name).toList(),
        sites.stream().map(site -> targets(site, inventory)).toList(),
        settings.latency());
  }

  private static List<Target> targets(Site site, Inventory inventory) {
    return inventory.clusterHosts().stream()
        .filter(
            host -> site.holds(host.name()) && host.isUp() && !host.access().address().isEmpty())
        .map(host -> new Target(host.name(), host.access().address()))
        .toList();
  }

  private List<Line> lines(Facts facts) {
    return Stream.concat(
            Checks.ALL.stream()
                .filter(check -> runbooks.stream().anyMatch(one -> one.needs(check.concerns())))
                .flatMap(check -> lines(check, facts)),
            eventsUnread(facts))
        .sorted(Comparator.comparing((Line line) -> line.finding().level()).reversed())
        .toList();
  }

  /** One that breaks is said, and hides none of the others. */
  private Stream<Line> lines(Check check, Facts facts) {
    List<Finding> findings;
    try {
      findings = check.look(facts).toList();
    } catch (RuntimeException e) {
      log.error("check {} of cluster {} broke", check, facts.cluster().name(), e);
      String name = check.getClass().getSimpleName();
      findings =
          List.of(Finding.unknown("check", "what " + name + " would find", "" + e).about(name));
    }
    List<String> concerns =
        idsOf(runbooks.stream().filter(runbook -> runbook.needs(check.concerns())));
    boolean ofInventory = check instanceof InventoryCheck;
    return findings.stream().map(finding -> new Line(finding, concerns, facts.now(), ofInventory));
  }

  private static List<String> idsOf(Stream<Audited> runbooks) {
    return runbooks.map(Audited::id).toList();
  }

  private Stream<Line> eventsUnread(Facts facts) {
    return facts.surroundings().events().value().isPresent()
        ? Stream.empty()
        : Stream.of(
            new Line(
                Finding.unknown(
                    "events",
                    "what has happened since the last audit",
                    facts.surroundings().events().whyNot()),
                idsOf(runbooks.stream()),
                facts.now(),
                false));
  }

  /** What was found before stands until somebody can look again. */
  private Look away(Optional<Audits.Kept> last, Remembered remembered, RuntimeException why) {
    Optional<Audit> before = last.map(Audits.Kept::audit);
    List<Line> lines = new ArrayList<>();
    lines.add(
        new Line(
            Finding.blocker(
                    MANAGER_AWAY,
                    "The Manager could not be read; all else is of the last time that it could",
                    ManagerUnreachable.remedy(why))
                .seen(why.getMessage()),
            idsOf(runbooks.stream()),
            clock.instant(),
            // Whoever has read an inventory since knows better.
            true));
    before.stream()
        .flatMap(audit -> audit.findings().stream())
        .filter(line -> !line.finding().code().equals(MANAGER_AWAY))
        .forEach(lines::add);
    return new Look(lines, before.map(Audit::roundtrips).orElse(List.of()), remembered, List.of());
  }

  private Audit keep(StretchCluster cluster, Optional<Audits.Kept> last, Look look) {
    Instant now = clock.instant();
    List<Line> before = last.map(kept -> kept.audit().findings()).orElse(List.of());
    Comparing comparing = new Comparing(before, look.news());
    List<Line> lines = comparing.since(look.lines(), now);
    List<Audit.Change> changes = last.isPresent() ? comparing.changes(lines) : List.of();
    if (last.isPresent() && changes.isEmpty()) {
      Audit old = last.get().audit();
      Audit same =
          new Audit(cluster.name(), old.at(), now, lines, look.roundtrips(), old.changes());
      audits.confirm(last.get().id(), same, look.remembered());
      return same;
    }
    Audit audit = new Audit(cluster.name(), now, now, lines, look.roundtrips(), changes);
    audits.add(audit, look.remembered());
    changes.forEach(change -> tell(cluster, change));
    return audit;
  }

  private static void tell(StretchCluster cluster, Audit.Change change) {
    log.info(
        "Cluster {}: {}: {}",
        cluster.name(),
        change.appeared() ? "found" : "no longer so",
        change.finding().what());
  }
}
