package io.siteswap.evidence;

import io.siteswap.approval.Attest;
import io.siteswap.audit.RunHistory;
import io.siteswap.engine.RetentionProperties;
import io.siteswap.ledger.Actor;
import io.siteswap.ledger.Instants;
import io.siteswap.ledger.Journal;
import io.siteswap.readiness.AuditsForgotten;
import io.siteswap.site.StretchClusters;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Says in the journal what was removed because it was old: the engine removes its history without a
 * word, so that it is looked for what is gone.
 */
@Component
class Retention {
  /** Under which what was removed stands in the journal; the packs of the runs stay as they are. */
  static final String OF_RETENTION = "retention";

  private static final int AT_ONCE = 200;

  private final JdbcClient database;
  private final Journal journal;
  private final RunHistory history;
  private final RetentionProperties properties;
  private final StretchClusters clusters;
  private final InstantSource clock;

  Retention(
      JdbcClient database,
      Journal journal,
      RunHistory history,
      RetentionProperties properties,
      StretchClusters clusters,
      InstantSource clock) {
    this.database = database;
    this.journal = journal;
    this.history = history;
    this.properties = properties;
    this.clusters = clusters;
    this.clock = clock;
  }

  @Transactional
  void tell() {
    Instant old = clock.instant().minus(properties.history());
    List<String> gone =
        database
            .sql(
                "select id from run where ended_at < ? and not exists (select 1 from history_removed"
                    + " where run_id = run.id) order by ended_at limit ?")
            .params(Instants.toSql(old), AT_ONCE)
            .query(String.class)
            .list()
            .stream()
            .filter(run -> history.instance(run, run).isEmpty())
            .toList();
    gone.forEach(this::tell);
  }

  private void tell(String run) {
    database.sql("insert into history_removed (run_id) values (?)").param(run).update();
    journal.add(
        OF_RETENTION,
        Actor.SITESWAP,
        "history-removed",
        "the engine's history of run %s was older than %d days; its journal, its changes and its evidence are kept"
            .formatted(run, properties.history().toDays()));
  }

  @EventListener
  void forgotten(AuditsForgotten audits) {
    journal.add(
        Attest.journalId(clusters.named(audits.cluster())),
        Actor.SITESWAP,
        "audits-removed",
        "%d findings of audits from before %s".formatted(audits.count(), audits.before()));
  }
}
