package io.siteswap.runbook;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.siteswap.ledger.JournalWritten;
import io.siteswap.ledger.Run;
import io.siteswap.ledger.Runs;
import io.siteswap.site.StretchClusters;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Runs, their phases and what they wait for, as figures. What is open is read from the ledger when
 * somebody asks, and so the same on each node; what has ended is counted by the node on which it
 * did.
 */
@Component
class RunMetrics implements MeterBinder {
  private static final String CLUSTER = "cluster";
  private static final String RUNBOOK = "runbook";
  private static final Duration[] BUCKETS = {
    Duration.ofMinutes(1),
    Duration.ofMinutes(5),
    Duration.ofMinutes(15),
    Duration.ofHours(1),
    Duration.ofHours(4)
  };

  private final StretchClusters clusters;
  private final Runs runs;
  private final RuntimeService engine;
  private final ObjectProvider<MeterRegistry> meters;
  private final InstantSource clock;

  RunMetrics(
      StretchClusters clusters,
      Runs runs,
      RuntimeService engine,
      ObjectProvider<MeterRegistry> meters,
      InstantSource clock) {
    this.clusters = clusters;
    this.runs = runs;
    this.engine = engine;
    this.meters = meters;
    this.clock = clock;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    clusters.all().forEach(cluster -> bind(registry, cluster.name()));
    Gauge.builder("siteswap.incidents", engine, all -> all.createIncidentQuery().count())
        .description("Steps that have failed for good and wait for people to retry them")
        .register(registry);
  }

  private void bind(MeterRegistry registry, String cluster) {
    Gauge.builder("siteswap.runs.open", runs, all -> all.openOn(cluster).isPresent() ? 1 : 0)
        .description("1 while a run is open on the cluster, else 0")
        .tag(CLUSTER, cluster)
        .register(registry);
    Gauge.builder("siteswap.run.age", runs, all -> seconds(all, cluster, Run::startedAt))
        .description("For how long the open run has been open; 0 where there is none")
        .baseUnit("seconds")
        .tag(CLUSTER, cluster)
        .register(registry);
    Gauge.builder(
            "siteswap.run.still",
            runs,
            all -> seconds(all, cluster, run -> run.progressAt().orElse(run.startedAt())))
        .description("For how long nothing has moved in the open run; 0 where there is none")
        .baseUnit("seconds")
        .tag(CLUSTER, cluster)
        .register(registry);
    Gauge.builder("siteswap.run.people", runs, all -> waitsForPeople(all, cluster))
        .description("1 while the open run waits for people, else 0")
        .tag(CLUSTER, cluster)
        .register(registry);
  }

  private interface Since {
    Instant of(Run run);
  }

  private double seconds(Runs all, String cluster, Since since) {
    return all.openOn(cluster)
        .map(run -> Duration.between(since.of(run), clock.instant()).toMillis() / 1000.0)
        .orElse(0.0);
  }

  private static double waitsForPeople(Runs all, String cluster) {
    return all.openOn(cluster)
            .flatMap(Run::waitingFor)
            .filter(what -> what.startsWith("people"))
            .isPresent()
        ? 1
        : 0;
  }

  /** Once it is committed: what is rolled back never was. */
  @EventListener
  void written(JournalWritten journal) {
    journal.lines().stream()
        .filter(line -> line.event().equals("run-opened") || line.event().equals("run-ended"))
        .forEach(line -> onceCommitted(() -> runs.find(line.runId()).ifPresent(this::count)));
  }

  private static void onceCommitted(Runnable work) {
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            work.run();
          }
        });
  }

  private void count(Run run) {
    MeterRegistry registry = meters.getObject();
    Optional<Instant> end = run.endedAt();
    if (end.isEmpty()) {
      registry.counter("siteswap.runs.started", RUNBOOK, run.runbook()).increment();
    } else {
      timer("siteswap.run.duration", "How long runs took from their start to their end")
          .tags(RUNBOOK, run.runbook(), "outcome", run.outcome().orElse(""))
          .register(registry)
          .record(Duration.between(run.startedAt(), end.get()));
    }
  }

  @EventListener
  void ended(PhaseEnded news) {
    onceCommitted(
        () ->
            runs.find(news.phase().run())
                .ifPresent(
                    run ->
                        timer("siteswap.phase.duration", "How long phases took")
                            .tags(RUNBOOK, run.runbook(), "phase", news.phase().phase())
                            .tag("outcome", news.well() ? "well" : "not")
                            .register(meters.getObject())
                            .record(news.took())));
  }

  @EventListener
  void answered(PeopleAnswered news) {
    timer("siteswap.people.wait", "How long people were waited for")
        .tag("task", news.task())
        .register(meters.getObject())
        .record(news.took());
  }

  private static Timer.Builder timer(String name, String description) {
    return Timer.builder(name).description(description).serviceLevelObjectives(BUCKETS);
  }
}
