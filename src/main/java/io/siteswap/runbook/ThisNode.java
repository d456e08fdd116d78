package io.siteswap.runbook;

import io.siteswap.node.Node;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** The node of the configuration. */
@Component
@EnableConfigurationProperties(RunbookProperties.class)
class ThisNode implements Node {
  private final RunbookProperties properties;

  ThisNode(RunbookProperties properties) {
    this.properties = properties;
  }

  @Override
  public String name() {
    return properties.node();
  }
}
