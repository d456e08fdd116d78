package io.siteswap.ledger;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How changes are driven.
 *
 * @param settleTimeout after which a phase in which nothing moves any more is stuck, and people
 *     decide
 * @param migrationsPerHost how many explicit migrations one host takes in at once; hypervisors
 *     accept two
 * @param installationsAtOnce how many hosts the Manager installs at once
 * @param startsAtOnce how many VMs of a lost site are started at once, in order of priority
 * @param silence after which an accepted request without any effect is looked up in the Manager's
 *     events
 */
@ConfigurationProperties("siteswap.ledger")
public record LedgerProperties(
    @DefaultValue("15m") Duration settleTimeout,
    @DefaultValue("2") int migrationsPerHost,
    @DefaultValue("5") int installationsAtOnce,
    @DefaultValue("10") int startsAtOnce,
    @DefaultValue("10s") Duration silence) {
  public LedgerProperties {
    refuseLess("migrations-per-host", migrationsPerHost);
    refuseLess("installations-at-once", installationsAtOnce);
    refuseLess("starts-at-once", startsAtOnce);
  }

  private static void refuseLess(String property, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(
          "siteswap.ledger." + property + " is " + value + ": expected 1 or more");
    }
  }
}
