package io.siteswap.readiness.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteswap.manager.inventory.Inventory;
import io.siteswap.manager.inventory.Reading;
import io.siteswap.manager.inventory.Surroundings;
import io.siteswap.plan.Change;
import io.siteswap.plan.DeploymentPlanner;
import io.siteswap.plan.Deployments;
import io.siteswap.site.ClusterSettings;
import io.siteswap.site.Latency;
import io.siteswap.site.Recovery;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

/** What an audit complains about and a deployment repairs is gone after the deployment. */
@Domain(Deployments.class)
@Domain(DomainContext.Global.class)
class DeploymentClearsTest {
  private static final List<Check> REPAIRED =
      List.of(new SpmPreferred(), new VmProtection(), new SitesPreferred(), new HardAffinity());

  @Property(tries = 300)
  void nothingIsLeftOfWhatItRepairs(@ForAll Inventory world) {
    Inventory now = world;
    for (Change change : new DeploymentPlanner(Deployments.CLUSTER).plan(world).changes()) {
      now = Deployments.after(now, change);
    }

    Facts facts = facts(now);

    assertThat(REPAIRED.stream().flatMap(check -> check.look(facts)))
        .filteredOn(finding -> finding.level() != Finding.Level.OK)
        .isEmpty();
  }

  private static Facts facts(Inventory inventory) {
    return new Facts(
        Deployments.CLUSTER,
        new ClusterSettings(
            new Latency(54_321, 0, Duration.ofSeconds(1), Duration.ofMillis(100)),
            new TreeMap<>(),
            Optional.empty(),
            Recovery.usual()),
        Instant.EPOCH,
        inventory,
        Deployments.NOTHING_AROUND,
        new Surroundings(
            Reading.failed("not asked"),
            Reading.failed("not asked"),
            Reading.failed("not asked"),
            Reading.failed("not asked"),
            Reading.of(List.of())),
        Remembered.NOTHING,
        Map.of(),
        List.of(),
        Map.of());
  }
}
