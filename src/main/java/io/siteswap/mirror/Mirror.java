package io.siteswap.mirror;

import io.siteswap.ledger.Run;
import io.siteswap.ledger.Runs;
import io.siteswap.manager.CorrelationId;
import io.siteswap.manager.ManagerRefused;
import io.siteswap.manager.ManagerUnreachable;
import io.siteswap.manager.Managers;
import io.siteswap.manager.Noticeboard;
import io.siteswap.mirror.Told.Kind;
import io.siteswap.outbox.Message;
import io.siteswap.outbox.Messenger;
import io.siteswap.outbox.NotNow;
import io.siteswap.outbox.Undeliverable;
import io.siteswap.site.Marks;
import io.siteswap.site.StretchClusters;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
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

  Mirror(StretchClusters clusters, Managers managers, Runs runs, Kept kept) {
    this.clusters = clusters;
    this.managers = managers;
    this.runs = runs;
    this.kept = kept;
  }

  @Override
  public boolean carries(String channel) {
    return channel.equals(Told.CHANNEL);
  }

  @Override
  public void deliver(Message message, boolean again) {
    Told told = Told.read(message);
    Kind kind = Kind.valueOf(message.kind());
    Optional<String> job = kept.find(message.subject(), "");
    if (kind != Kind.JOB && job.filter(String::isEmpty).isPresent()) {
      return;
    }
    try {
      deliver(runs.get(message.subject()), kind, told, job, again);
    } catch (ManagerUnreachable e) {
      throw new NotNow(e.getMessage(), Optional.empty());
    } catch (ManagerRefused e) {
      refused(message.subject(), kind, e, again);
    } catch (IllegalArgumentException e) {
      throw new Undeliverable(e.getMessage());
    }
  }

  private void refused(String run, Kind kind, ManagerRefused refusal, boolean again) {
    if (kind == Kind.JOB) {
      kept.keep(run, "", "");
    } else if (kind == Kind.EVENT && again) {
      // It was heard the first time: the Manager takes no second one of the same number.
      return;
    }
    throw new Undeliverable(refusal.getMessage());
  }

  private void deliver(Run run, Kind kind, Told told, Optional<String> job, boolean again) {
    Noticeboard board = managers.of(clusters.named(told.cluster())).noticeboard();
    CorrelationId id = id(run, kind, told);
    try (Marks marks = Marks.correlation(id.value())) {
      marks.around(() -> deliver(run, kind, told, job, again, board, id));
    }
  }

  private void deliver(
      Run run,
      Kind kind,
      Told told,
      Optional<String> job,
      boolean again,
      Noticeboard board,
      CorrelationId id) {
    switch (kind) {
      case JOB -> addJob(run, told, board, id, again);
      case STEP -> job.ifPresent(known -> addStep(run, told, board, known, id, again));
      case STEP_END ->
          job.ifPresent(
              known ->
                  kept.find(run.id(), told.part())
                      .ifPresent(step -> board.endStep(known, step, told.well(), id)));
      case EVENT -> {
        String origin = "Siteswap-" + run.id().substring(0, SHORT);
        var unused = board.addEvent(origin, told.number(), !told.well(), told.text(), id);
      }
      case JOB_END -> job.ifPresent(known -> board.endJob(known, told.well(), id));
    }
  }

  private void addJob(Run run, Told told, Noticeboard board, CorrelationId id, boolean again) {
    add(
        run,
        "",
        () -> known(again, () -> board.job(id)).orElseGet(() -> board.addJob(told.text(), id)));
  }

  private void addStep(
      Run run, Told told, Noticeboard board, String job, CorrelationId id, boolean again) {
    add(
        run,
        told.part(),
        () ->
            known(again, () -> step(run, board, job, told.text()))
                .orElseGet(() -> board.addStep(job, told.text(), id)));
  }

  /** What is kept already was heard, though whoever was told so has died since. */
  private void add(Run run, String part, Supplier<String> added) {
    if (kept.find(run.id(), part).isEmpty()) {
      kept.keep(run.id(), part, added.get());
    }
  }

  /** Phases may be called alike: the one that is looked for is of no other. */
  private Optional<String> step(Run run, Noticeboard board, String job, String description) {
    Set<String> ofOthers = kept.all(run.id());
    return board.steps(job, description).stream().filter(id -> !ofOthers.contains(id)).findFirst();
  }

  /** Asked only where an earlier attempt may have been heard. */
  private static Optional<String> known(boolean again, Supplier<Optional<String>> ask) {
    return again ? ask.get() : Optional.empty();
  }

  /** As those of its changes begin. */
  private static CorrelationId id(Run run, Kind kind, Told told) {
    String what =
        switch (kind) {
          case JOB -> "job";
          case JOB_END -> "end";
          case EVENT -> "event-" + told.number();
          case STEP, STEP_END -> told.part().substring(0, Math.min(SHORT, told.part().length()));
        };
    return new CorrelationId(run.correlation().value() + what);
  }
}
