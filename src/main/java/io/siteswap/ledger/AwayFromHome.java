package io.siteswap.ledger;

import io.siteswap.manager.inventory.HostRef;
import io.siteswap.manager.inventory.HostStatus;
import io.siteswap.manager.inventory.Inventory;
import io.siteswap.plan.AsRecorded;
import io.siteswap.plan.PlaceVms;
import io.siteswap.site.Site;
import io.siteswap.site.StretchCluster;
import io.siteswap.site.StretchClusters;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * The record of what is away from home. Every run feeds it with what was seen to have left; the
 * place that the oldest run found an object at is its home. An object leaves the record only when
 * it was seen at home again, whoever brought it there.
 */
@Repository
public class AwayFromHome {
  private final JdbcClient database;
  private final JdbcTemplate batches;
  private final Runs runs;
  private final Entries entries;
  private final StretchClusters clusters;

  AwayFromHome(
      JdbcClient database,
      JdbcTemplate batches,
      Runs runs,
      Entries entries,
      StretchClusters clusters) {
    this.database = database;
    this.batches = batches;
    this.runs = runs;
    this.entries = entries;
    this.clusters = clusters;
  }

  /** Hosts first, then the SPM, VMs and affinity groups. */
  public List<Away> of(String cluster) {
    return database
        .sql("select * from away where cluster = ?")
        .param(cluster)
        .query(AwayFromHome::row)
        .list()
        .stream()
        .sorted(Comparator.comparing(Away::kind).thenComparing(Away::name).thenComparing(Away::id))
        .toList();
  }

  /** The same of one site. */
  public List<Away> of(StretchCluster cluster, Site site) {
    return of(cluster.name()).stream().filter(new Homes(cluster).belongsTo(site)).toList();
  }

  /** Whether something is on record, or a look at the world could bring something on it. */
  public boolean mayBeAway(StretchCluster cluster, Site site) {
    return of(cluster.name()).stream()
            .map(new Homes(cluster)::siteOf)
            .anyMatch(found -> found.isEmpty() || found.get().equals(site))
        || unaccounted(cluster.name()).stream().anyMatch(run -> entries.hasBegun(run.id()));
  }

  /** Where the objects of a site belong, as they were known when they left. */
  public AsRecorded home(StretchCluster cluster, Site site) {
    List<Away> all = of(cluster, site);
    return new AsRecorded(
        of(all, Away.Kind.HOST).map(Away::host).toList(),
        of(all, Away.Kind.SPM).findFirst().flatMap(Away::home),
        of(all, Away.Kind.VM)
            .map(away -> new AsRecorded.Place(away.vm(), away.home().orElseThrow()))
            .toList(),
        of(all, Away.Kind.AFFINITY_GROUP).flatMap(away -> away.rule().stream()).toList(),
        List.of(),
        of(all, Away.Kind.HOST)
            .filter(away -> away.status().isPresent())
            .map(away -> new AsRecorded.Was(away.host(), away.homeStatus()))
            .toList());
  }

  private static Stream<Away> of(List<Away> all, Away.Kind kind) {
    return all.stream().filter(away -> away.kind() == kind);
  }

  /** Whether something of the site did not go on purpose. */
  public boolean isLost(StretchCluster cluster, Site site) {
    return of(cluster, site).stream().anyMatch(Away::lost);
  }

  /** A phase has ended: what its run has taken away until now goes on record. */
  @Transactional
  void phaseEnded(String runId, Inventory now) {
    Run run = runs.get(runId);
    account(run.cluster(), now);
    add(run, now);
  }

  /**
   * A run has come to its end: what it has taken away goes on record, and what is at home leaves
   * it. After a failback also what is there no more, which people have seen by then.
   */
  @Transactional
  void runEnded(String runId, Inventory now) {
    Run run = runs.get(runId);
    StretchCluster cluster = clusters.named(run.cluster());
    undoEnded(runId, now);
    if (run.requirePlan().goal() instanceof AsRecorded) {
      Site site = cluster.site(run.site());
      remove(cluster, new Homes(cluster).belongsTo(site).and(away -> Homes.isGone(away, now)));
    }
  }

  /** The same of a run that was undone: what could not be taken back stays on record. */
  @Transactional
  void undoEnded(String runId, Inventory now) {
    phaseEnded(runId, now);
    accounted(runId);
    StretchCluster cluster = clusters.named(runs.get(runId).cluster());
    remove(cluster, away -> new Homes(cluster).isHome(away, now));
  }

  /** What ended runs have done unseen goes on record, and what is at home leaves it. */
  @Transactional
  public void look(StretchCluster cluster, Inventory now) {
    // What an open run has brought home may be taken away again by its undo.
    if (runs.openOn(cluster.name()).filter(run -> entries.hasBegun(run.id())).isPresent()) {
      return;
    }
    account(cluster.name(), now);
    rename(cluster, now);
    remove(cluster, away -> new Homes(cluster).isHome(away, now));
  }

  /** Hosts and their site may have other names since: then the record takes these. */
  private void rename(StretchCluster cluster, Inventory now) {
    batches.batchUpdate(
        "update away set object_name = ?, home_name = ?, site = ?"
            + " where cluster = ? and kind = ? and object_id = ?",
        of(cluster.name()).stream()
            .flatMap(away -> new Homes(cluster).renamed(away, now).stream())
            .map(
                away ->
                    new Object[] {
                      away.name(),
                      away.home().map(HostRef::name).orElse(null),
                      away.site(),
                      cluster.name(),
                      away.kind().word(),
                      away.id()
                    })
            .toList());
  }

  private void account(String cluster, Inventory now) {
    unaccounted(cluster)
        .forEach(
            run -> {
              add(run, now);
              accounted(run.id());
            });
  }

  /** The oldest first. */
  private List<Run> unaccounted(String cluster) {
    return database
        .sql(
            "select id from run where cluster = ? and outcome is not null and accounted = false"
                + " order by started_at")
        .param(cluster)
        .query(String.class)
        .list()
        .stream()
        .map(runs::get)
        .toList();
  }

  private void accounted(String runId) {
    database.sql("update run set accounted = true where id = ?").param(runId).update();
  }

  /** What is on record already keeps its older home. */
  private void add(Run run, Inventory now) {
    Homes homes = new Homes(clusters.named(run.cluster()));
    Map<String, Away> known = new LinkedHashMap<>();
    of(run.cluster()).forEach(away -> known.put(away.key(), away));
    Map<String, Away> fresh = new LinkedHashMap<>();
    Departures.of(run, entries.of(run.id()), now.seenAt())
        .filter(away -> !known.containsKey(away.key()) && !homes.isHome(away, now))
        .forEach(away -> fresh.putIfAbsent(away.key(), away));
    batches.batchUpdate(
        "insert into away (cluster, kind, object_id, object_name, site, home_id, home_name, rule,"
            + " lost, run_id, since, status) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        fresh.values().stream().map(away -> asInserted(run.cluster(), away)).toList());
  }

  private static Object[] asInserted(String cluster, Away away) {
    return new Object[] {
      cluster,
      away.kind().word(),
      away.id(),
      away.name(),
      away.site(),
      away.home().map(HostRef::id).orElse(null),
      away.home().map(HostRef::name).orElse(null),
      away.rule().map(Json::write).orElse(null),
      away.lost(),
      away.runId(),
      Instants.toSql(away.since()),
      away.status().map(HostStatus::word).orElse(null)
    };
  }

  private void remove(StretchCluster cluster, Predicate<Away> which) {
    batches.batchUpdate(
        "delete from away where cluster = ? and kind = ? and object_id = ?",
        of(cluster.name()).stream()
            .filter(which)
            .map(away -> new Object[] {cluster.name(), away.kind().word(), away.id()})
            .toList());
  }

  private static Away row(ResultSet row, int number) throws SQLException {
    String homeName = row.getString("home_name");
    String rule = row.getString("rule");
    return new Away(
        Away.Kind.of(row.getString("kind")),
        row.getString("object_id"),
        row.getString("object_name"),
        row.getString("site"),
        Optional.ofNullable(row.getString("status")).map(HostStatus::of),
        Optional.ofNullable(row.getString("home_id")).map(id -> new HostRef(id, homeName)),
        Optional.ofNullable(rule).map(json -> Json.read(json, PlaceVms.class)),
        row.getBoolean("lost"),
        row.getString("run_id"),
        Instants.of(row, "since").orElseThrow());
  }
}
