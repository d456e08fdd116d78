package io.siteswap.approval;

import io.siteswap.engine.OperationWatcher;
import io.siteswap.ledger.Journal;
import io.siteswap.people.OperationsOfPeople;
import io.siteswap.people.SecurityLog;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.EntityTypes;
import org.camunda.bpm.engine.history.UserOperationLogEntry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Writes into the journal, with the name, what somebody does to an instance or to people past the
 * runbooks, in the transaction in which it is done.
 */
@Component
class OperationsInJournal implements OperationWatcher {
  private static final Set<String> ON_INSTANCES =
      Set.of(
          UserOperationLogEntry.OPERATION_TYPE_DELETE,
          UserOperationLogEntry.OPERATION_TYPE_MODIFY_PROCESS_INSTANCE,
          UserOperationLogEntry.OPERATION_TYPE_SUSPEND,
          UserOperationLogEntry.OPERATION_TYPE_ACTIVATE);
  private static final Set<String> PEOPLE = Set.of(EntityTypes.USER, EntityTypes.GROUP_MEMBERSHIP);

  private final ObjectProvider<Journal> journal;

  OperationsInJournal(ObjectProvider<Journal> journal) {
    this.journal = journal;
  }

  @Override
  public void done(UserOperationLogEntry operation) {
    if (operation.getUserId() == null) {
      return;
    }
    if (PEOPLE.contains(operation.getEntityType())) {
      SecurityLog.tell("people-changed", "user", operation.getUserId(), "what", said(operation));
      add(OperationsOfPeople.OF_PEOPLE, operation);
    } else if (EntityTypes.PROCESS_INSTANCE.equals(operation.getEntityType())
        && ON_INSTANCES.contains(operation.getOperationType())) {
      add(run(operation), operation);
    }
  }

  private static String run(UserOperationLogEntry operation) {
    return Optional.ofNullable(operation.getRootProcessInstanceId())
        .or(() -> Optional.ofNullable(operation.getProcessInstanceId()))
        .orElse("none");
  }

  private void add(String of, UserOperationLogEntry operation) {
    journal.getObject().add(of, operation.getUserId(), "engine-operation", said(operation));
  }

  private static String said(UserOperationLogEntry operation) {
    return "%s of %s: %s %s"
        .formatted(
            operation.getOperationType(),
            operation.getEntityType(),
            Optional.ofNullable(operation.getProperty()).orElse(""),
            Optional.ofNullable(operation.getNewValue()).orElse(""))
        .strip();
  }
}
