package io.siteswap.ledger;

import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Transactions of their own: what is said to the Manager or heard from it is a fact, and stays
 * written down whatever becomes of the step that did it.
 */
@Component
class Commits {
  private final TransactionTemplate transaction;

  Commits(PlatformTransactionManager transactions) {
    transaction = new TransactionTemplate(transactions);
    transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
  }

  <T> T commit(Supplier<T> work) {
    return transaction.execute(status -> work.get());
  }

  void commit(Runnable work) {
    transaction.executeWithoutResult(status -> work.run());
  }
}
