package io.siteswap.recovery.steps;

import io.siteswap.runbook.Intervention;
import io.siteswap.runbook.Interventions;
import org.springframework.stereotype.Component;

/** Tells a failover that its site is lost. */
@Component("declareSiteLost")
public class DeclareSiteLost extends Intervention {
  public static final String PROCESS = "declare-site-lost";

  DeclareSiteLost(Interventions interventions) {
    super(PROCESS, interventions, Interventions::declareLost);
  }
}
