package io.siteswap.ticket;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.siteswap.ledger.Journal;
import io.siteswap.ledger.JournalWritten;
import io.siteswap.ledger.Run;
import io.siteswap.ledger.Runs;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Tells tickets how their runs go: nothing but what the journal says, in the transaction in which
 * the journal says it.
 */
@Component
class RunNotes {
  private static final String MOVE = "move:";

  private final Desks desks;
  private final DeskOutbox outbox;
  private final TicketProperties properties;
  private final Runs runs;
  private final RunWords words;

  RunNotes(Desks desks, DeskOutbox outbox, TicketProperties properties, Runs runs, RunWords words) {
    this.desks = desks;
    this.outbox = outbox;
    this.properties = properties;
    this.runs = runs;
    this.words = words;
  }

  /** Said last of all, when everything is written that belongs to it. */
  @EventListener
  void written(JournalWritten journal) {
    if (desks.isEmpty()) {
      return;
    }
    List<Journal.Line> told =
        journal.lines().stream().filter(line -> Milestone.of(line).isPresent()).toList();
    if (!told.isEmpty()) {
      TransactionSynchronizationManager.registerSynchronization(
          new TransactionSynchronization() {
            @Override
            public void beforeCommit(boolean readOnly) {
              tell(told);
            }
          });
    }
  }

  private void tell(List<Journal.Line> lines) {
    lines.stream()
        .collect(groupingBy(Journal.Line::runId, LinkedHashMap::new, toList()))
        .forEach((id, of) -> runs.find(id).ifPresent(run -> run.marked(() -> tell(run, of))));
  }

  private void tell(Run run, List<Journal.Line> lines) {
    Optional<ChangeDesk> desk = desks.of(run.ticket());
    if (desk.isEmpty()) {
      return;
    }
    TicketProperties.Moves moves = properties.desks().get(desk.get().name()).moves();
    together(lines).forEach((first, all) -> tell(run, first, all, moves));
  }

  /** What many changes have in common is said once. */
  private static Map<Journal.Line, List<Journal.Line>> together(List<Journal.Line> lines) {
    Map<String, List<Journal.Line>> byEvent = new LinkedHashMap<>();
    for (Journal.Line line : lines) {
      boolean ofChange = line.event().startsWith("change-") || line.event().startsWith("undo-");
      byEvent
          .computeIfAbsent(ofChange ? line.event() : "" + line.sequence(), any -> new ArrayList<>())
          .add(line);
    }
    Map<Journal.Line, List<Journal.Line>> all = new LinkedHashMap<>();
    byEvent.values().forEach(some -> all.put(some.get(0), some));
    return all;
  }

  private void tell(
      Run run, Journal.Line first, List<Journal.Line> all, TicketProperties.Moves moves) {
    Milestone milestone = Milestone.of(first).orElseThrow();
    String key = milestone.key(first);
    if (milestone == Milestone.CARRYING_OUT) {
      move(run, key, moves.begin());
    }
    outbox.note(run.ticket(), key, words.of(run, milestone, all));
    if (milestone == Milestone.ENDED) {
      outbox.attach(run.ticket(), "story:" + run.id(), words.story(run));
      move(run, key, moves.end());
    }
  }

  private void move(Run run, String key, String state) {
    if (state != null) {
      outbox.transition(run.ticket(), MOVE + key, state);
    }
  }
}
