package io.siteswap.people;

import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Health and metrics on a port of their own. Who may read them is said once, for both ports; who
 * sends slowly is another server's business there, which has to be told.
 */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
@Conditional(ManagementPort.OfItsOwn.class)
class ManagementPort {
  @Bean
  SlowClients slowClientsOfIt() {
    return new SlowClients();
  }

  /** Else it would be taken for a configuration of everything. */
  static class OfItsOwn implements Condition {
    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
      return context.getBeanFactory() != null
          && context.getBeanFactory().getParentBeanFactory() != null;
    }
  }
}
