package io.siteswap.runbook.intervention;

import io.siteswap.runbook.Groups;
import io.siteswap.runbook.Refused;
import io.siteswap.runbook.Startable;
import io.siteswap.runbook.Variables;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

/** A process of one step that acts on an open run, in the transaction of whoever wants it. */
public abstract class Intervention implements JavaDelegate, Startable {
  /** Who may step in. */
  public static final Set<String> STARTED_BY = Set.of(Groups.OPERATORS, Groups.COMMANDERS);

  private final String id;
  private final Interventions interventions;

  protected Intervention(String id, Interventions interventions) {
    this.id = id;
    this.interventions = interventions;
  }

  /** Throws {@link Refused} when that cannot be done to the run now. */
  protected abstract void act(Interventions.Wish wish);

  @Override
  public final String id() {
    return id;
  }

  @Override
  public final Set<String> startedBy() {
    return STARTED_BY;
  }

  @Override
  public final Set<String> asks() {
    return Set.of(Variables.RUN, Variables.TICKET, Variables.REASON);
  }

  @Override
  public final void execute(DelegateExecution execution) {
    act(interventions.wish(execution));
  }
}
