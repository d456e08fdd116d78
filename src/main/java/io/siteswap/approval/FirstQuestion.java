package io.siteswap.approval;

import io.siteswap.ground.Clockwork;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.camunda.bpm.dmn.engine.DmnEngineException;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.InputExpression;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Asks the table of who must approve while nobody waits for the answer: its language takes about a
 * second to load, by which the first plan after a start would come later. It is asked aside of the
 * engine, whose history is of what was decided.
 */
@Component
class FirstQuestion implements DisposableBean {
  private static final Logger log = LoggerFactory.getLogger(FirstQuestion.class);

  private final RepositoryService models;
  private final Clockwork clockwork = new Clockwork("first-question");

  FirstQuestion(RepositoryService models) {
    this.models = models;
  }

  @EventListener(ApplicationReadyEvent.class)
  void whenNobodyWaits() {
    clockwork.once(this::ask);
  }

  void ask() {
    DmnModelInstance table =
        models.getDmnModelInstance(
            models
                .createDecisionDefinitionQuery()
                .decisionDefinitionKey(ApprovalTable.DECISION)
                .latestVersion()
                .singleResult()
                .getId());
    DmnEngine aside = DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();
    try {
      var unused =
          aside.evaluateDecisionTable(
              aside.parseDecision(ApprovalTable.DECISION, table), nothing(table));
    } catch (DmnEngineException e) {
      log.debug("the table has no answer to a question without a plan", e);
    }
  }

  /** All that the table asks for, without a value. */
  private static VariableMap nothing(DmnModelInstance table) {
    VariableMap inputs = Variables.createVariables();
    table
        .getModelElementsByType(InputExpression.class)
        .forEach(input -> inputs.putValue(input.getText().getTextContent().trim(), null));
    return inputs;
  }

  @Override
  public void destroy() {
    clockwork.close();
  }
}
