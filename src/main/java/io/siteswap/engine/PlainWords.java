package io.siteswap.engine;

import jakarta.ws.rs.ClientErrorException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cmd.DelegateTaskCmd;
import org.camunda.bpm.engine.impl.cmd.DeployCmd;
import org.camunda.bpm.engine.impl.cmd.PatchExecutionVariablesCmd;
import org.camunda.bpm.engine.impl.cmd.PatchTaskVariablesCmd;
import org.camunda.bpm.engine.impl.cmd.RemoveExecutionVariablesCmd;
import org.camunda.bpm.engine.impl.cmd.RemoveTaskVariablesCmd;
import org.camunda.bpm.engine.impl.cmd.ResolveTaskCmd;
import org.camunda.bpm.engine.impl.cmd.SaveTaskCmd;
import org.camunda.bpm.engine.impl.cmd.SetExecutionVariablesCmd;
import org.camunda.bpm.engine.impl.cmd.SetTaskVariablesCmd;
import org.camunda.bpm.engine.impl.cmd.StartProcessInstanceAtActivitiesCmd;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;

/**
 * Stands around everything that the engine is asked for. A refusal of ours comes out as it was
 * said, without what the engine wraps around it; and what would write past a form, or begin behind
 * an approval, is done for nobody who is signed in.
 */
class PlainWords extends CommandInterceptor {
  private static final Set<Class<?>> NOBODYS =
      Set.of(
          DeployCmd.class,
          StartProcessInstanceAtActivitiesCmd.class,
          DelegateTaskCmd.class,
          ResolveTaskCmd.class,
          SaveTaskCmd.class,
          SetTaskVariablesCmd.class,
          PatchTaskVariablesCmd.class,
          RemoveTaskVariablesCmd.class,
          SetExecutionVariablesCmd.class,
          PatchExecutionVariablesCmd.class,
          RemoveExecutionVariablesCmd.class);

  private final ProcessEngineConfigurationImpl engine;

  PlainWords(ProcessEngineConfigurationImpl engine) {
    this.engine = engine;
  }

  @Override
  public <T> T execute(Command<T> command) {
    boolean outermost = Context.getCommandContext() == null;
    if (outermost && NOBODYS.contains(command.getClass()) && isSignedIn()) {
      throw new AuthorizationException(
          "%s is done for nobody: a run begins at its beginning, with the models that came with"
                  .formatted(command.getClass().getSimpleName().replace("Cmd", ""))
              + " Siteswap, and is told only what its forms ask");
    }
    try {
      return next.execute(command);
    } catch (RuntimeException e) {
      throw plain(e);
    }
  }

  private boolean isSignedIn() {
    return engine.getIdentityService().getCurrentAuthentication() != null;
  }

  private static RuntimeException plain(RuntimeException failure) {
    Optional<RuntimeException> said =
        Stream.iterate((Throwable) failure, cause -> cause != null, Throwable::getCause)
            .limit(20)
            .filter(cause -> isSaid(cause))
            .map(RuntimeException.class::cast)
            .findFirst();
    return said.orElse(failure);
  }

  private static boolean isSaid(Throwable cause) {
    return cause instanceof ClientErrorException || cause instanceof AuthorizationException;
  }
}
