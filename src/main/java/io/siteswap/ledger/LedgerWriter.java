package io.siteswap.ledger;

import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes down in a transaction of its own, and in few statements, what concerns many changes: what
 * is said to the Manager or heard from it is a fact, and stays written whatever becomes of the step
 * that did it.
 */
@Component
class LedgerWriter {
  private final TransactionTemplate transaction;
  private final TransactionTemplate ofStep;
  private final Entries entries;
  private final Journal journal;

  LedgerWriter(PlatformTransactionManager transactions, Entries entries, Journal journal) {
    this.transaction = new TransactionTemplate(transactions);
    this.transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    this.ofStep = new TransactionTemplate(transactions);
    this.ofStep.setPropagationBehavior(TransactionDefinition.PROPAGATION_MANDATORY);
    this.entries = entries;
    this.journal = journal;
  }

  void write(Consumer<Draft> work) {
    write(transaction, work);
  }

  /**
   * The same in the transaction of the step, for what must not outlive it: a decision of people has
   * its effect once, though the step that carries it out may run twice. That step must not ask the
   * Manager, since what it would write before the call waits for this.
   */
  void writeWithStep(Consumer<Draft> work) {
    write(ofStep, work);
  }

  private void write(TransactionTemplate how, Consumer<Draft> work) {
    how.executeWithoutResult(
        status -> {
          Draft draft = new Draft();
          work.accept(draft);
          entries.save(draft.entries());
          journal.add(draft.notes());
        });
  }
}
