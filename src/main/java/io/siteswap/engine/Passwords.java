package io.siteswap.engine;

import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.UserEntity;
import org.springframework.stereotype.Component;

/** Compares passwords without a log-in attempt, which would lock a user out for some seconds. */
@Component
public class Passwords {
  private final ProcessEngineConfigurationImpl engine;

  Passwords(ProcessEngineConfiguration engine) {
    this.engine = (ProcessEngineConfigurationImpl) engine;
  }

  public boolean isThatOf(User user, String password) {
    UserEntity entity = (UserEntity) user;
    return entity.getPassword() != null
        && engine.getPasswordManager().check(password + entity.getSalt(), entity.getPassword());
  }
}
