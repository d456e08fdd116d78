package io.siteswap.ledger;

import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/**
 * Writes down in one transaction of its own, and in few statements, what concerns many changes:
 * what is said to the Manager or heard from it is a fact, whatever becomes of the step.
 */
@Component
class Pen {
  private final Commits commits;
  private final Entries entries;
  private final Journal journal;

  Pen(Commits commits, Entries entries, Journal journal) {
    this.commits = commits;
    this.entries = entries;
    this.journal = journal;
  }

  void write(Consumer<Draft> work) {
    commits.commit(
        () -> {
          Draft draft = new Draft();
          work.accept(draft);
          entries.save(draft.entries());
          journal.add(draft.notes());
        });
  }
}
