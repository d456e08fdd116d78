package io.siteswap.notice;

import io.siteswap.approval.PeopleWaitedFor;
import io.siteswap.ledger.Actor;
import io.siteswap.ledger.Journal;
import io.siteswap.ledger.JournalWritten;
import io.siteswap.ledger.Run;
import io.siteswap.ledger.Runs;
import io.siteswap.runbook.Groups;
import io.siteswap.runbook.Labels;
import io.siteswap.runbook.watch.StandsStill;
import io.siteswap.site.Links;
import java.time.InstantSource;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What of a run people are told: that it waits for them, stands still, or has ended. */
@Component
class RunNews {
  private static final Set<String> OF_FAILURE =
      Set.of("decideOnRefusedChanges", "decideOnStuckChanges", "decideOnTicket");
  private static final String ENDED = "run-ended";

  private final Announcer announcer;
  private final Runs runs;
  private final Journal journal;
  private final Links links;
  private final Labels labels;
  private final InstantSource clock;

  RunNews(
      Announcer announcer,
      Runs runs,
      Journal journal,
      Links links,
      Labels labels,
      InstantSource clock) {
    this.announcer = announcer;
    this.runs = runs;
    this.journal = journal;
    this.links = links;
    this.labels = labels;
    this.clock = clock;
  }

  @EventListener
  void waitedFor(PeopleWaitedFor event) {
    Run run = runs.get(event.runId());
    Kind kind = kind(event);
    String task = event.task().name();
    tell(
        run,
        new News(
            kind,
            // Each reminder is one of its own.
            "%s:%s:%d".formatted(kind.word(), event.task().id(), clock.instant().toEpochMilli()),
            run.id(),
            event.groups(),
            event.people(),
            event.except(),
            switch (kind) {
              case REMINDED -> "%s: '%s' still waits for you".formatted(run.ticket(), task);
              case ESCALATED ->
                  "%s: nobody has decided in time on '%s'".formatted(run.ticket(), task);
              case STUCK -> "%s stands still: '%s' waits for you".formatted(run.ticket(), task);
              default -> "%s: '%s' waits for you".formatted(run.ticket(), task);
            },
            describe(run),
            links.to("/tasks/" + event.task().id())));
  }

  private void tell(Run run, News news) {
    run.marked(() -> announcer.tell(news));
  }

  private static Kind kind(PeopleWaitedFor event) {
    return switch (event.why()) {
      case REMINDED -> Kind.REMINDED;
      case ESCALATED -> Kind.ESCALATED;
      case WAITING -> OF_FAILURE.contains(event.task().key()) ? Kind.STUCK : Kind.WAITING;
    };
  }

  /** A step that nobody but people will try again. */
  @EventListener
  void standsStill(StandsStill event) {
    Run run = runs.get(event.runId());
    tell(
        run,
        new News(
            Kind.STUCK,
            "still:%s:%d".formatted(run.id(), clock.instant().toEpochMilli()),
            run.id(),
            Set.of(Groups.OPERATORS),
            Set.of(run.startedBy()),
            Set.of(),
            run.ticket() + " stands still: a step has failed",
            "%s\n%s".formatted(event.reason(), describe(run)),
            links.toRun(run.id())));
  }

  @EventListener
  void written(JournalWritten written) {
    written.lines().stream().filter(line -> line.event().equals(ENDED)).forEach(this::ended);
  }

  private void ended(Journal.Line line) {
    runs.find(line.runId())
        .ifPresent(
            run ->
                tell(
                    run,
                    new News(
                        Kind.ENDED,
                        "ended:" + run.id(),
                        run.id(),
                        Set.of(),
                        takingPart(run),
                        Set.of(),
                        "%s has ended: %s"
                            .formatted(run.ticket(), labels.of(run.runbook(), line.detail())),
                        describe(run),
                        links.toRun(run.id()))));
  }

  /** Whoever has started it, or decided something in it. */
  private Set<String> takingPart(Run run) {
    return journal.actors(run.id()).stream()
        .filter(who -> !who.equals(Actor.SITESWAP))
        .collect(Collectors.toSet());
  }

  private String describe(Run run) {
    return "%s, cluster %s%s, started by %s: %s"
        .formatted(
            labels.process(run.runbook()),
            run.cluster(),
            run.site().isEmpty() ? "" : ", site " + run.site(),
            run.startedBy(),
            run.reason());
  }
}
