package io.siteswap.mirror;

import io.siteswap.ledger.Run;
import io.siteswap.ledger.Runs;
import io.siteswap.manager.CorrelationId;
import io.siteswap.manager.Manager;
import io.siteswap.manager.ManagerRefused;
import io.siteswap.manager.ManagerUnreachable;
import io.siteswap.manager.Managers;
import io.siteswap.manager.Noticeboard;
import io.siteswap.manager.Noticeboard.Posted;
import io.siteswap.manager.Noticeboard.State;
import io.siteswap.mirror.Told.Kind;
import io.siteswap.outbox.Message;
import io.siteswap.outbox.Messenger;
import io.siteswap.outbox.NotNow;
import io.siteswap.outbox.Undeliverable;
import io.siteswap.site.Marks;
import io.siteswap.site.StretchClusters;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/**
 * Tells the Manager what waits for it. A Manager that does not want to hear of a run is told no
 * more of it.
 */
@Component
class Mirror implements Messenger {
  /** Longer ids would be cut by the Manager. */
  private static final int SHORT = 8;

  private final StretchClusters clusters;
  private final Managers managers;
  private final Runs runs;
  private final Kept kept;
  private final Titles titles;

  Mirror(StretchClusters clusters, Managers managers, Runs runs, Kept kept, Titles titles) {
    this.clusters = clusters;
    this.managers = managers;
    this.runs = runs;
    this.kept = kept;
    this.titles = titles;
  }

  @Override
  public boolean carries(String channel) {
    return channel.equals(Told.CHANNEL);
  }

  @Override
  public void deliver(Message message, boolean again) {
    Told told = Told.read(message);
    Kind kind = Kind.valueOf(message.kind());
    if (kept.isUnwanted(message.subject())) {
      return;
    }
    try {
      deliver(runs.get(message.subject()), kind, told, again);
    } catch (ManagerUnreachable e) {
      throw new NotNow(e.getMessage(), Optional.empty());
    } catch (ManagerRefused e) {
      refused(message.subject(), kind, e);
    } catch (IllegalArgumentException e) {
      throw new Undeliverable(e.getMessage());
    }
  }

  private void refused(String run, Kind kind, ManagerRefused refusal) {
    if (kind == Kind.JOB) {
      kept.keepUnwanted(run);
    }
    throw new Undeliverable(refusal.getMessage());
  }

  private void deliver(Run run, Kind kind, Told told, boolean again) {
    Manager manager = managers.of(clusters.named(told.cluster()));
    CorrelationId id = id(run, kind, told.part(), told.number());
    try (Marks marks = Marks.correlation(id.value())) {
      marks.around(() -> deliver(run, kind, told, again, manager, id));
    }
  }

  private void deliver(
      Run run, Kind kind, Told told, boolean again, Manager manager, CorrelationId id) {
    Noticeboard board = manager.noticeboard();
    switch (kind) {
      case JOB, STEP -> begin(run, kind, told, again, board, id);
      case STEP_END -> endStep(run, told, again, board, id);
      case EVENT -> {
        if (!again || manager.events(id).isEmpty()) {
          String origin = "Siteswap-" + run.id().substring(0, SHORT);
          var unused = board.addEvent(origin, told.number(), !told.well(), told.text(), id);
        }
      }
      case JOB_END -> endJob(run, told.well(), board, id);
    }
  }

  /** A step in a job that is open: the one before has ended where a step of it has failed. */
  private void begin(
      Run run, Kind kind, Told told, boolean again, Noticeboard board, CorrelationId id) {
    String job = job(run, board, last -> last.state() == State.OPEN);
    if (kind == Kind.STEP) {
      var unused = step(run, told, board, job, id, again);
    }
  }

  private void endStep(Run run, Told told, boolean again, Noticeboard board, CorrelationId id) {
    String job = job(run, board, last -> last.state() != State.LOST);
    var unused = board.endStep(job, step(run, told, board, job, id, again), told.well(), id);
  }

  private void endJob(Run run, boolean well, Noticeboard board, CorrelationId id) {
    State wanted = well ? State.FINISHED : State.FAILED;
    String job = job(run, board, last -> last.state() == State.OPEN || last.state() == wanted);
    var unused = board.endJob(job, well, id);
  }

  /**
   * The job of the run, or another where the last one does not do any more. Looked for each time,
   * as a Manager that has started again has lost it; it may also have been added by somebody who
   * has died since.
   */
  private String job(Run run, Noticeboard board, Predicate<Posted> does) {
    CorrelationId id = id(run, Kind.JOB, "", 0);
    String job =
        board
            .job(id)
            .filter(does)
            .map(Posted::id)
            .orElseGet(() -> board.addJob(titles.of(run), id));
    if (!kept.find(run.id(), "").equals(Optional.of(job))) {
      kept.forget(run.id());
      kept.keep(run.id(), "", job);
    }
    return job;
  }

  /** What is kept already was heard, though whoever was told so has died since. */
  private String step(
      Run run, Told told, Noticeboard board, String job, CorrelationId id, boolean again) {
    return kept.find(run.id(), told.part())
        .orElseGet(
            () -> {
              String step =
                  // Asked only where an earlier attempt may have been heard.
                  (again ? step(run, board, job, told.text()) : Optional.<String>empty())
                      .orElseGet(() -> board.addStep(job, told.text(), id));
              kept.keep(run.id(), told.part(), step);
              return step;
            });
  }

  /** Phases may be called alike: the one that is looked for is of no other. */
  private Optional<String> step(Run run, Noticeboard board, String job, String description) {
    Set<String> ofOthers = kept.all(run.id());
    return board.steps(job, description).stream().filter(id -> !ofOthers.contains(id)).findFirst();
  }

  /** As those of its changes begin. */
  private static CorrelationId id(Run run, Kind kind, String part, int number) {
    String what =
        switch (kind) {
          case JOB -> "job";
          case JOB_END -> "end";
          case EVENT -> "event-" + number;
          case STEP, STEP_END -> part.substring(0, Math.min(SHORT, part.length()));
        };
    return new CorrelationId(run.correlation().value() + what);
  }
}
