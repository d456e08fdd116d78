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
  private final EntryRows rows;
  private final Runs runs;
  private final Journal journal;

  LedgerWriter(
      PlatformTransactionManager transactions, EntryRows rows, Runs runs, Journal journal) {
    this.transaction = new TransactionTemplate(transactions);
    this.transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    this.ofStep = new TransactionTemplate(transactions);
    this.ofStep.setPropagationBehavior(TransactionDefinition.PROPAGATION_MANDATORY);
    this.rows = rows;
    this.runs = runs;
    this.journal = journal;
  }

  /** Throws {@link LedgerMoved} when somebody else has written since the sheet was read. */
  void write(Sheet sheet, Consumer<Draft> work) {
    write(transaction, sheet, work);
  }

  /**
   * The same in the transaction of the step, for what must not outlive it: a decision of people has
   * its effect once, though the step that carries it out may run twice. That step must not ask the
   * Manager, since what it would write before the call waits for this.
   */
  void writeWithStep(Sheet sheet, Consumer<Draft> work) {
    write(ofStep, sheet, work);
  }

  private void write(TransactionTemplate how, Sheet sheet, Consumer<Draft> work) {
    Draft draft = new Draft();
    work.accept(draft);
    if (draft.isEmpty()) {
      return;
    }
    how.executeWithoutResult(status -> write(sheet, draft));
    sheet.written(sheet.head().advanced(), draft.entries());
  }

  private void write(Sheet sheet, Draft draft) {
    rows.advance(sheet.head());
    rows.save(draft.entries());
    if (draft.isEntering()) {
      runs.enter(sheet.runId(), sheet.phase());
    } else if (draft.isMoving()) {
      runs.progressed(sheet.runId());
    }
    journal.add(draft.notes());
  }
}
